"""A file of a complaint, sealed piece by piece as it comes in, and read back from any byte on.

STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015) over AES-256-GCM, each file with a key of its own, which
HKDF-SHA256 makes of the complaint's key, a random salt and the place: so counters may start at nothing in every file.
The nonce is the number of the chunk and whether it is the last one: chunks that are swapped, repeated, left out or taken
from another file do not open, and a file without its end does not open at all.

    version (1) | salt (32) | chunk (64 KiB + tag 16) | … | last chunk (0 to 64 KiB + tag 16)
"""

import io
import os
from collections.abc import Callable, Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from complaints.store.sealed import KEY_BYTES, Unreadable

VERSION = b"\x01"
PURPOSE = b"handschlag complaints file 1\0"
CHUNK = 64 * 1024  # clear bytes
SALT_BYTES, TAG_BYTES = 32, 16
HEADER_BYTES = len(VERSION) + SALT_BYTES
SEALED_CHUNK = CHUNK + TAG_BYTES


class Seekable(Protocol):
    """What a sealed file is read from: a file of Python or of Django's storages."""

    def seek(self, offset: int, whence: int = ..., /) -> object: ...
    def tell(self) -> int: ...
    def read(self, size: int = ..., /) -> bytes: ...


def seal_chunks(key: bytes, place: bytes, read: Callable[[int], bytes]) -> Iterator[bytes]:
    """The sealed file in pieces of at most 64 KiB and 16 bytes, to be written one after another.

    `read(size)` gives at most so many clear bytes, and none at the end. Raises: ValueError for a key that has not 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return _sealed(key, place, read)


def _sealed(key: bytes, place: bytes, read: Callable[[int], bytes]) -> Iterator[bytes]:
    salt = os.urandom(SALT_BYTES)
    cipher = _cipher(key, salt, place)
    yield VERSION + salt
    number, chunk = 0, _full(read)
    while following := _full(read) if len(chunk) == CHUNK else b"":
        yield cipher.encrypt(_nonce(number, last=False), chunk, None)
        number, chunk = number + 1, following
    yield cipher.encrypt(_nonce(number, last=True), chunk, None)


class Chunked:
    """A sealed file that can be read from any byte on. `length`: its clear bytes.

    One for each reader: it moves about in the file.
    """

    def __init__(self, key: bytes, place: bytes, file: Seekable) -> None:
        """Opens the last chunk, so that the length is true. Raises: Unreadable."""
        self._file = file
        file.seek(0, io.SEEK_END)
        body = file.tell() - HEADER_BYTES
        self._chunks = max(1, -(-body // SEALED_CHUNK))
        self.length = body - self._chunks * TAG_BYTES
        file.seek(0)
        header = _full(file.read, HEADER_BYTES)
        if header[:1] != VERSION:
            raise Unreadable
        self._cipher = _cipher(key, header[1:], place)
        self._opened(self._chunks - 1)

    def read_range(self, start: int, stop: int) -> Iterator[bytes]:
        """The clear bytes from `start` up to and without `stop`, in pieces of at most 64 KiB; nothing lies behind the end.

        Raises: ValueError for a range that is none; Unreadable at a chunk that does not open.
        """
        if not 0 <= start <= stop:
            raise ValueError("a range begins at 0 or later, and not behind its end")
        return self._pieces(start, min(stop, self.length))

    def _pieces(self, start: int, stop: int) -> Iterator[bytes]:
        while start < stop:
            number, skipped = divmod(start, CHUNK)
            piece = self._opened(number)[skipped : skipped + stop - start]
            yield piece
            start += len(piece)

    def _opened(self, number: int) -> bytes:
        last = number == self._chunks - 1
        self._file.seek(HEADER_BYTES + number * SEALED_CHUNK)
        sealed = _full(self._file.read, SEALED_CHUNK)
        try:
            return self._cipher.decrypt(_nonce(number, last=last), sealed, None)
        except InvalidTag:
            raise Unreadable from None


def _full(read: Callable[[int], bytes], size: int = CHUNK) -> bytes:
    """As many bytes as asked for, less only at the end; a network gives them in smaller pieces."""
    piece = read(size)
    if len(piece) in (0, size):
        return piece
    filled = bytearray(piece)
    while len(filled) < size and (piece := read(size - len(filled))):
        filled += piece
    return bytes(filled)


def _cipher(key: bytes, salt: bytes, place: bytes) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=PURPOSE + place)
    return AESGCM(made.derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
