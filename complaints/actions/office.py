"""What officers do: confirm that it arrived, ask, tell, answer, close, translate."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import timing
from complaints.actions.attaching import attach
from complaints.actions.nudging import forget_nudge, nudge
from complaints.answers import Kind
from complaints.clocks import ClockKind
from complaints.models import (
    AnswerDraft,
    Complaint,
    DraftState,
    FeedbackTicket,
    Message,
    MessageKind,
    Translation,
    Translator,
)
from complaints.models.complaints import TO_OFFICE
from complaints.sealed_rows import Keys, seal_message, seal_translation
from complaints.stages import CHOSEN, OF_STAGE, REASONS, Need, Settling, Stage, step_of
from complaints.visit_files import Kept
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

DONE_BY_A_NOTICE = (ClockKind.INTERIM, ClockKind.SUSPENSION)


@transaction.atomic
def acknowledge(complaint: Complaint, *, by: Account) -> None:
    """The person reads in the mailbox that somebody has begun. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_move(by, complaint, "acknowledge").enforce()
    timing.move(complaint, "acknowledge")
    complaint.acknowledged_at = timezone.now()
    complaint.save(update_fields=["stage", "acknowledged_at"])
    record("complaints.acknowledged", by=by, target=complaint)


@transaction.atomic
def say(
    complaint: Complaint,
    keys: Keys,
    *,
    kind: str,
    text: str,
    language: str,
    by: Account,
    files: Sequence[Kept] = (),
) -> Message:
    """A question, the answer, or a notice, into the mailbox, with `files` that are there. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_say(by, complaint, kind).enforce()
    if kind == MessageKind.ANSWER:
        return send_answer(
            complaint, keys, text=text, language=language, author=by, by=by, files=files
        )
    message = _write(complaint, keys, kind, text, language, by)
    attach(complaint, keys, files, message=message)
    if kind == MessageKind.QUESTION:
        complaint.asked_at = message.at
        timing.move(complaint, "ask", at=message.at, anew=[ClockKind.PERSON, ClockKind.INTERIM])
        record("complaints.asked", by=by, target=complaint)
    else:
        timing.restart(complaint, *DONE_BY_A_NOTICE)
        record("complaints.told", by=by, target=complaint)
    complaint.save(update_fields=["stage", "asked_at"])
    nudge(complaint)
    return message


def _write(
    complaint: Complaint, keys: Keys, kind: str, text: str, language: str, by: Account
) -> Message:
    message = Message(complaint=complaint, kind=kind, language=language, by=by)
    seal_message(message, keys, text)
    message.save()
    return message


def send_answer(
    complaint: Complaint,
    keys: Keys,
    *,
    text: str,
    language: str,
    author: Account,
    by: Account,
    files: Sequence[Kept] = (),
) -> Message:
    """Into the mailbox of a complaint that is locked, as `author` wrote it. Whoever calls has asked the rule whether `by` sends it."""
    message = _write(complaint, keys, MessageKind.ANSWER, text, language, author)
    attach(complaint, keys, files, message=message)
    complaint.answered_at = message.at
    timing.move(complaint, "answer", at=message.at)
    FeedbackTicket.objects.get_or_create(complaint=complaint)
    complaint.save(update_fields=["stage", "answered_at"])
    record("complaints.answered", by=by, target=complaint)
    nudge(complaint)
    return message


@transaction.atomic
def decide_objection(
    complaint: Complaint, keys: Keys, *, outcome: str, text: str, language: str, by: Account
) -> Message:
    """By somebody who has not worked on it; the reasons go into the mailbox. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_decide_objection(by, complaint).enforce()
    objection = rules.open_objection(complaint)
    assert objection is not None  # noqa: S101  the rule has just found it
    message = Message(complaint=complaint, kind=MessageKind.RULING, language=language, by=by)
    seal_message(message, keys, text)
    message.save()
    objection.outcome, objection.ruling = outcome, message
    objection.save(update_fields=["outcome", "ruling"])
    record("complaints.objection_decided", by=by, target=complaint)
    return message


@transaction.atomic
def translate(
    message: Message, keys: Keys, *, text: str, language: str, by: Account
) -> Translation:
    """By a person, beside the original; what a machine made before is checked with it. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(message.complaint)
    rules.can_translate(by, complaint).enforce()
    before = message.translations.filter(language=language).first()
    by_person = before is None or before.translator == Translator.PERSON
    translator = Translator.PERSON if by_person else Translator.CHECKED
    translation = _keep(message, keys, text, language, translator, by)
    _call_back(message)
    record("complaints.translated", by=by, target=complaint)
    return translation


@transaction.atomic
def keep_machine_translation(
    message: Message, keys: Keys, *, text: str, language: str, by: Account
) -> Translation:
    """What the machine gave, marked as unchecked; it takes no person's place. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(message.complaint)
    rules.can_translate_by_machine(by, message).enforce()
    translation = _keep(message, keys, text, language, Translator.MACHINE, by)
    record("complaints.machine_translated", by=by, target=complaint)
    return translation


def _call_back(message: Message) -> None:
    """An answer that waits for approval rests on another translation than this: its writer looks at it once more."""
    if message.kind in TO_OFFICE:
        waiting = AnswerDraft.objects.filter(
            complaint=message.complaint, state=DraftState.SUBMITTED
        )
        waiting.update(state=DraftState.DRAFT, submitted_at=None)


