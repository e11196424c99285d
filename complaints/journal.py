"""What was deleted and which codes were renewed, outside the database: an old dump brings both back, and the start repeats them.

A file for each entry in the private storage, so that nothing is ever written over: an older copy of the files beside it loses
none. Its name is the complaint's uid, which tells nothing; inside stands the moment. For a renewed code the name also has a
mark of the new mailbox's public key. Source: decision 0050.
"""

from collections import defaultdict
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone

from partnerships.shared.files import list_folder, private_storage

DELETED = "complaints-journal/deleted"
RENEWED = "complaints-journal/renewed"
UID = 36  # characters


def note_deleted(uid: UUID) -> None:
    """Before it is deleted: what cannot be noted is not deleted."""
    _note(f"{DELETED}/{uid}")


def note_renewed(uid: UUID, public: bytes) -> None:
    """After the code was renewed: `public` is the mailbox's from now on."""
    _note(f"{RENEWED}/{uid}-{mark_of(public)}")


def _note(path: str) -> None:
    if not private_storage().exists(path):
        private_storage().save(path, ContentFile(timezone.now().isoformat().encode()))


def mark_of(public: bytes) -> str:
    """16 hexadecimal digits."""
    return sha256(public).hexdigest()[:16]


def read_deleted() -> set[UUID]:
    """All that was ever deleted here."""
    return {UUID(name[:UID]) for name in list_folder(DELETED)[1]}


def read_renewed() -> dict[UUID, str]:
    """For each mailbox whose code was renewed the mark of its newest key."""
    found: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    for name in list_folder(RENEWED)[1]:
        with private_storage().open(f"{RENEWED}/{name}") as file:
            moment = datetime.fromisoformat(file.read().decode())
        found[UUID(name[:UID])].append((moment, name[UID + 1 : UID + 17]))
    return {uid: max(entries)[1] for uid, entries in found.items()}
