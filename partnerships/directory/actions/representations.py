"""Begin representations."""

from datetime import date
from typing import Any

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Organisation, Person, Representation
from partnerships.shared.audit.actions import record


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