def _keep(
    message: Message, keys: Keys, text: str, language: str, translator: str, by: Account
) -> Translation:
    translation, _made = Translation.objects.get_or_create(
        message=message, language=language, defaults={"by": by, "sealed": b""}
    )
    translation.by, translation.at, translation.translator = by, timezone.now(), translator
    seal_translation(translation, keys, text)
    translation.save()
    return translation


@transaction.atomic
def take_step(
    complaint: Complaint,
    verb: str,
    *,
    by: Account,
    keys: Keys | None = None,
    text: str = "",
    language: str = "",
    reason: str = "",
) -> None:
    """A move of the office; what the table asks for is there. Where it has a text, the person reads it in the mailbox.

    Raises: PermissionDenied; ValidationError where something is missing.
    """
    complaint = Complaint.objects.lock(complaint)
    rules.can_move(by, complaint, verb).enforce()
    step = step_of(verb)
    if step.has_text and not (keys and text and language):
        raise ValidationError({"text": _("The person reads why. Write it.")})
    if Need.REASON in step.needs and reason not in REASONS[verb]:
        raise ValidationError({"reason": _("Choose a reason.")})
    if step.target == Stage.REOPENED:
        open_again(complaint, verb)
    else:
        timing.move(complaint, verb, reason=reason, anew=[ClockKind.INTERIM])
        if verb == "pursue":
            complaint.ended_at = None
    complaint.save(update_fields=["stage", "ended_at", "reopened_at"])
    if step.has_text and keys:
        message = Message(complaint=complaint, kind=MessageKind.NOTICE, language=language, by=by)
        seal_message(message, keys, text)
        message.save()
    if step.target == Stage.REOPENED:
        record("complaints.reopened", by=by, target=complaint)
    else:
        _record_move(verb, complaint, by, {"reason": reason} if reason else {})
    nudge(complaint)


def _record_move(verb: str, complaint: Complaint, by: Account, facts: dict[str, str]) -> None:
    """The event of each move but opening again."""
    match verb:
        case "review":
            record("complaints.reviewed", by=by, target=complaint, facts=facts)
        case "go_on":
            record("complaints.gone_on", by=by, target=complaint, facts=facts)
        case "suspend":
            record("complaints.suspended", by=by, target=complaint, facts=facts)
        case "resume":
            record("complaints.resumed", by=by, target=complaint, facts=facts)
        case "hand_on":
            record("complaints.handed_on", by=by, target=complaint, facts=facts)
        case "dismiss":
            record("complaints.dismissed", by=by, target=complaint, facts=facts)
        case "pursue":
            record("complaints.pursued", by=by, target=complaint, facts=facts)
        case _:
            raise ValueError(verb)


def open_again(complaint: Complaint, verb: str) -> None:
    """Its times begin anew. The caller saves stage, `ended_at` and `reopened_at`."""
    complaint.reopened_at, complaint.ended_at = timezone.now(), None
    timing.move(complaint, verb, at=complaint.reopened_at)


@transaction.atomic
def ask_statement(complaint: Complaint, *, by: Account) -> None:
    """The unit concerned was asked; its time begins. What was asked stands elsewhere. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_ask_statement(by, complaint).enforce()
    timing.start(complaint, ClockKind.STATEMENT)
    record("complaints.statement_asked", by=by, target=complaint)


@transaction.atomic
def note_statement(complaint: Complaint, *, by: Account) -> None:
    """It is there; its time stops. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_note_statement(by, complaint).enforce()
    timing.stop(complaint, ClockKind.STATEMENT)
    record("complaints.statement_came", by=by, target=complaint)


@transaction.atomic
def close(
    complaint: Complaint,
    *,
    by: Account,
    outcome: str = "",
    settled_by: Sequence[str] = (),
    is_no_crime: bool = False,
) -> None:
    """What came of it follows from its stage, or is chosen after the answer to a complaint; praise and ideas have none.

    Raises: PermissionDenied; ValidationError where something is missing.
    """
    complaint = Complaint.objects.lock(complaint)
    rules.can_move(by, complaint, "close").enforce()
    stage = Stage(complaint.stage)
    if stage == Stage.WITHDRAWN and not is_no_crime:
        raise ValidationError(
            {"is_no_crime": _("Where it tells of a crime it is not closed. Go on with it.")}
        )
    complaint.outcome, complaint.settled_by = OF_STAGE.get(stage, ""), []
    if stage == Stage.ANSWERED and complaint.kind == Kind.COMPLAINT:
        complaint.outcome, complaint.settled_by = _settle(outcome, settled_by)
    timing.move(complaint, "close")
    complaint.ended_at = timezone.now()
    complaint.save(update_fields=["stage", "ended_at", "outcome", "settled_by"])
    forget_nudge(complaint)
    record("complaints.closed", by=by, target=complaint)


def _settle(outcome: str, settled_by: Sequence[str]) -> tuple[str, list[str]]:
    if outcome not in CHOSEN:
        raise ValidationError({"outcome": _("Say what came of it.")})
    if not settled_by or not set(settled_by) <= set(Settling.values):
        raise ValidationError({"settled_by": _("Say how it was settled.")})
    return outcome, sorted(set(settled_by))
