"""Enter and rename organisations; begin and end representations."""

from datetime import date
from typing import Any

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Organisation, Person, Representation
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


@transaction.atomic
def begin_representation(
    person: Person, organisation: Organisation, *, by: Any, role: str, since: date, **values: Any
) -> Representation:
    """Somebody stands for an organisation from a day on. Raises: PermissionDenied, ValidationError."""
    rules.can_keep_organisation(by, organisation).enforce()
    representation = Representation(
        person=person, organisation=organisation, role=role, since=since, **values
    )
    representation.full_clean()
    representation.save()
    record(
        "directory.representation_begun",
        by=by,
        target=representation,
        facts={"person": person.pk, "organisation": organisation.pk, "role": role},
    )
    return representation
