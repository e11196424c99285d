"""A complaint comes in: sealed before it is written, with a number and a code that only the person gets."""

from collections.abc import Sequence
from secrets import randbelow
from typing import Any, NamedTuple

from django.db import transaction

from complaints.actions.attaching import attach
from complaints.actions.telling import tell_officers
from complaints.actions.wrapping import wrap_to_office
from complaints.models import (
    Complaint,
    Holder,
    Message,
    MessageKind,
    Office,
    Wrap,
    seen_by_number,
)
from complaints.sealed_rows import new_keys, seal_message, seal_told, wraps_for
from complaints.store.derived import derive_private, new_salt
from complaints.store.secret import new_secret
from complaints.store.wraps import public_of
from complaints.visit_files import Kept
from partnerships.shared.audit.actions import record

NUMBERS = 10**9


class Receipt(NamedTuple):
    """What the person keeps."""

    number: str
    secret: str


class Mailbox(NamedTuple):
    """A code and what is kept of it; making it takes memory and time, so it is made outside the transaction."""

    secret: str
    salt: bytes
    public: bytes


class Told(NamedTuple):
    """What somebody says: `facts` and `identity` as forms give them, plain JSON."""

    kind: str
    way: str
    language: str
    story: str
    facts: dict[str, Any]
    identity: dict[str, Any] | None


def new_mailbox() -> Mailbox:
    """Raises: store.derived.Busy where too many wait already."""
    secret, salt = new_secret(), new_salt()
    return Mailbox(secret, salt, public_of(derive_private(secret, salt)))


@transaction.atomic
def file(told: Told, *, office: Office, mailbox: Mailbox, files: Sequence[Kept] = ()) -> Complaint:
    """By whoever is there; nobody is asked who it is. The caller's transaction makes it once, and its `files` are there.

    Raises: ValueError where the office has no key to seal to.
    """
    number = _free_number()
    with seen_by_number(number):
        return _write_down(number, told, office, mailbox, files)


def _write_down(
    number: str, told: Told, office: Office, mailbox: Mailbox, files: Sequence[Kept]
) -> Complaint:
    keys = new_keys(has_identity=told.identity is not None)
    complaint = Complaint(
        number=number,
        office=office,
        way=told.way,
        kind=told.kind,
        language=told.language,
        salt=mailbox.salt,
        mailbox_public=mailbox.public,
    )
    seal_told(complaint, keys, told.facts, told.identity)
    # Its values are ours; what must be unique and hold together the database itself refuses.
    complaint.full_clean(validate_unique=False, validate_constraints=False)
    complaint.save(force_insert=True)
    wrap_to_office(complaint, keys)
    Wrap.objects.bulk_create(
        wraps_for(complaint, keys, holder=Holder.MAILBOX, public=mailbox.public)
    )
    story = Message(complaint=complaint, kind=MessageKind.STORY, language=told.language)
    seal_message(story, keys, told.story)
    story.save()
    attach(complaint, keys, files)
    record("complaints.received", by=None, target=complaint)
    tell_officers(complaint)
    return complaint


def _free_number() -> str:
    """Nine digits by chance: they do not tell how many complaints there are."""
    while True:
        number = f"{randbelow(NUMBERS):09d}"
        with seen_by_number(number):
            if not Complaint.objects.filter(number=number).exists():
                return number
