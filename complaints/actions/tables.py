"""Administrators keep the table of bodies outside the police, and note who has checked a language."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from complaints.models import CheckedLanguage, OutsideBody
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

Row = TypeVar("Row", OutsideBody, CheckedLanguage)


@transaction.atomic
def edit_body(body: OutsideBody, *, by: Account, **values: object) -> OutsideBody:
    """Raises: PermissionDenied, ValidationError."""
    edited = _edit(body, by, values)
    facts = {"fields": sorted(values)}
    record("complaints.body_edited", by=by, target=edited, facts=facts)
    return edited


@transaction.atomic
def note_check(language: CheckedLanguage, *, by: Account, **values: object) -> CheckedLanguage:
    """Who has read all texts of a language, and when. Raises: PermissionDenied, ValidationError."""
    noted = _edit(language, by, values)
    facts = {"fields": sorted(values)}
    record("complaints.language_checked", by=by, target=noted, facts=facts)
    return noted


def _edit(row: Row, by: Account, values: dict[str, object]) -> Row:
    if not by.is_administrator():
        raise PermissionDenied
    locked = type(row).objects.select_for_update().get(pk=row.pk)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    return locked
