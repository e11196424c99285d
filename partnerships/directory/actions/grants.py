"""Give and confirm roles."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.models import Grant, Person
from partnerships.shared.audit.actions import record


@transaction.atomic
def give_role(
    person: Person, *, by: Any, role: str, since: date | None = None, **scope: Any
) -> Grant:
    """A grant. A protected one begins when a second person confirms it. Raises: PermissionDenied."""
    rules.can_give(by, role, person).enforce()
    grant = Grant(
        person=person, role=role, given_by=by, since=since or timezone.localdate(), **scope
    )
    grant.full_clean()
    grant.save()
    record("directory.role_given", by=by, target=grant, facts={"person": person.pk, "role": role})
    return grant


@transaction.atomic
def confirm_role(grant: Grant, *, by: Any) -> Grant:
    """The second person lets a protected grant begin. Raises: PermissionDenied."""
    rules.can_confirm(by, grant).enforce()
    grant.confirmed_by = by
    grant.save(update_fields=["confirmed_by"])
    record("directory.role_confirmed", by=by, target=grant)
    return grant
