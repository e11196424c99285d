"""Comment, release, propose other words, answer: what the parties do while a text is drafted together.

What is not released is nobody else's: its events are about the comment, and only release is told of the agreement.
"""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import Conflict, changing
from partnerships.agreements.actions.clauses import put_in, put_words
from partnerships.agreements.letters import consultation as letters
from partnerships.agreements.models import (
    Agreement,
    Answer,
    Clause,
    ClauseKind,
    Comment,
    Format,
    Proposal,
)
from partnerships.agreements.text.shapes import KeptPassage
from partnerships.directory.models import Account, Organisation
from partnerships.directory.rules.capacity import for_organisation
from partnerships.shared.audit.actions import record


@transaction.atomic
def comment(
    agreement: Agreement,
    *,
    by: Account,
    organisation: Organisation,
    body: str,
    clause: Clause | None = None,
) -> Comment:
    """For the people of `organisation` until somebody of them releases it; a form sent twice is one.

    Raises: PermissionDenied, ValidationError.
    """
    agreement = _lock_for_consultation(agreement)
    rules.can_comment(by, agreement).enforce()
    rules.can_speak_for(by, agreement, organisation).enforce()
    values = {"clause": clause, "organisation": organisation, "by": by, "body": body}
    if there := agreement.comments.filter(**values, released_at__isnull=True).first():
        return there
    made = Comment(
        agreement=agreement,
        about=_heading(clause, agreement),
        capacity=for_organisation(by, organisation),
        **values,
    )
    made.full_clean(exclude=["capacity"])
    made.save()
    record("agreements.commented", by=by, target=made, capacity=made.capacity)
    return made


def _lock_for_consultation(agreement: Agreement) -> Agreement:
    """The agreement locked, so that nobody freezes it while a comment or proposal is written."""
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _heading(clause: Clause | None, agreement: Agreement) -> str:
    if clause is None:
        return ""
    text = clause.texts.filter(language=agreement.governing_language).first()
    return text.heading if text else str(clause)


def _lock_comment(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=["self"]).select_related("agreement")
    return rows.get(pk=comment.pk)


@transaction.atomic
def edit_comment(comment: Comment, *, by: Account, version: int, body: str) -> Comment:
    """Changes the words of a comment. Raises: PermissionDenied, ValidationError, Conflict when `version` is not the present one."""
    comment = _lock_comment(comment)
    rules.can_edit_comment(by, comment).enforce()
    if comment.version != version:
        raise Conflict("stale")
    comment.body = body
    comment.full_clean()
    comment.save()
    record("agreements.comment_edited", by=by, target=comment, capacity=_capacity(by, comment))
    return comment


def _capacity(by: Account, row: Comment | Proposal) -> Any:
    return for_organisation(by, row.organisation)


@transaction.atomic
def remove_comment(comment: Comment, *, by: Account) -> None:
    """Deletes a comment that only its own organisation has read. Raises: PermissionDenied."""
    comment = _lock_comment(comment)
    rules.can_remove_comment(by, comment).enforce()
    record("agreements.comment_removed", by=by, target=comment, capacity=_capacity(by, comment))
    comment.delete()


@transaction.atomic
def release_comment(comment: Comment, *, by: Account, version: int) -> Comment:
    """From now on all parties read it.

    Raises: PermissionDenied; Conflict when the words are not those that `by` has read.
    """
    comment = _lock_comment(comment)
    rules.can_release_comment(by, comment).enforce()
    if comment.version != version:
        raise Conflict("stale")
    comment.released_at, comment.released_by = timezone.now(), by
    comment.save()
    record(
        "agreements.comment_released",
        by=by,
        target=comment.agreement,
        capacity=_capacity(by, comment),
        facts={"comment": comment.pk, "organisation": comment.organisation_id},
    )
    return comment


@transaction.atomic
def settle_comment(comment: Comment, *, by: Account, settled: bool) -> Comment:
    """Mark it as settled, or open it again; doing so twice changes nothing. Raises: PermissionDenied."""
    comment = _lock_comment(comment)
    rules.can_settle_comment(by, comment).enforce()
    if bool(comment.done_at) == settled:
        return comment
    comment.done_at = timezone.now() if settled else None
    comment.save()
    agreement, facts = comment.agreement, {"comment": comment.pk}
    if settled:
        record("agreements.comment_settled", by=by, target=agreement, facts=facts)
    else:
        record("agreements.comment_reopened", by=by, target=agreement, facts=facts)
    return comment


