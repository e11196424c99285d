"""Note how the seats of a body voted on a point."""

from collections.abc import Mapping

from django.db import transaction

from meetings.actions.minutes import begin
from meetings.actions.planning import acting, lock
from meetings.models import AgendaItem, Meeting, SeatVote
from meetings.rules import votes as rules
from partnerships.directory.models import Account, Partner, Side
from partnerships.shared.audit.actions import record


@transaction.atomic
def note_votes(
    item: AgendaItem, *, by: Account, votes: Mapping[int, tuple[str, str]]
) -> AgendaItem:
    """By number of the seat: what it said (blank: nothing noted) and why.

    Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    meeting = lock(Meeting.objects.get(agenda_items=item))
    rules.can_note_votes(by, meeting).enforce()
    item = meeting.agenda_items.on_agenda().get(pk=item.pk)
    begin(meeting)
    partners = Partner.objects.on(meeting.first_day).filter(partnership=meeting.partnership)
    sides = dict(partners.values_list("organisation_id", "side"))
    known = {vote.seat_id: vote for vote in item.votes.all()}
    for seat in rules.voting_seats(meeting):
        ballot, reason = votes.get(seat.pk, ("", ""))
        vote = known.get(seat.pk)
        if not ballot:
            if vote:
                vote.delete()
            continue
        vote = vote or SeatVote(item=item, seat=seat)
        vote.label, vote.organisation = seat.label, seat.organisation
        vote.side = sides.get(seat.organisation_id or 0, Side.OTHER)
        vote.ballot, vote.reason = ballot, reason
        vote.full_clean()
        vote.save()
    record("meetings.votes_noted", **acting(meeting, by=by, agendaitem=item.pk))
    return item
