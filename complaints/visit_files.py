"""Files that somebody adds before sending: without metadata, sealed piece by piece, unreadable to everybody but the visitor.

What came in is never kept: the bounded child draws it anew, and what it gives is sealed before it is written, each file with
a key of its own. Key, name and size lie in the visit's sealed state. Sending gives the key to the complaint; the bytes stay
as they are. Source: decision 0047.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from secrets import token_hex
from tempfile import TemporaryFile
from typing import TypedDict
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from complaints.models import VisitFile
from complaints.store.chunks import CHUNK, seal_chunks
from complaints.store.sealed import new_key, place_of
from partnerships.shared.files import private_storage
from partnerships.shared.foreign.refused import Refused
from partnerships.shared.lines import clean_line
from partnerships.shared.scanning import Scanned, scan
from partnerships.shared.uploads import BECOMES, MOST_BYTES, nameless, sniff

MOST_FILES = 20
MOST_TOGETHER = 100 * 1024 * 1024  # bytes
LONGEST_NAME = 100  # characters, without its ending
FOLDER = "complaints"
BEGINNING = 16  # bytes by which a kind is known


class Kept(TypedDict):
    """A file of the visit, as its sealed state has it. `uid`: what its bytes are bound to; `sum`: of what came in."""

    uid: str
    name: str
    kind: str
    size: int  # bytes of the clean copy
    key: str  # hexadecimal
    file: str  # where it lies
    sum: str
    scanned: str  # as shared.scanning says it


class NotTaken(TypedDict):
    """A file that was not taken, and why: a code of forms.files.REASONS."""

    name: str
    why: str


def place_of_bytes(uid: str) -> bytes:
    """What the sealed bytes of a file are bound to."""
    return place_of("complaints_attachment", uid, "file")


def take_in(
    sent: Iterable[UploadedFile], *, visit: str, ends_at: datetime, there: list[Kept]
) -> tuple[list[Kept], list[NotTaken]]:
    """What is kept of the files that were sent beside those that are there, and what is not. One that is there already is neither."""
    kept: list[Kept] = []
    not_taken: list[NotTaken] = []
    for opened, file in enumerate(sent):
        known = [*there, *kept]
        try:
            summed = _sum(file)
            if any(each["sum"] == summed for each in known):
                continue
            if len(known) >= MOST_FILES or opened >= MOST_FILES:
                raise Refused("too_many")
            if is_full():
                raise Refused("full")
            kept.append(_keep(file, summed, visit, ends_at, MOST_TOGETHER - _size(known)))
        except Refused as refused:
            not_taken.append({"name": _stem(file) + _ending(file), "why": refused.code})
    return kept, not_taken


def is_full() -> bool:
    """Whether files that are not sent yet take all the room that they may take, on the whole site."""
    there = VisitFile.objects.aggregate(size=Sum("size"))["size"] or 0
    return there >= settings.COMPLAINTS_MOST_UNSENT * 1024 * 1024


def has_room(files: list[Kept]) -> bool:
    """Whether one visit may have so many, so large together."""
    return len(files) <= MOST_FILES and _size(files) <= MOST_TOGETHER


def _size(files: list[Kept]) -> int:
    return sum(each["size"] for each in files)


def _sum(file: UploadedFile) -> str:
    """Raises: Refused for what is too large or empty."""
    if (file.size or 0) > MOST_BYTES:
        raise Refused("too_large")
    if not file.size:
        raise Refused("empty")
    counted = sha256()
    for piece in iter(partial(file.read, CHUNK), b""):
        counted.update(piece)
    file.seek(0)
    return counted.hexdigest()


def _keep(file: UploadedFile, summed: str, visit: str, ends_at: datetime, room: int) -> Kept:
    """The row first: no bytes without one that ends. Raises: Refused."""
    kind = sniff(file.read(BEGINNING))
    file.seek(0)
    if kind is None:
        raise Refused("unknown_kind")
    scanned = scan(file)
    if scanned == Scanned.FOUND:
        raise Refused("infected")
    uid, key = str(uuid4()), new_key()
    path = f"{FOLDER}/{token_hex(16)}"
    with TemporaryFile() as sealed:
        with nameless(file, kind) as read:
            counting = _Counting(read)
            for piece in seal_chunks(key, place_of_bytes(uid), counting.read):
                sealed.write(piece)
        if counting.size > room:
            raise Refused("too_many")
        size = sealed.tell()
        sealed.seek(0)
        row = VisitFile.objects.create(file=path, visit=visit, ends_at=ends_at, size=size)
        stored = private_storage().save(path, File(sealed))
    if stored != path:  # a storage may choose another name where one is taken
        row.file = stored
        row.save(update_fields=["file"])
    made = BECOMES.get(kind, kind)
    return {
        "uid": uid,
        "name": f"{_stem(file)}.{made}",
        "kind": str(made),
        "size": counting.size,
        "key": key.hex(),
        "file": stored,
        "sum": summed,
        "scanned": str(scanned),
    }


class _Counting:
    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read, self.size = read, 0

    def read(self, size: int) -> bytes:
        piece = self._read(size)
        self.size += len(piece)
        return piece


def _stem(file: UploadedFile) -> str:
    """As people see it: no folders, nothing unseen, no longer than pages can show."""
    return clean_line(PurePath(file.name or "").stem).strip(". ")[:LONGEST_NAME] or "1"


def _ending(file: UploadedFile) -> str:
    return clean_line(PurePath(file.name or "").suffix)[:10]


def are_there(files: list[Kept]) -> list[Kept]:
    """Those whose bytes have not ended yet; inside a transaction they cannot end before it does."""
    paths = [each["file"] for each in files]
    rows = VisitFile.objects.select_for_update().filter(file__in=paths)
    there = set(rows.values_list("file", flat=True))
    return [each for each in files if each["file"] in there]


def go_on(visit: str, ends_at: datetime) -> None:
    """As long as the visit."""
    VisitFile.objects.filter(visit=visit).update(ends_at=ends_at)


def let_go(visit: str, *paths: str) -> None:
    """All of a visit, or those that are named: gone as soon as the transaction is done, at the latest by the clock."""
    rows = VisitFile.objects.filter(visit=visit)
    if paths:
        rows = rows.filter(file__in=paths)
    if rows.update(ends_at=timezone.now(), visit=""):
        transaction.on_commit(forget_ended)


def forget_ended() -> int:
    """Bytes first, then the row; the number of them. What somebody sends at this moment is left alone."""
    with transaction.atomic():
        rows = VisitFile.objects.select_for_update(skip_locked=True)
        ended = list(rows.filter(ends_at__lte=timezone.now()))
        for row in ended:
            private_storage().delete(str(row.file))
        VisitFile.objects.filter(pk__in=[row.pk for row in ended]).delete()
    return len(ended)
