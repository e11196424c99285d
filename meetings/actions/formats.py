"""Administrators change what a format usually is."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from meetings.models import MeetingFormat
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def edit_format(format: MeetingFormat, *, by: Account, **values: object) -> MeetingFormat:
    """Meetings that were planned keep what they have. Raises: PermissionDenied, ValidationError."""
    if not by.is_administrator():
        raise PermissionDenied
    locked = MeetingFormat.objects.select_for_update().get(pk=format.pk)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    record("meetings.format_edited", by=by, target=locked, facts={"fields": sorted(values)})
    return locked
