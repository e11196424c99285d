"""Letters about minutes and about what was agreed to be done."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.in_words import moment_in_words
from meetings.models import ActionItem, Meeting, Redaction
from meetings.models.sides import side_of
from meetings.rules import minutes as rules
from meetings.stages import ActionStage, MinutesStage, RedactionStage
from partnerships.directory.models import Account
from partnerships.shared.letters.kinds import LetterKind
from partnerships.shared.letters.models import Letter


def _meeting(letter: Letter) -> Meeting | None:
    rows = Meeting.objects.select_related("partnership", "minutes")
    return rows.filter(pk=letter.facts["meeting"]).first()


def _reader(letter: Letter) -> Account | None:
    recipient = letter.recipient
    return recipient if recipient is not None and recipient.is_active else None


def _may_read(letter: Letter) -> bool:
    """As long as the reader sees the meeting and its minutes."""
    meeting, reader = _meeting(letter), _reader(letter)
    return (
        meeting is not None
        and reader is not None
        and Meeting.objects.visible_to(reader).filter(pk=meeting.pk).exists()
        and bool(rules.can_read(reader, meeting))
    )


def _are_shared(letter: Letter) -> bool:
    meeting = _meeting(letter)
    minutes = rules.minutes_of(meeting) if meeting else None
    return minutes is not None and minutes.stage == MinutesStage.SHARED and not minutes.is_over


def _are_closed(letter: Letter) -> bool:
    meeting = _meeting(letter)
    minutes = rules.minutes_of(meeting) if meeting else None
    return minutes is not None and minutes.stage == MinutesStage.CLOSED


def _facts(letter: Letter) -> dict[str, object]:
    meeting, reader = _meeting(letter), _reader(letter)
    if meeting is None or reader is None:
        return {}
    page = reverse("meetings:minutes", args=[meeting.pk])
    return {
        "title": meeting.title_in(letter.language),
        "partnership": meeting.partnership.name_in(letter.language),
        "when": moment_in_words(meeting),
        "answer_until": meeting.minutes.answer_until,
        "answers": bool(rules.can_answer(reader, meeting)),
        "link": f"{settings.SITE_URL}{page}",
    }


def _redaction(letter: Letter) -> Redaction | None:
    rows = Redaction.objects.select_related("minutes__meeting__partnership", "item")
    return rows.filter(pk=letter.facts["redaction"]).first()


def _decides(letter: Letter) -> bool:
    """As long as the reader keeps the partnership for the side that is asked."""
    redaction, reader = _redaction(letter), _reader(letter)
    return (
        redaction is not None
        and reader is not None
        and side_of(reader, redaction.minutes.meeting.partnership)
        not in (None, redaction.proposed_side)
    )


def _is_proposed(letter: Letter) -> bool:
    redaction = _redaction(letter)
    return redaction is not None and redaction.stage == RedactionStage.PROPOSED


def _facts_of_redaction(letter: Letter) -> dict[str, object]:
    """Never the passage: a letter cannot be taken back."""
    redaction = _redaction(letter)
    if redaction is None:
        return {}
    meeting = redaction.minutes.meeting
    page = reverse("meetings:decide_redaction", args=[redaction.pk])
    return {
        "title": meeting.title_in(letter.language),
        "partnership": meeting.partnership.name_in(letter.language),
        "when": moment_in_words(meeting),
        "link": f"{settings.SITE_URL}{page}",
    }


def _action(letter: Letter) -> ActionItem | None:
    rows = ActionItem.objects.select_related("meeting__partnership", "person__account")
    return rows.filter(pk=letter.facts["actionitem"]).first()


def _is_theirs(letter: Letter) -> bool:
    """As long as the task is this person's and the address theirs."""
    action = _action(letter)
    person = action.person if action else None
    if action is None or person is None:
        return False
    if person.account and person.account.is_active:
        place = action.meeting.partnership_id
        inside = place in person.account.access.partnership_ids
        return letter.address == person.account.email and inside
    return letter.address == person.email


def _is_open(letter: Letter) -> bool:
    action = _action(letter)
    return action is not None and action.stage == ActionStage.OPEN


def _facts_of_action(letter: Letter) -> dict[str, object]:
    action = _action(letter)
    if action is None:
        return {}
    meeting = action.meeting
    facts: dict[str, object] = {
        "action": action.title,
        "title": meeting.title_in(letter.language),
        "partnership": meeting.partnership.name_in(letter.language),
        "due": action.last_day,
        "late": action.is_late,
    }
    if letter.recipient:
        page = reverse("meetings:finish_action", args=[action.pk])
        facts["link"] = f"{settings.SITE_URL}{page}"
    return facts


KINDS = (
    LetterKind(
        "meetings/minutes_shared",
        _("Minutes to read"),
        _may_read,
        _facts,
        still_holds=_are_shared,
    ),
    LetterKind(
        "meetings/minutes_closed",
        _("Minutes are closed"),
        _may_read,
        _facts,
        still_holds=_are_closed,
    ),
    LetterKind(
        "meetings/minutes_redacted",
        _("Words were taken out of minutes"),
        _may_read,
        _facts,
        still_holds=_are_closed,
    ),
    LetterKind(
        "meetings/redaction_proposed",
        _("Are words taken out of minutes?"),
        _decides,
        _facts_of_redaction,
        still_holds=_is_proposed,
    ),
    LetterKind(
        "meetings/action_due",
        _("A task of a meeting is due"),
        _is_theirs,
        _facts_of_action,
        still_holds=_is_open,
    ),
)
