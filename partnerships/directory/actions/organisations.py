"""Enter organisations."""

from typing import Any

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Organisation
from partnerships.shared.audit.actions import record


@transaction.atomic
def enter_organisation(*, by: Any, name: str, kind: str, **values: Any) -> Organisation:
    """A new organisation under its present name. Raises: PermissionDenied, ValidationError."""
    rules.can_enter_organisation(by).enforce()
    organisation = Organisation(name=name, kind=kind, **values)
    organisation.full_clean()
    organisation.save()
    record("directory.organisation_entered", by=by, target=organisation, facts={"kind": kind})
    return organisation
