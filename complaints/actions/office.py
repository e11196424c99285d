"""What officers do: confirm that it arrived, ask, tell, answer, close, translate."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.actions.attaching import attach
from complaints.actions.nudging import forget_nudge, nudge
from complaints.models import (
    Complaint,
    FeedbackTicket,
    Message,
    MessageKind,
    Translation,
    Translator,
)
from complaints.sealed_rows import Keys, seal_message, seal_translation
from complaints.stages import LIFE
from complaints.visit_files import Kept
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

VERBS = {MessageKind.QUESTION: "ask", MessageKind.ANSWER: "answer"}


@transaction.atomic
def acknowledge(complaint: Complaint, *, by: Account) -> None:
    """The person reads in the mailbox that somebody has begun. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_acknowledge(by, complaint).enforce()
    complaint.stage = LIFE.move("acknowledge").target
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
    message = Message(complaint=complaint, kind=kind, language=language, by=by)
    seal_message(message, keys, text)
    message.save()
    attach(complaint, keys, files, message=message)
    if verb := VERBS.get(MessageKind(kind)):
        complaint.stage = LIFE.move(verb).target
    if kind == MessageKind.QUESTION:
        complaint.asked_at = message.at
    if kind == MessageKind.ANSWER:
        complaint.answered_at = message.at
        FeedbackTicket.objects.get_or_create(complaint=complaint)
    complaint.save(update_fields=["stage", "asked_at", "answered_at"])
    _note_said(complaint, kind, by)
    nudge(complaint)
    return message


def _note_said(complaint: Complaint, kind: str, by: Account) -> None:
    if kind == MessageKind.QUESTION:
        record("complaints.asked", by=by, target=complaint)
    elif kind == MessageKind.ANSWER:
        record("complaints.answered", by=by, target=complaint)
    else:
        record("complaints.told", by=by, target=complaint)


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
def close(complaint: Complaint, *, by: Account) -> None:
    """Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_close(by, complaint).enforce()
    complaint.stage, complaint.ended_at = LIFE.move("close").target, timezone.now()
    complaint.save(update_fields=["stage", "ended_at"])
    forget_nudge(complaint)
    record("complaints.closed", by=by, target=complaint)
