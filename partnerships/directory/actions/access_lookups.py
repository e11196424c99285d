"""Looking up what somebody else sees is noted."""

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Account, Person
from partnerships.shared.audit.actions import record


@transaction.atomic
def look_up_access(person: Person, *, by: Account) -> None:
    """One event, unless it is oneself. Raises: PermissionDenied."""
    rules.can_look_up_access(by).enforce()
    if person.account_id != by.pk:
        record("directory.access_looked_up", by=by, target=person)
