"""Who comments, proposes and answers while a text is drafted together, and who adds files to an annex."""

from django.utils.translation import gettext as _

from partnerships.agreements.models import Agreement, Answer, Clause, ClauseKind, Comment, Proposal
from partnerships.agreements.rules.steps import can_edit, can_keep
from partnerships.agreements.stages import EDITABLE
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def _open(agreement: Agreement) -> Verdict:
    return allowed_if(
        agreement.stage in EDITABLE,
        _("The text is frozen: comments and proposals belong to draft and consultation."),
    )


def _own(by: Account, row: Comment | Proposal) -> Verdict:
    return allowed_if(
        row.organisation_id in by.access.organisation_ids,
        _("Only people of the organisation that wrote this can do this."),
    )


def can_comment(by: Account, agreement: Agreement) -> Verdict:
    """Whoever speaks for a party, as long as the text is not frozen. Reads parties that are fetched already."""
    own = by.access.organisation_ids
    speaks = any(party.organisation_id in own for party in agreement.parties.all())
    return allowed_if(speaks, _("You do not stand for a party of this agreement.")) and _open(
        agreement
    )


can_propose = can_comment  # one right: to say something in the name of a party


def can_remove_comment(by: Account, comment: Comment) -> Verdict:
    """Who wrote it, until it is released."""
    return _own(by, comment) and _unreleased(comment) and _author(by, comment)


def _unreleased(comment: Comment) -> Verdict:
    return allowed_if(
        comment.released_at is None, _("This comment has been released: all parties read it.")
    )


def _author(by: Account, comment: Comment) -> Verdict:
    return allowed_if(comment.by_id == by.pk, _("Only who wrote this comment can change it."))


def can_edit_comment(by: Account, comment: Comment) -> Verdict:
    """The same, as long as the text is not frozen."""
    return can_remove_comment(by, comment) and _open(comment.agreement)


def can_release_comment(by: Account, comment: Comment) -> Verdict:
    """Everybody of the organisation."""
    return _own(by, comment) and _unreleased(comment) and _open(comment.agreement)


def can_settle_comment(by: Account, comment: Comment) -> Verdict:
    """Keepers, once it has been released; before, they do not know of it."""
    keeper = can_keep(by, comment.agreement.partnership_id)
    return keeper and allowed_if(
        comment.released_at is not None, _("This comment has not been released.")
    )


def can_withdraw(by: Account, proposal: Proposal) -> Verdict:
    """The organisation that made it, as long as nobody has answered."""
    return _own(by, proposal) and _unanswered(proposal)


def _unanswered(proposal: Proposal) -> Verdict:
    return allowed_if(proposal.answer == Answer.OPEN, _("This proposal has been answered already."))


def can_decline_proposal(by: Account, proposal: Proposal) -> Verdict:
    """Keepers, while the text can be changed."""
    return can_edit(by, proposal.agreement) and _unanswered(proposal)


def can_accept(by: Account, proposal: Proposal) -> Verdict:
    """The same, unless the clause is gone."""
    return can_decline_proposal(by, proposal) and allowed_if(
        not proposal.clause_removed,
        _("The clause has been removed: this proposal can only be declined or withdrawn."),
    )


def can_attach(by: Account, clause: Clause) -> Verdict:
    """Keepers, to an annex."""
    return can_edit(by, clause.agreement) and allowed_if(
        clause.kind == ClauseKind.ANNEX, _("Files belong to an annex.")
    )
