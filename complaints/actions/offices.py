"""Complaints offices and their keys. What makes a key is a person at the machine; it is never in the database."""

import os
from base64 import b64encode
from datetime import date

from django.db import transaction
from django.utils import timezone

from complaints.languages import CODES
from complaints.models import CheckedLanguage, Office, OfficeKey, OutsideBody
from complaints.outside_bodies import BODIES
from complaints.sealed_rows import path_of
from complaints.store.halves import split
from complaints.store.wraps import new_pair, public_of
from partnerships.directory.models import Organisation
from partnerships.shared.audit.actions import record


@transaction.atomic
def set_up_office(authority: Organisation, *, phone: str, opened_on: date | None) -> Office:
    """The office of an authority; without `opened_on` it takes nothing yet."""
    office, _made = Office.objects.get_or_create(authority=authority)
    office.phone, office.opened_on = phone, opened_on
    office.full_clean()
    office.save()
    record("complaints.office_set_up", by=None, target=office)
    return office


@transaction.atomic
def make_key(office: Office) -> tuple[str, str]:
    """A new key of an office: the private one into a file that only this account reads, and in two halves to be sealed away.

    What came in before stays readable with the former key's file, until `rotating.rotate` has wrapped it anew.
    """
    private, public = new_pair()
    Office.objects.select_for_update(no_key=True).get(
        pk=office.pk
    )  # whoever seals to the former key is waited for
    office.keys.filter(retired_at__isnull=True).update(retired_at=timezone.now())
    key = OfficeKey.objects.create(office=office, public=public)
    _write_key(key, private)
    record("complaints.key_made", by=None, target=office)
    return split(private)


@transaction.atomic
def recover_key(key: OfficeKey, private: bytes) -> None:
    """Its file again, from what both halves gave. Raises: FileExistsError; ValueError where it is not the key's."""
    if public_of(private) != bytes(key.public):
        raise ValueError("another key's")
    _write_key(key, private)
    record("complaints.key_recovered", by=None, target=key.office)


def _write_key(key: OfficeKey, private: bytes) -> None:
    """Into a file that only this account reads. Raises: FileExistsError."""
    path = path_of(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(kept, "w") as file:
        file.write(b64encode(private).decode() + "\n")


@transaction.atomic
def enter_first_rows() -> None:
    """Languages, and the bodies outside the police that a new installation begins with, where none is entered yet."""
    CheckedLanguage.objects.bulk_create(
        [CheckedLanguage(language=code) for code in CODES], ignore_conflicts=True
    )
    if OutsideBody.objects.exists():
        return
    OutsideBody.objects.bulk_create(
        OutsideBody(
            name=body.name,
            place=place,
            for_whom=body.for_whom.german,
            for_whom_en=body.for_whom.english,
            identity=body.identity.german,
            identity_en=body.identity.english,
            time_limit=body.time_limit.german if body.time_limit else "",
            time_limit_en=body.time_limit.english if body.time_limit else "",
            languages=body.languages,
            contact=body.contact,
            url=body.url,
        )
        for place, body in enumerate(BODIES, 1)
    )
