"""Letters to the invited: at once, or together with what else changes within the same minute."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from meetings.models import Attendee, Meeting, MeetingUpdate, Reply
from meetings.stages import Stage
from partnerships.shared.letters.actions import Addressee, write_many

AGENDA = "meetings/agenda"
INVITED = "meetings/invitation"
UPDATED = "meetings/updated"
MOVED = "meetings/moved"
CANCELLED = "meetings/cancelled"
WITHDRAWN = "meetings/withdrawn"
REMINDER = "meetings/reminder"
MAILED_REPLY = "meetings/mailed_reply"
STRAY_REPLY = "meetings/stray_reply"
MINUTES_SHARED = "meetings/minutes_shared"
MINUTES_CLOSED = "meetings/minutes_closed"
MINUTES_REDACTED = "meetings/minutes_redacted"
REDACTION_PROPOSED = "meetings/redaction_proposed"
ACTION_DUE = "meetings/action_due"
POLL = "meetings/poll"
POLL_REMINDER = "meetings/poll_reminder"
TOGETHER = timedelta(minutes=1)  # changes within this time are one letter
REMIND_BEFORE = timedelta(days=3)  # of the last day to answer


def tell(
    meeting: Meeting, kind: str, attendees: Iterable[Attendee] | None = None, **facts: object
) -> None:
    """A letter of this kind to each, or to all who are invited. Whoever has no address gets none."""
    if attendees is None:
        rows = meeting.attendees.invited().filter(invited_at__isnull=False)
        attendees = rows.select_related("person__account")
    write_many(kind, [_addressee(each, facts) for each in attendees if each.address])


def _addressee(attendee: Attendee, facts: dict[str, object]) -> Addressee:
    about = {"attendee": attendee.pk, **facts}
    if attendee.account:
        return Addressee(attendee.account, "", attendee.account.language, about)
    return Addressee(None, attendee.address, attendee.language, about)


def tell_later(meeting: Meeting, before: dict[str, str | None]) -> None:
    """Remember what the invited knew before; the clock tells them, together with what changes meanwhile."""
    MeetingUpdate.objects.get_or_create(meeting=meeting, told_at=None, defaults={"before": before})


def tell_changes() -> int:
    """By the clock: letters about changes that are a minute old; the number of meetings."""
    due = MeetingUpdate.objects.filter(told_at__isnull=True, made_at__lte=timezone.now() - TOGETHER)
    return sum(_tell_change(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _tell_change(pk: int) -> bool:
    """The meeting first, as whoever changes it does: a change is in the letters, or it gets letters of its own."""
    meetings = Meeting.objects.select_for_update(no_key=True)
    meeting = meetings.filter(updates=pk).first()
    update = MeetingUpdate.objects.filter(pk=pk, told_at__isnull=True).first()
    if meeting is None or update is None:
        return False
    update.told_at = timezone.now()
    update.save()
    changed = meeting.as_told() != update.before
    if changed and meeting.stage == Stage.INVITED and not meeting.has_begun:
        tell(meeting, UPDATED, update=update.pk)
    return True


def remind() -> int:
    """By the clock, once a day: whoever has not answered is reminded three days before the last day; the number of letters."""
    day = timezone.localdate() + REMIND_BEFORE
    waiting = Attendee.objects.invited().filter(
        reply=Reply.OPEN,
        invited_at__lt=timezone.now() - REMIND_BEFORE,
        meeting__stage=Stage.INVITED,
        meeting__answer_until=day,
    )
    attendees = list(waiting.select_related("meeting", "person__account"))
    for attendee in attendees:
        tell(attendee.meeting, REMINDER, [attendee])
    return len(attendees)
