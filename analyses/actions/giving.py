"""What all that is done to a contribution begins and ends with: its lock and its entry in the log."""

from analyses.actions.logging import Reason, note
from analyses.models import Case, Contribution, ReasonCode
from partnerships.directory.models import Account

GIVING = Reason(ReasonCode.CONTRIBUTION)


def lock_contribution(contribution: Contribution) -> Contribution:
    """Read anew under the lock of its case. Raises: DoesNotExist for whoever does not see it."""
    case = Case.objects.lock(contribution.case)
    rows = Contribution.objects.select_related("authority", "basis__provision")
    found = rows.select_for_update(of=("self",), no_key=True).get(pk=contribution.pk)
    found.case = case
    return found


def note_contribution(
    operation: str,
    what: str,
    contribution: Contribution,
    *,
    by: Account,
    number: int | None = None,
    recipient_id: int | None = None,
    rows: int | None = None,
) -> None:
    """An entry with the legal basis that carries it; `number`: of another version, where it is about that one."""
    note(
        operation,
        what,
        by=by,
        case=contribution.case,
        about=("contribution", number or contribution.pk),
        reason=GIVING,
        recipient_id=recipient_id,
        basis_id=contribution.basis_id,
        rows=rows,
        regime=contribution.regime,
    )
