"""Letters to invited people, each with one event for their calendar."""

from collections.abc import Callable
from datetime import date, time
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from meetings import rules
from meetings.calendar import write_event
from meetings.in_words import moment_in_words, reason_in_words
from meetings.links import make_link
from meetings.models import Attendee, Meeting, MeetingUpdate
from meetings.stages import Stage
from partnerships.shared.letters.kinds import CalendarPart, LetterKind
from partnerships.shared.letters.models import Letter
from partnerships.shared.parts.figures import day_text


def find_attendee(letter: Letter) -> Attendee | None:
    """Whom the letter is about."""
    rows = Attendee.objects.select_related(
        "meeting__partnership", "meeting__format", "person__account", "organisation"
    )
    return rows.filter(pk=letter.facts["attendee"]).first()


def may_receive(letter: Letter) -> bool:
    """As long as the person takes part in the partnership and the address is still theirs."""
    attendee = find_attendee(letter)
    return (
        attendee is not None
        and letter.address == attendee.address
        and (attendee.withdrawn_at is None or letter.kind == "meetings/withdrawn")
        and rules.takes_part(attendee)
    )


def at_stage(*stages: str) -> Callable[[Letter], bool]:
    """Whether the meeting is still at one of these stages, and has not begun."""

    def still_holds(letter: Letter) -> bool:
        attendee = find_attendee(letter)
        meeting = attendee.meeting if attendee else None
        return meeting is not None and meeting.stage in stages and not meeting.has_begun

    return still_holds


def _still_waits(letter: Letter) -> bool:
    attendee = find_attendee(letter)
    return attendee is not None and rules.is_waiting(attendee)


class Change(NamedTuple):
    """What changed, in words."""

    label: str
    before: str
    now: str


LABELS = {field.name: field.verbose_name for field in Meeting._meta.fields}


def changes_in_words(meeting: Meeting, before: dict[str, str | None]) -> list[Change]:
    """What the invited knew before and what is so now, where they differ."""
    now = meeting.as_told()
    return [
        Change(
            str(LABELS[name]),
            _in_words(name, before.get(name)),
            _in_words(name, now[name]),
        )
        for name in now
        if now[name] != before.get(name)
    ]


def _in_words(name: str, value: str | None) -> str:
    if not value:
        return "–"
    if name in ("last_day", "answer_until"):
        return day_text(date.fromisoformat(value))
    return f"{time.fromisoformat(value):%H:%M}" if name.endswith("_time") else value


def facts_of(letter: Letter) -> dict[str, object]:
    """Words of the letter; the link to the answer is made at this moment."""
    attendee = find_attendee(letter)
    if attendee is None:
        return {}
    meeting = attendee.meeting
    facts: dict[str, object] = {
        "meeting": meeting,
        "title": meeting.title_in(letter.language),
        "partnership": meeting.partnership.name_in(letter.language),
        "when": moment_in_words(meeting),
        "person": attendee.called,
    }
    if meeting.stage == Stage.INVITED and attendee.withdrawn_at is None:
        page = reverse("meetings:answer", args=[make_link(attendee)])
        facts["link"] = f"{settings.SITE_URL}{page}"
    former = getattr(meeting, "moved_from", None)
    if former is not None:
        facts["former"] = moment_in_words(former)
        facts["reason"] = reason_in_words(former)
    if meeting.reason:
        facts["reason"] = reason_in_words(meeting)
    if update := MeetingUpdate.objects.filter(pk=letter.facts.get("update")).first():
        facts["changes"] = changes_in_words(meeting, update.before)
    return facts


def _calendar(method: str) -> Callable[[Letter], CalendarPart | None]:
    def part(letter: Letter) -> CalendarPart | None:
        attendee = find_attendee(letter)
        if attendee is None:
            return None
        content = write_event(
            attendee.meeting, method=method, language=letter.language, attendee=attendee
        )
        return CalendarPart(method, content)

    return part


def _kind(
    name: str,
    label: str | Promise,
    still_holds: Callable[[Letter], bool],
    calendar: Callable[[Letter], CalendarPart | None],
) -> LetterKind:
    return LetterKind(
        f"meetings/{name}",
        label,
        may_receive,
        facts_of,
        calendar=calendar,
        still_holds=still_holds,
    )


REQUEST, CANCEL = _calendar("REQUEST"), _calendar("CANCEL")
KINDS = (
    _kind("invitation", gettext_lazy("Invitation to a meeting"), at_stage("invited"), REQUEST),
    _kind("updated", gettext_lazy("A meeting was changed"), at_stage("invited"), REQUEST),
    _kind("moved", gettext_lazy("A meeting was moved"), at_stage("invited"), REQUEST),
    _kind("cancelled", gettext_lazy("A meeting was called off"), at_stage("cancelled"), CANCEL),
    _kind(
        "withdrawn",
        gettext_lazy("Taken off the list of a meeting"),
        at_stage("invited"),
        CANCEL,
    ),
    _kind(
        "reminder", gettext_lazy("An answer to an invitation is still open"), _still_waits, REQUEST
    ),
)
