"""Who may plan a meeting, change it, answer it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Attendee, Meeting, Reply, Series
from meetings.stages import LIFE, OPEN, MinutesStage, Stage
from partnerships.directory.models import Account, Partnership, Person
from partnerships.directory.models.people import takes_part_in
from partnerships.directory.rules import can_keep_partnership
from partnerships.shared.verdicts import Verdict, allowed_if


def can_plan(by: Account, partnership: Partnership) -> Verdict:
    """Whoever keeps the partnership: liaison staff and joint management, both sides of the table."""
    return can_keep_partnership(by, partnership)


def can_continue(by: Account, series: Series) -> Verdict:
    """Plan more meetings of a series, end it: keepers, as long as it goes on."""
    return can_plan(by, series.partnership) and allowed_if(
        series.ended_on is None, _("This series has ended.")
    )


def _keeps(by: Account, meeting: Meeting, verb: str, otherwise: str) -> Verdict:
    keeper = can_keep_partnership(by, meeting.partnership)
    return keeper and allowed_if(LIFE.possible(verb, meeting.stage), otherwise)


def can_edit(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, as long as it is to come."""
    keeper = can_keep_partnership(by, meeting.partnership)
    return keeper and allowed_if(
        meeting.stage in OPEN,
        _("This meeting took place, was called off or moved: it stays as it was."),
    )


def can_invite(by: Account, meeting: Meeting) -> Verdict:
    """Put people on the list, take them off: keepers, before it begins; of a past one that nobody was invited to, also later."""
    return can_edit(by, meeting) and allowed_if(
        meeting.stage == Stage.PLANNED or not meeting.has_begun,
        _("This meeting has begun already."),
    )


def can_send(by: Account, meeting: Meeting) -> Verdict:
    """Send the invitations: once, before it begins, to somebody."""
    keeper = _keeps(by, meeting, "invite", _("The invitations have been sent."))
    return (
        keeper
        and allowed_if(not meeting.has_begun, _("This meeting has begun already."))
        and allowed_if(
            meeting.attendees.invited().exists(), _("Choose first whom you want to invite.")
        )
    )


def can_discard(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, as long as nobody was invited."""
    keeper = can_keep_partnership(by, meeting.partnership)
    return keeper and allowed_if(
        meeting.stage == Stage.PLANNED and not hasattr(meeting, "moved_from"),
        _("Others know of this meeting. Call it off instead, so that they are told."),
    )


def can_cancel(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, before it took place; everybody invited is told why."""
    return _keeps(by, meeting, "cancel", _("This meeting can no longer be called off."))


def can_move(by: Account, meeting: Meeting) -> Verdict:
    """Keepers, before it took place; everybody invited is told why."""
    return _keeps(by, meeting, "move", _("This meeting can no longer be moved."))


def can_hold(by: Account, meeting: Meeting) -> Verdict:
    """Keepers note who came, once it has begun; also later, to correct it."""
    keeper = can_keep_partnership(by, meeting.partnership)
    return (
        keeper
        and allowed_if(
            meeting.stage in (*OPEN, Stage.HELD), _("This meeting did not take place on this day.")
        )
        and allowed_if(meeting.has_begun, _("This meeting has not begun yet."))
        and allowed_if(
            not hasattr(meeting, "minutes") or meeting.minutes.stage == MinutesStage.DRAFT,
            _(
                "The minutes lie before those who were there, or are closed: nobody is struck from them."
            ),
        )
    )


def can_answer(attendee: Attendee) -> Verdict:
    """An invited person, by whatever way: until the last day to answer, and until it begins."""
    meeting = attendee.meeting
    late = meeting.answer_until is not None and meeting.answer_until < timezone.localdate()
    return (
        allowed_if(
            attendee.withdrawn_at is None and attendee.invited_at is not None,
            _("You are not on the list of this meeting."),
        )
        and allowed_if(
            meeting.stage == Stage.INVITED, _("This meeting was called off, moved or is over.")
        )
        and allowed_if(not meeting.has_begun, _("This meeting has begun already."))
        and allowed_if(
            not late,
            _("The last day to answer is over. Please tell the people who invited you."),
        )
    )


def can_reply(by: Account, attendee: Attendee) -> Verdict:
    """The person who is invited, and nobody in their place."""
    own = allowed_if(
        attendee.person_id is not None and attendee.person_id == by.access.person_id,
        _("Only the invited person answers."),
    )
    return own and can_answer(attendee)


def takes_part(attendee: Attendee) -> bool:
    """A person of the directory is told of a meeting as long as they take part in its partnership; a guest always."""
    place = attendee.meeting.partnership_id
    if attendee.account:
        return place in attendee.account.access.partnership_ids
    if attendee.person_id:
        return Person.objects.filter(takes_part_in([place]), pk=attendee.person_id).exists()
    return True


def is_waiting(attendee: Attendee) -> bool:
    """Asked, and has not answered."""
    return attendee.reply == Reply.OPEN and bool(can_answer(attendee))
