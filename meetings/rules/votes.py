"""Which seats vote at a meeting, and who notes how they did."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.rules.minutes import can_write
from partnerships.directory.models import Account, Seat
from partnerships.shared.verdicts import Verdict, allowed_if


def voting_seats(meeting: Meeting) -> QuerySet[Seat]:
    """Seats with a vote in the meeting's body on its day, also vacant ones."""
    seats = Seat.objects.on(meeting.first_day).filter(body=meeting.body_id or 0, voting=True)
    return seats.select_related("organisation").order_by("position", "pk")


def can_note_votes(by: Account, meeting: Meeting) -> Verdict:
    """Whoever writes the minutes, of a meeting of a body in which seats vote."""
    return can_write(by, meeting) and allowed_if(
        voting_seats(meeting).exists(), _("No seat votes at this meeting.")
    )
