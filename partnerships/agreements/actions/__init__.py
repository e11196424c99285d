"""What changes an agreement: each verb an atomic function with `by=`, its rule, and its event."""

from typing import Any

from partnerships.agreements import rules
from partnerships.agreements.models import Agreement
from partnerships.shared.versions import Conflict

__all__ = ["Conflict", "hold"]


def hold(agreement: Agreement, *, by: Any) -> None:
    """Lock an agreement whose text is about to change: nobody freezes it meanwhile, a double click waits.

    Needs a transaction. Raises: PermissionDenied when it is frozen already.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    rules.can_edit(by, locked).enforce()
