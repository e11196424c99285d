"""A data key, wrapped so that one reader alone can take it out: the office, the mailbox, a partner.

HPKE in base mode (RFC 9180): X25519 with HKDF-SHA256, AES-256-GCM, the place as `info` (section 8.1). Who wraps needs
the public key only, and cannot take out again what was wrapped. It does not prove who wrapped.

    version (1) | ephemeral public key (32) | wrapped data key (32) | tag (16)
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from complaints.store.sealed import KEY_BYTES, Unreadable

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
VERSION = b"\x01"
PURPOSE = b"handschlag complaints wrap 1\0"
WRAPPED_BYTES = 1 + 32 + KEY_BYTES + 16


def new_pair() -> tuple[bytes, bytes]:
    """Private and public key (X25519), 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key that belongs to it. Raises: ValueError for anything but 32 bytes."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def wrap(data_key: bytes, public: bytes, place: bytes) -> bytes:
    """81 bytes, never the same twice. Raises: ValueError for what is no data key or no usable public key."""
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    reader = X25519PublicKey.from_public_bytes(public)
    return VERSION + SUITE.encrypt(data_key, reader, PURPOSE + place)


def unwrap(wrapped: bytes, private: bytes, place: bytes) -> bytes:
    """The data key. Raises: Unreadable."""
    if len(wrapped) != WRAPPED_BYTES or wrapped[:1] != VERSION:
        raise Unreadable
    try:
        reader = X25519PrivateKey.from_private_bytes(private)
        return SUITE.decrypt(wrapped[1:], reader, PURPOSE + place)
    except (InvalidTag, ValueError):  # ValueError: no private key
        raise Unreadable from None
