"""What is stored of a complaint, unreadable without its key and bound to the place where it lies.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits: one key may seal 2**32 times; a complaint has some hundred
entries. The length tells little: the clear bytes are filled up to a multiple of 512 (one byte 0x80, then zeros; ISO/IEC 7816-4).

    version (1) | nonce (12) | sealed (a multiple of 512) | tag (16)
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
VERSION = b"\x01"
PURPOSE = b"handschlag complaints text 1\0"  # no text opens as a file or a key, nor the other way
STEP = 512  # bytes
NONCE_BYTES, TAG_BYTES = 12, 16
LEAST = len(VERSION) + NONCE_BYTES + STEP + TAG_BYTES


class Unreadable(Exception):
    """It does not open: wrong key, moved to another place, changed, cut short, empty, or of a version unknown here.

    It does not say which: whoever changed it learns nothing.
    """

    def __init__(self) -> None:
        super().__init__("does not open with this key at this place")


def new_key() -> bytes:
    """The data key of one complaint: 32 random bytes."""
    return os.urandom(KEY_BYTES)


def place_of(table: str, row: object, column: str) -> bytes:
    """Where something lies, in bytes that no other place has. `row` is the number of a row that is stored already.

    Raises: ValueError for a row without number.
    """
    if row is None or str(row) == "":
        raise ValueError("a row without number is no place: store it first, or give it its number")
    parts = [part.encode() for part in (table, str(row), column)]
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def seal(key: bytes, clear: bytes, place: bytes) -> bytes:
    """Never the same twice. Raises: ValueError for a key that is not 32 bytes long."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + _cipher(key).encrypt(nonce, _filled(clear), PURPOSE + place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """What was sealed with this key for this place. Raises: Unreadable."""
    if len(key) != KEY_BYTES or len(sealed) < LEAST or sealed[:1] != VERSION:
        raise Unreadable
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        filled = _cipher(key).decrypt(nonce, rest, PURPOSE + place)
    except InvalidTag:
        raise Unreadable from None
    return filled[: filled.rindex(b"\x80")]


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:  # the library would take 16 and 24 bytes too
        raise ValueError("a key has 32 bytes")
    return AESGCM(key)


def _filled(clear: bytes) -> bytes:
    marked = clear + b"\x80"
    return marked + bytes(-len(marked) % STEP)
