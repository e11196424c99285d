"""Administrators keep the table of bodies outside the police, and note who has checked a language."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from complaints.models import CheckedLanguage, OutsideBody
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

Row = TypeVar("Row", OutsideBody, CheckedLanguage)


def edit_body(body: OutsideBody, *, by: Account, **values: object) -> OutsideBody:
    """Raises: PermissionDenied, ValidationError."""
    return _edit(body, "complaints.body_edited", by, values)


def note_check(language: CheckedLanguage, *, by: Account, **values: object) -> CheckedLanguage:
    """Who has read all texts of a language, and when. Raises: PermissionDenied, ValidationError."""
    return _edit(language, "complaints.language_checked", by, values)


@transaction.atomic
def _edit(row: Row, event: str, by: Account, values: dict[str, object]) -> Row:
    if not by.is_administrator():
        raise PermissionDenied
    locked = type(row).objects.select_for_update().get(pk=row.pk)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    record(event, by=by, target=locked, facts={"fields": sorted(values)})
    return locked
