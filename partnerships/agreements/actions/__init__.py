"""What changes an agreement: each verb an atomic function with `by=`, its rule, and its event."""

from typing import Any

from django.core.exceptions import ValidationError

from partnerships.agreements import rules
from partnerships.agreements.models import Agreement


class Conflict(ValidationError):
    """Somebody else changed the same thing since the form was opened; nothing was overwritten."""


def hold(agreement: Agreement, *, by: Any) -> None:
    """Lock an agreement whose text is about to change: nobody freezes it meanwhile, a double click waits.

    Needs a transaction. Raises: PermissionDenied when it is frozen already.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    rules.can_edit(by, locked).enforce()
