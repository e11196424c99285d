"""Take a contribution back. What was submitted is never changed, see `models.kept`; it only ends."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.contents import discard, end_contribution, note_end
from analyses.actions.giving import lock_contribution
from analyses.actions.logging import note
from analyses.actions.notes import withdraw_resting_notes
from analyses.actions.questions import reopen_parts
from analyses.models import Contribution, Operation, WithdrawalNoted
from analyses.models.kept import EMPTIED
from partnerships.directory.models import Account
from partnerships.shared.lines import clean_line


@transaction.atomic
def withdraw(contribution: Contribution, *, reason: str, by: Account) -> Contribution:
    """Taken back: contents and what rests on them are gone at once; who gave it, when, on which basis and why it went stays.

    Raises: PermissionDenied, ValidationError.
    """
    contribution = lock_contribution(contribution)
    rules.can_withdraw(by, contribution).enforce()
    contribution.withdrawn_by, contribution.withdrawn_at = by, timezone.now()
    contribution.withdraw_reason = clean_line(reason)
    if not contribution.withdraw_reason:
        raise ValidationError({"withdraw_reason": _("Say why.")})
    contribution.clean_fields(exclude={*EMPTIED, "case"})
    for draft in Contribution.objects.drafts().filter(replaces=contribution):
        discard(draft)
    rows = end_contribution(contribution, ["withdrawn_by", "withdrawn_at", "withdraw_reason"])
    withdraw_resting_notes(contribution, by=by)
    reopen_parts(contribution, by=by)
    note_end("contribution.withdrawn", contribution, rows, by=by)
    return contribution


@transaction.atomic
def take_note(contribution: Contribution, *, by: Account) -> WithdrawalNoted:
    """A recipient knows that it was taken back. Raises: PermissionDenied."""
    contribution = lock_contribution(contribution)
    rules.can_note_withdrawal(by, contribution).enforce()
    noted = WithdrawalNoted.objects.create(case=contribution.case, contribution=contribution, by=by)
    note(
        Operation.ALTER,
        "contribution.withdrawal_noted",
        by=by,
        case=contribution.case,
        about=("contribution", contribution.pk),
        basis_id=contribution.basis_id,
        regime=contribution.regime,
    )
    return noted