@transaction.atomic
def propose(
    agreement: Agreement,
    *,
    by: Account,
    organisation: Organisation,
    language: str,
    heading: str,
    body: str,
    reason: str,
    clause: Clause | None = None,
    version: int | None = None,
) -> Proposal:
    """Other words for a clause in one language, or a new clause; a form sent twice is one.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is given and no longer the clause's.
    """
    agreement = _lock_for_consultation(agreement)
    rules.can_propose(by, agreement).enforce()
    rules.can_speak_for(by, agreement, organisation).enforce()
    values = {"clause": clause, "organisation": organisation, "language": language}
    values |= {"heading": heading, "body": body}
    if there := agreement.proposals.open().filter(**values).first():
        return there
    if clause and version not in (None, _version(clause)):
        raise Conflict("stale")
    on = words_of(clause, language)
    if clause and (heading, body, Format.MARKED) == on:
        raise ValidationError({"body": _("These are the present words. Change something.")})
    made = Proposal(
        agreement=agreement,
        about=_heading(clause, agreement),
        by=by,
        capacity=for_organisation(by, organisation),
        on_heading=on.heading,
        on_body=on.body,
        on_format=on.format,
        reason=reason,
        **values,
    )
    made.full_clean(exclude=["capacity"])
    made.save()
    facts = {"proposal": made.pk, "clause": clause.pk if clause else None}
    record("agreements.proposed", by=by, target=agreement, capacity=made.capacity, facts=facts)
    letters.tell_keepers(made)
    return made


def _version(clause: Clause) -> int | None:
    return Clause.objects.filter(pk=clause.pk).values_list("version", flat=True).first()


class ClauseWords(NamedTuple):
    """A clause in one language as somebody typed it, and in which notation."""

    heading: str = ""
    body: str = ""
    format: int = Format.MARKED


def words_of(clause: Clause | None, language: str) -> ClauseWords:
    """Heading and text of a clause as they stand now; empty where there are none."""
    text = clause.texts.filter(language=language).first() if clause else None
    return ClauseWords(text.heading, text.body, text.format) if text else ClauseWords()


@transaction.atomic
def accept(proposal: Proposal, *, by: Account, version: int) -> Proposal:
    """The clause gets the words, or the new clause its place; the other language is outdated.

    `version` is the clause's when `by` read the comparison; 0 for a new clause.
    Raises: PermissionDenied; Conflict when the clause has changed since it was read.
    """
    with changing(proposal.agreement, by=by, cause="proposal_accepted") as agreement:
        proposal = _answerable(proposal, agreement)
        rules.can_accept(by, proposal).enforce()
        if proposal.clause and proposal.clause.version != version:
            raise Conflict("stale")
        words: KeptPassage = {
            "heading": proposal.heading,
            "body": proposal.body,
            "format": proposal.format,
        }
        texts = {proposal.language: words}
        if proposal.clause:
            put_words(proposal.clause, texts, governing=agreement.governing_language)
        else:
            proposal.clause = put_in(agreement, ClauseKind.CLAUSE, texts, by=by)
        _answer(proposal, Answer.ACCEPTED, by)
        facts = {"proposal": proposal.pk, "clause": proposal.clause_id}
        record("agreements.proposal_accepted", by=by, target=agreement, facts=facts)
        letters.tell_proposers(proposal, except_for=by)
    return proposal


def _answerable(proposal: Proposal, agreement: Agreement) -> Proposal:
    """Read anew behind the lock on its agreement: of two answers at once the second finds the first."""
    rows = Proposal.objects.select_for_update(of=["self"]).select_related("clause", "organisation")
    row = rows.get(pk=proposal.pk)
    row.agreement = agreement
    return row


def _answer(proposal: Proposal, answer: str, by: Account, reason: str = "") -> None:
    proposal.answer, proposal.answer_reason = answer, reason
    proposal.answered_by, proposal.answered_at = by, timezone.now()
    proposal.full_clean(exclude=["capacity"])
    proposal.save()


@transaction.atomic
def decline_proposal(proposal: Proposal, *, by: Account, reason: str) -> Proposal:
    """Declines a proposal with a reason. Raises: PermissionDenied, ValidationError without a reason."""
    agreement = _lock_for_consultation(proposal.agreement)
    proposal = _answerable(proposal, agreement)
    rules.can_decline_proposal(by, proposal).enforce()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that the organisation can answer.")})
    _answer(proposal, Answer.DECLINED, by, reason)
    record("agreements.proposal_declined", by=by, target=agreement, facts={"proposal": proposal.pk})
    letters.tell_proposers(proposal, except_for=by)
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Account) -> Proposal:
    """The organisation takes it back; it stays readable. Raises: PermissionDenied."""
    agreement = _lock_for_consultation(proposal.agreement)
    proposal = _answerable(proposal, agreement)
    rules.can_withdraw(by, proposal).enforce()
    _answer(proposal, Answer.WITHDRAWN, by)
    facts = {"proposal": proposal.pk}
    capacity = _capacity(by, proposal)
    record("agreements.proposal_withdrawn", by=by, target=agreement, capacity=capacity, facts=facts)
    return proposal
