"""What officers do: confirm that it arrived, ask, tell, answer, close, translate."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from complaints import rules
from complaints.actions.attaching import attach
from complaints.actions.nudging import forget_nudge, nudge
from complaints.models import Complaint, Message, MessageKind, Translation
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
def translate(
    message: Message, keys: Keys, *, text: str, language: str, by: Account
) -> Translation:
    """Beside the original; a later one takes the place of the former. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(message.complaint)
    rules.can_translate(by, complaint).enforce()
    translation, _made = Translation.objects.get_or_create(
        message=message, language=language, defaults={"by": by, "sealed": b""}
    )
    translation.by, translation.at = by, timezone.now()
    seal_translation(translation, keys, text)
    translation.save()
    record("complaints.translated", by=by, target=complaint)
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
