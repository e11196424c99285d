"""What the person does in the mailbox. Who they are was shown by the code; the events name nobody."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from complaints import journal, rules
from complaints.actions import timing
from complaints.actions.attaching import attach
from complaints.actions.filing import Mailbox
from complaints.actions.nudging import forget_nudge
from complaints.actions.office import open_again
from complaints.actions.telling import tell_of_objection, tell_officers
from complaints.models import Complaint, Holder, Message, MessageKind, Objection, Wrap
from complaints.sealed_rows import Keys, seal_message, wraps_for
from complaints.stages import Stage
from complaints.visit_files import Kept
from partnerships.shared.audit.actions import record


@transaction.atomic
def write(
    complaint: Complaint,
    keys: Keys,
    *,
    text: str,
    language: str,
    token: str,
    files: Sequence[Kept] = (),
) -> Message:
    """A message to the office; what waited for the person goes on. With the same token it is one. Raises: PermissionDenied.

    The caller's transaction has made sure that its `files` are there.
    """
    complaint = Complaint.objects.lock(complaint)
    if there := Message.objects.filter(complaint=complaint, token=token).first():
        return there
    rules.can_write_to_office(complaint).enforce()
    message = _keep(complaint, keys, text, language, token)
    attach(complaint, keys, files, message=message)
    if complaint.stage == Stage.AWAITING_PERSON:
        timing.move(complaint, "reply", at=message.at)
    complaint.save(update_fields=["heard_at", "stage"])
    record("complaints.replied", by=None, target=complaint)
    tell_officers(complaint)
    return message


@transaction.atomic
def object_to_handler(
    complaint: Complaint, keys: Keys, *, text: str, language: str, token: str
) -> Message:
    """Somebody should not work on it, and why. With the same token it is one. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    if there := Message.objects.filter(complaint=complaint, token=token).first():
        return there
    rules.can_object(complaint).enforce()
    message = Message(
        complaint=complaint, kind=MessageKind.OBJECTION, language=language, token=token
    )
    seal_message(message, keys, text)
    message.save()
    Objection.objects.create(message=message)
    record("complaints.objected", by=None, target=complaint)
    tell_of_objection(complaint)
    return message


@transaction.atomic
def withdraw(
    complaint: Complaint, keys: Keys, *, text: str = "", language: str = "", token: str = ""
) -> None:
    """Taken back, with `text` where the person says why; the office is told. Done twice it is once. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    if complaint.stage == Stage.WITHDRAWN:
        return
    rules.can_withdraw(complaint).enforce()
    if text:
        _keep(complaint, keys, text, language, token)
    timing.move(complaint, "withdraw")
    complaint.ended_at = timezone.now()
    complaint.save(update_fields=["stage", "ended_at", "heard_at"])
    forget_nudge(complaint)
    record("complaints.withdrawn", by=None, target=complaint)
    tell_officers(complaint)


def _keep(complaint: Complaint, keys: Keys, text: str, language: str, token: str) -> Message:
    """A message of the person; the caller saves `heard_at`."""
    message = Message(complaint=complaint, kind=MessageKind.REPLY, language=language, token=token)
    seal_message(message, keys, text)
    message.save()
    complaint.heard_at = message.at
    return message


@transaction.atomic
def disagree(complaint: Complaint, keys: Keys, *, text: str, language: str, token: str) -> Message:
    """The answer is not enough: another officer looks at it again. With the same token it is one. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    if there := Message.objects.filter(complaint=complaint, token=token).first():
        return there
    rules.can_disagree(complaint).enforce()
    message = _keep(complaint, keys, text, language, token)
    open_again(complaint, "disagree")
    complaint.save(update_fields=["stage", "ended_at", "reopened_at", "heard_at"])
    record("complaints.reopened", by=None, target=complaint)
    tell_officers(complaint)
    return message


@transaction.atomic
def renew_code(complaint: Complaint, keys: Keys, mailbox: Mailbox) -> None:
    """Another code for the same mailbox; the former one opens nothing from now on."""
    _put_code(Complaint.objects.lock(complaint), keys, mailbox)
    record("complaints.code_renewed", by=None, target=complaint)


@transaction.atomic
def take_over(complaint: Complaint, keys: Keys, mailbox: Mailbox, *, before: bytes) -> bool:
    """The person has a code of their own: the one that others have seen opens nothing any more.

    `before`: the public key of that one. False where somebody was first.
    """
    fresh = Complaint.objects.lock(complaint)
    if not fresh.is_code_for_once or bytes(fresh.mailbox_public) != before:
        return False
    fresh.is_code_for_once = False
    fresh.save(update_fields=["is_code_for_once"])
    _put_code(fresh, keys, mailbox)
    record("complaints.taken_over", by=None, target=fresh)
    return True


@transaction.atomic
def go_on_alone(complaint: Complaint) -> None:
    """The partner that wrote it reads and writes no more: its wraps are gone. Done twice it is once."""
    complaint = Complaint.objects.lock(complaint)
    if not complaint.has_helper:
        return
    complaint.wraps.filter(holder=Holder.PARTNER).delete()
    complaint.helper_ended_at = timezone.now()
    complaint.save(update_fields=["helper_ended_at"])
    record("complaints.helper_ended", by=None, target=complaint)


def _put_code(complaint: Complaint, keys: Keys, mailbox: Mailbox) -> None:
    complaint.wraps.filter(holder=Holder.MAILBOX).delete()
    Wrap.objects.bulk_create(
        wraps_for(complaint, keys, holder=Holder.MAILBOX, public=mailbox.public)
    )
    complaint.salt, complaint.mailbox_public = mailbox.salt, mailbox.public
    complaint.save(update_fields=["salt", "mailbox_public"])
    note = partial(journal.note_renewed, complaint.uid, mailbox.public)
    transaction.on_commit(note, robust=True)
