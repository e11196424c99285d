"""The answer by two: drafted, submitted, and sent or returned by somebody else. Source: decision 0065."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions.office import send_answer
from complaints.answer_words import compose
from complaints.models import AnswerDraft, Complaint, DraftState, Finding, Message, Result
from complaints.sealed_decisions import read_draft, seal_draft, seal_return
from complaints.sealed_rows import Keys
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

NEEDED = ("about", "checked", "follows")


@transaction.atomic
def keep_draft(
    complaint: Complaint, keys: Keys, parts: Mapping[str, Any], *, language: str, by: Account
) -> AnswerDraft:
    """Begun or changed; nothing needs to be whole yet. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    draft = rules.draft_in_hand(complaint)
    rules.can_draft(by, complaint, draft).enforce()
    draft = draft or AnswerDraft(complaint=complaint, version=complaint.drafts.count() + 1)
    draft.complaint, draft.by, draft.language = complaint, by, language
    draft.writers = sorted({*draft.writers, by.pk})
    seal_draft(draft, keys, parts)
    draft.save()
    record("complaints.answer_drafted", by=by, target=complaint)
    return draft


@transaction.atomic
def submit_draft(draft: AnswerDraft, keys: Keys, *, by: Account) -> None:
    """To the others of the office. Raises: PermissionDenied; ValidationError where a part is missing."""
    complaint = Complaint.objects.lock(draft.complaint)
    draft = _anew(complaint, draft)
    rules.can_submit(by, complaint, draft).enforce()
    check_parts(complaint, read_draft(draft, keys))
    draft.state, draft.submitted_at = DraftState.SUBMITTED, timezone.now()
    draft.writers = sorted({*draft.writers, by.pk})
    draft.save(update_fields=["state", "submitted_at", "writers"])
    record("complaints.answer_submitted", by=by, target=complaint)


def check_parts(complaint: Complaint, parts: Mapping[str, Any]) -> None:
    """Raises: ValidationError that names what an answer still needs."""
    causes, findings = rules.causes_of(complaint), parts.get("findings", {})
    is_whole = all(parts.get(name) for name in NEEDED) and bool(causes)
    for cause in causes:
        found = findings.get(cause, {})
        is_whole = is_whole and found.get("result") in Result.values and bool(found.get("reasons"))
    if not is_whole:
        raise ValidationError(
            _("Something is missing: each part, and of each cause the finding with its reasons.")
        )


@transaction.atomic
def approve(draft: AnswerDraft, keys: Keys, *, by: Account) -> Message:
    """Sent into the mailbox, with what was found. All is looked at anew: people, translations, causes.

    Raises: PermissionDenied; ValidationError where something changed since it was submitted.
    """
    complaint = Complaint.objects.lock(draft.complaint)
    draft = _anew(complaint, draft)
    rules.can_approve(by, complaint, draft).enforce()
    parts = read_draft(draft, keys)
    check_parts(complaint, parts)
    if not (rules.is_apart(draft.by, complaint) and rules.is_free(draft.by, complaint)):
        raise ValidationError(
            _("Whoever wrote it is not free for this complaint any more. Return it.")
        )
    if not rules.rests_on_checked(complaint):
        raise ValidationError(_("Not all that the person wrote has a checked translation."))
    if draft.submitted_at and complaint.heard_at > draft.submitted_at:
        raise ValidationError(
            _("The person has written since it was submitted. Return it, so that it is answered.")
        )
    causes = rules.causes_of(complaint)
    text = compose(complaint, parts, causes, draft.language)
    message = send_answer(
        complaint, keys, text=text, language=draft.language, author=draft.by, by=by
    )
    draft.state, draft.decided_by, draft.decided_at = DraftState.APPROVED, by, message.at
    draft.message = message
    draft.save(update_fields=["state", "decided_by", "decided_at", "message"])
    complaint.findings.all().delete()
    Finding.objects.bulk_create(
        Finding(complaint=complaint, cause=each, result=parts["findings"][each]["result"])
        for each in causes
    )
    record("complaints.answer_approved", by=by, target=complaint)
    return message


@transaction.atomic
def return_draft(draft: AnswerDraft, keys: Keys, *, reason: str, by: Account) -> None:
    """Back to whoever wrote it. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(draft.complaint)
    draft = _anew(complaint, draft)
    rules.can_approve(by, complaint, draft).enforce()
    draft.state, draft.decided_by, draft.decided_at = DraftState.RETURNED, by, timezone.now()
    seal_return(draft, keys, reason)
    draft.save(update_fields=["state", "decided_by", "decided_at", "returned"])
    record("complaints.answer_returned", by=by, target=complaint)


def _anew(complaint: Complaint, draft: AnswerDraft) -> AnswerDraft:
    """Behind the lock of its complaint. Raises: ObjectDoesNotExist."""
    draft = complaint.drafts.select_related("by__person").get(pk=draft.pk)
    draft.complaint = complaint
    return draft
