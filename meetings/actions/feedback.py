"""Feedback: asked of those who were there, given without a name, and its links forgotten."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.telling import tell
from meetings.models import Attendee, Feedback, FeedbackLink, Meeting, Presence
from meetings.models.feedback import OPEN_FOR, is_open
from partnerships.shared.letters.models import Letter

ASKED = "meetings/feedback"


def ask_for_feedback(meeting: Meeting) -> None:
    """A letter to everybody who was there and was not asked yet, where the format asks and there is still time."""
    if not meeting.format.asks_feedback or not is_open(meeting):
        return
    there = meeting.attendees.invited().filter(presence=Presence.PRESENT)
    asked = Letter.objects.filter(
        kind=ASKED, facts__attendee__in=list(there.values_list("pk", flat=True))
    )
    numbers = {letter.facts["attendee"] for letter in asked}
    rows = there.exclude(pk__in=numbers).select_related("person__account")
    tell(meeting, ASKED, rows)


@transaction.atomic
def give_feedback(attendee: Attendee, **said: object) -> None:
    """Once: the links are gone, and nothing says who gave which answer; no event is written. Raises: ValidationError."""
    links = FeedbackLink.objects.select_for_update().filter(attendee=attendee)
    if not list(links) or not is_open(attendee.meeting):
        raise ValidationError(_("This link was used already, or the time is over."))
    feedback = Feedback(meeting=attendee.meeting, **said)
    feedback.full_clean()
    feedback.save()
    links.delete()


def forget_links() -> int:
    """By the clock, once a night: links whose time is over; their number."""
    over = FeedbackLink.objects.filter(attendee__meeting__ends_at__lt=timezone.now() - OPEN_FOR)
    number, _by_model = over.delete()
    return number
