"""Enter people; choose a language."""

from typing import Any

from django.conf import settings
from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Account, Person
from partnerships.shared.audit.actions import record


@transaction.atomic
def enter_person(*, by: Any, family_name: str, **values: Any) -> Person:
    """A person, without an account. Raises: PermissionDenied, ValidationError."""
    rules.can_enter_person(by).enforce()
    person = Person(family_name=family_name, **{"is_invented": settings.DEMO} | values)
    person.full_clean(exclude=["sort_key"])
    person.save()
    record("directory.person_entered", by=by, target=person)
    return person


def choose_language(account: Account, language: str) -> None:
    """Kept on the account; letters and documents follow it. Only offered languages are taken."""
    if language in dict(settings.LANGUAGES) and account.language != language:
        account.language = language
        account.save(update_fields=["language"])
