"""Write the log of analyses. Source: DOMAIN 5.6."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from analyses.models import Case, LogEntry, Operation, Participation, ReasonCode
from analyses.models.log import WRITING
from analyses.models.sights import SETTING
from partnerships.directory.models import Account
from partnerships.shared.row_policies import sight


@dataclass(frozen=True)
class Reason:
    """Why somebody reads in a case: a code and, where they wrote some, words."""

    code: str = ""
    text: str = ""


def note(
    operation: str,
    what: str,
    *,
    by: Account | None,
    case: Case | None = None,
    about: tuple[str, int] | None = None,
    reason: Reason | None = None,
    recipient_id: int | None = None,
    basis_id: int | None = None,
    fields: Sequence[str] = (),
    rows: int | None = None,
    search_hash: str = "",
) -> None:
    """One entry, in the caller's transaction. `about`: kind and number of the thing; `by` None for the clock.

    `authority`: for which somebody takes part in the case.
    """
    reason = reason or Reason(ReasonCode.CLOCK if by is None else ReasonCode.WORK)
    entry = LogEntry(
        operation=Operation(operation),
        what=what,
        zone=str(timezone.get_current_timezone()),
        object_type=about[0] if about else "case" if case else "",
        object_id=about[1] if about else case.pk if case else None,
        case_id=case.pk if case else None,
        case_number=case.number if case else "",
        account_id=by.pk if by else None,
        authority_id=_authority_of(by, case),
        reason_code=reason.code,
        reason_text=reason.text,
        recipient_id=recipient_id,
        basis_id=basis_id,
        fields=list(fields),
        rows=rows,
        search_hash=search_hash,
    )
    with sight(WRITING, SETTING):
        entry.save(force_insert=True)


def _authority_of(by: Account | None, case: Case | None) -> int | None:
    if by is None or case is None:
        return None
    mine = case.passes.get(str(by.pk))
    if mine:
        return int(mine["authority"])
    rows = Participation.objects.filter(case=case, account=by)
    return rows.values_list("authority", flat=True).first()
