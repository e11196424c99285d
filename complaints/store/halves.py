"""The office's private key on two sheets of paper: either half alone tells nothing, both together give it back.

One half is random, the other the key XOR that. Each is written in the signs of Crockford's Base32 (no I, L, O, U; upper
or lower case), in groups of four that can be typed: which half it is (`1OF2`, `2OF2`), a version, a fingerprint
of the public key, 32 bytes, a checksum.

    which half (1 group) | version (1) | fingerprint (4) | half (32) | checksum (3): 16 groups
"""

import base64
import hashlib
import hmac
import os
import unicodedata

from complaints.store.wraps import public_of

KEY_BYTES = 32
VERSION = b"\x01"
FINGERPRINT_BYTES, CHECKSUM_BYTES = 4, 3
LABELS = {1: "1OF2", 2: "2OF2"}
GROUP, GROUPS = 4, 17
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford
STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648, which Python reads
TO_SIGNS, TO_STANDARD = str.maketrans(STANDARD, SIGNS), str.maketrans(SIGNS, STANDARD)
ALIKE = str.maketrans("OIL", "011")  # read for what they look like
MOST_TYPED = 1000  # signs


class NotJoined(Exception):
    """The halves give no key. `why`: `mistyped`, `same` (one half twice) or `foreign` (halves of different keys, or of two printings).

    `half`: 1 or 2 for the first or second that was given, where one of them is mistyped; else None.
    """

    def __init__(self, why: str, half: int | None = None) -> None:
        super().__init__(f"{why} {half or ''}".strip())
        self.why, self.half = why, half


def split(private: bytes) -> tuple[str, str]:
    """Two halves to be printed, each 17 groups of four. Raises: ValueError for anything but 32 bytes."""
    mark = _fingerprint(public_of(private))
    random = os.urandom(KEY_BYTES)
    return _write(1, mark, random), _write(2, mark, _xor(private, random))


def join(one: str, two: str) -> bytes:
    """The private key, from two halves as somebody typed them, in either order. Raises: NotJoined."""
    (first, first_mark, random), (second, second_mark, rest) = _read(one, 1), _read(two, 2)
    if first == second:
        raise NotJoined("same" if hmac.compare_digest(random, rest) else "foreign")
    private = _xor(random, rest)
    if not hmac.compare_digest(first_mark + second_mark, 2 * _fingerprint(public_of(private))):
        raise NotJoined("foreign")
    return private


def _write(half: int, mark: bytes, share: bytes) -> str:
    body = VERSION + mark + share
    checked = base64.b32encode(body + _checksum(half, body)).decode().translate(TO_SIGNS)
    signs = LABELS[half] + checked
    return " ".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def _read(typed: str, given: int) -> tuple[int, bytes, bytes]:
    """Which half, the fingerprint, the share."""
    signs = _signs(typed)
    labels = {label.translate(ALIKE): half for half, label in LABELS.items()}
    half = labels.get(signs[:GROUP])
    if half is None or len(signs) != GROUP * GROUPS or set(signs) - set(SIGNS):
        raise NotJoined("mistyped", given)
    data = base64.b32decode(signs[GROUP:].translate(TO_STANDARD))
    body, checksum = data[:-CHECKSUM_BYTES], data[-CHECKSUM_BYTES:]
    if not hmac.compare_digest(checksum, _checksum(half, body)) or body[:1] != VERSION:
        raise NotJoined("mistyped", given)
    return half, body[1 : 1 + FINGERPRINT_BYTES], body[1 + FINGERPRINT_BYTES :]


def _signs(typed: str) -> str:
    """What was typed without spaces, line breaks and hyphens, full-width signs as the narrow ones."""
    narrow = unicodedata.normalize("NFKC", typed[:MOST_TYPED]).upper().translate(ALIKE)
    return "".join(sign for sign in narrow if unicodedata.category(sign)[0] not in "ZCP")


def _checksum(half: int, body: bytes) -> bytes:
    return hashlib.sha256(bytes([half]) + body).digest()[:CHECKSUM_BYTES]


def _fingerprint(public: bytes) -> bytes:
    return hashlib.sha256(b"handschlag complaints office key\0" + public).digest()[
        :FINGERPRINT_BYTES
    ]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
