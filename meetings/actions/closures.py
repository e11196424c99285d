"""Days on which people are away, entered and removed by administrators."""

from datetime import date

from django.db import transaction

from meetings.models import ClosureDays
from meetings.rules.closures import can_keep_closures
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def enter_closure(*, by: Account, name: str, first_day: date, last_day: date) -> ClosureDays:
    """Meetings that are planned already stay. Raises: PermissionDenied, ValidationError."""
    can_keep_closures(by).enforce()
    closure = ClosureDays(name=name, first_day=first_day, last_day=last_day)
    closure.full_clean()
    closure.save()
    record("meetings.closure_entered", by=by, target=closure, facts={})
    return closure


@transaction.atomic
def remove_closure(closure: ClosureDays, *, by: Account) -> None:
    """Raises: PermissionDenied, ClosureDays.DoesNotExist."""
    can_keep_closures(by).enforce()
    locked = ClosureDays.objects.select_for_update().get(pk=closure.pk)
    record("meetings.closure_removed", by=by, target=locked, facts={})
    locked.delete()
