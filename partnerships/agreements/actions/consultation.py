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
    held = _held(agreement)
    rules.can_comment(by, held).enforce()
    rules.can_speak_for(by, held, organisation).enforce()
    said = {"clause": clause, "organisation": organisation, "by": by, "body": body}
    if there := held.comments.filter(**said, released_at__isnull=True).first():
        return there
    made = Comment(
        agreement=held,
        about=_heading(clause, held),
        capacity=for_organisation(by, organisation),
        **said,
    )
    made.full_clean(exclude=["capacity"])
    made.save()
    record("agreements.commented", by=by, target=made, capacity=made.capacity)
    return made


def _held(agreement: Agreement) -> Agreement:
    """Locked: nobody freezes it while something is said."""
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _heading(clause: Clause | None, agreement: Agreement) -> str:
    if clause is None:
        return ""
    text = clause.texts.filter(language=agreement.governing_language).first()
    return text.heading if text else str(clause)


def _locked(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=["self"]).select_related("agreement")
    return rows.get(pk=comment.pk)


@transaction.atomic
def edit_comment(comment: Comment, *, by: Account, version: int, body: str) -> Comment:
    """Other words. Raises: PermissionDenied, ValidationError, Conflict when `version` is not the present one."""
    locked = _locked(comment)
    rules.can_edit_comment(by, locked).enforce()
    if locked.version != version:
        raise Conflict("stale")
    locked.body = body
    locked.full_clean()
    locked.save()
    record("agreements.comment_edited", by=by, target=locked, capacity=_capacity(by, locked))
    return locked


def _capacity(by: Account, said: Comment | Proposal) -> Any:
    return for_organisation(by, said.organisation)


@transaction.atomic
def remove_comment(comment: Comment, *, by: Account) -> None:
    """Gone before anybody else has read it. Raises: PermissionDenied."""
    locked = _locked(comment)
    rules.can_remove_comment(by, locked).enforce()
    record("agreements.comment_removed", by=by, target=locked, capacity=_capacity(by, locked))
    locked.delete()


@transaction.atomic
def release_comment(comment: Comment, *, by: Account, version: int) -> Comment:
    """From now on all parties read it.

    Raises: PermissionDenied; Conflict when the words are not those that `by` has read.
    """
    locked = _locked(comment)
    rules.can_release_comment(by, locked).enforce()
    if locked.version != version:
        raise Conflict("stale")
    locked.released_at, locked.released_by = timezone.now(), by
    locked.save()
    record(
        "agreements.comment_released",
        by=by,
        target=locked.agreement,
        capacity=_capacity(by, locked),
        facts={"comment": locked.pk, "organisation": locked.organisation_id},
    )
    return locked


@transaction.atomic
def settle_comment(comment: Comment, *, by: Account, settled: bool) -> Comment:
    """Mark it as settled, or open it again; doing so twice changes nothing. Raises: PermissionDenied."""
    locked = _locked(comment)
    rules.can_settle_comment(by, locked).enforce()
    if bool(locked.done_at) == settled:
        return locked
    locked.done_at = timezone.now() if settled else None
    locked.save()
    agreement, facts = locked.agreement, {"comment": locked.pk}
    if settled:
        record("agreements.comment_settled", by=by, target=agreement, facts=facts)
    else:
        record("agreements.comment_reopened", by=by, target=agreement, facts=facts)
    return locked


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
    held = _held(agreement)
    rules.can_propose(by, held).enforce()
    rules.can_speak_for(by, held, organisation).enforce()
    said = {"clause": clause, "organisation": organisation, "language": language}
    said |= {"heading": heading, "body": body}
    if there := held.proposals.open().filter(**said).first():
        return there
    if clause and version not in (None, _version(clause)):
        raise Conflict("stale")
    on = words_of(clause, language)
    if clause and (heading, body, Format.MARKED) == on:
        raise ValidationError({"body": _("These are the present words. Change something.")})
    made = Proposal(
        agreement=held,
        about=_heading(clause, held),
        by=by,
        capacity=for_organisation(by, organisation),
        on_heading=on.heading,
        on_body=on.body,
        on_format=on.format,
        reason=reason,
        **said,
    )
    made.full_clean(exclude=["capacity"])
    made.save()
    facts = {"proposal": made.pk, "clause": clause.pk if clause else None}
    record("agreements.proposed", by=by, target=held, capacity=made.capacity, facts=facts)
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
    with changing(proposal.agreement, by=by, cause="proposal_accepted") as held:
        locked = _answerable(proposal, held)
        rules.can_accept(by, locked).enforce()
        if locked.clause and locked.clause.version != version:
            raise Conflict("stale")
        words = {"heading": locked.heading, "body": locked.body, "format": locked.format}
        texts = {locked.language: words}
        if locked.clause:
            put_words(locked.clause, texts, governing=held.governing_language)
        else:
            locked.clause = put_in(held, ClauseKind.CLAUSE, texts, by=by)
        _answer(locked, Answer.ACCEPTED, by)
        facts = {"proposal": locked.pk, "clause": locked.clause_id}
        record("agreements.proposal_accepted", by=by, target=held, facts=facts)
        letters.tell_proposers(locked, except_for=by)
    return locked


def _answerable(proposal: Proposal, held: Agreement) -> Proposal:
    """Read anew behind the lock on its agreement: of two answers at once the second finds the first."""
    rows = Proposal.objects.select_for_update(of=["self"]).select_related("clause", "organisation")
    found = rows.get(pk=proposal.pk)
    found.agreement = held
    return found


def _answer(proposal: Proposal, answer: str, by: Account, reason: str = "") -> None:
    proposal.answer, proposal.answer_reason = answer, reason
    proposal.answered_by, proposal.answered_at = by, timezone.now()
    proposal.full_clean(exclude=["capacity"])
    proposal.save()


@transaction.atomic
def decline_proposal(proposal: Proposal, *, by: Account, reason: str) -> Proposal:
    """No, and why. Raises: PermissionDenied, ValidationError without a reason."""
    held = _held(proposal.agreement)
    locked = _answerable(proposal, held)
    rules.can_decline_proposal(by, locked).enforce()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that the organisation can answer.")})
    _answer(locked, Answer.DECLINED, by, reason)
    record("agreements.proposal_declined", by=by, target=held, facts={"proposal": locked.pk})
    letters.tell_proposers(locked, except_for=by)
    return locked


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Account) -> Proposal:
    """The organisation takes it back; it stays readable. Raises: PermissionDenied."""
    held = _held(proposal.agreement)
    locked = _answerable(proposal, held)
    rules.can_withdraw(by, locked).enforce()
    _answer(locked, Answer.WITHDRAWN, by)
    facts = {"proposal": locked.pk}
    capacity = _capacity(by, locked)
    record("agreements.proposal_withdrawn", by=by, target=held, capacity=capacity, facts=facts)
    return locked
