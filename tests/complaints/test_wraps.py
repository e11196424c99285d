"""A data key is wrapped by anybody and taken out by its reader alone. Vectors of RFC 9180 for our suite."""

import os

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from complaints.store.sealed import Unreadable, new_key, place_of
from complaints.store.wraps import PURPOSE, SUITE, new_pair, public_of, unwrap, wrap

PLACE = place_of("complaints_wrap", 7, "key")

# RFC 9180, test-vectors.json of its authors (CFRG): mode 0, kem 0x0020, kdf 0x0001, aead 0x0002, first message.
VECTOR = {
    name: bytes.fromhex(value)
    for name, value in {
        "info": "4f6465206f6e2061204772656369616e2055726e",
        "private": "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d",
        "public": "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c",
        "ephemeral": "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256",
        "aad": "436f756e742d30",
        "clear": "4265617574792069732074727574682c20747275746820626561757479",
        "sealed": "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a",
    }.items()
}


def labelled(suite: bytes, label: bytes, value: bytes, salt: bytes) -> bytes:
    """LabeledExtract of RFC 9180, section 4."""
    return HKDF.extract(SHA256(), salt, b"HPKE-v1" + suite + label + value)


def expanded(suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand of RFC 9180, section 4."""
    whole = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(algorithm=SHA256(), length=length, info=whole).derive(secret)


def opened(sealed: bytes, private: bytes, info: bytes, aad: bytes = b"") -> bytes:
    """HPKE in base mode as RFC 9180 says it, without the library's own."""
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
    ephemeral, rest = sealed[:32], sealed[32:]
    reader = X25519PrivateKey.from_private_bytes(private)
    shared = reader.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    context = ephemeral + reader.public_key().public_bytes_raw()
    secret = expanded(
        kem, labelled(kem, b"eae_prk", shared, b""), b"shared_secret", context, 32
    )  # fmt: skip
    schedule = b"\0" + labelled(suite, b"psk_id_hash", b"", b"")
    schedule += labelled(suite, b"info_hash", info, b"")
    made = labelled(suite, b"secret", b"", secret)
    key = expanded(suite, made, b"key", schedule, 32)
    nonce = expanded(suite, made, b"base_nonce", schedule, 12)
    return AESGCM(key).decrypt(nonce, rest, aad)


def test_the_library_opens_the_vector_of_the_rfc() -> None:
    private = X25519PrivateKey.from_private_bytes(VECTOR["private"])
    sealed = VECTOR["ephemeral"] + VECTOR["sealed"]
    info, aad = VECTOR["info"], VECTOR["aad"]
    # The public function has no `aad` (section 8.1); this one the library keeps for the vectors.
    assert openssl.hpke._decrypt_with_aad(SUITE, sealed, private, info, aad) == VECTOR["clear"]
    assert public_of(VECTOR["private"]) == VECTOR["public"]
    with pytest.raises(InvalidTag):
        openssl.hpke._decrypt_with_aad(SUITE, sealed, private, info, aad + b"\0")


def test_ours_is_opened_by_the_rfc_itself() -> None:
    sealed = VECTOR["ephemeral"] + VECTOR["sealed"]
    assert opened(sealed, VECTOR["private"], VECTOR["info"], VECTOR["aad"]) == VECTOR["clear"]
    private, public = new_pair()
    key = new_key()
    assert opened(wrap(key, public, PLACE)[1:], private, PURPOSE + PLACE) == key


def test_its_reader_takes_it_out() -> None:
    private, public = new_pair()
    key = new_key()
    assert public_of(private) == public and len(private) == len(public) == 32
    wrapped = wrap(key, public, PLACE)
    assert len(wrapped) == 81 and wrap(key, public, PLACE) != wrapped
    assert unwrap(wrapped, private, PLACE) == key


def test_nobody_else_does_nor_anywhere_else() -> None:
    private, public = new_pair()
    wrapped = wrap(new_key(), public, PLACE)
    for other in (new_pair()[0], public, bytes(32), b"", private[:31], private + b"\0"):
        with pytest.raises(Unreadable):
            unwrap(wrapped, other, PLACE)
    for place in (b"", PLACE + b"\0", place_of("complaints_wrap", 8, "key")):
        with pytest.raises(Unreadable):
            unwrap(wrapped, private, place)


def test_every_changed_bit_and_length_is_noticed() -> None:
    private, public = new_pair()
    wrapped = wrap(new_key(), public, PLACE)
    for at in range(len(wrapped) * 8):
        changed = bytearray(wrapped)
        changed[at // 8] ^= 1 << at % 8
        # The highest bit of a key of X25519 means nothing, but HPKE takes the sender's bytes in as they are.
        with pytest.raises(Unreadable):
            unwrap(bytes(changed), private, PLACE)
    for size in range(len(wrapped)):
        with pytest.raises(Unreadable):
            unwrap(wrapped[:size], private, PLACE)
    for foreign in (b"", wrapped + b"\0", os.urandom(81), b"\x01" + bytes(80)):
        with pytest.raises(Unreadable):
            unwrap(foreign, private, PLACE)


def test_what_is_taken_out_is_a_data_key() -> None:
    """Everybody can wrap for a reader, so what comes out may be a stranger's."""
    private, public = new_pair()
    reader = X25519PublicKey.from_public_bytes(public)
    for size in (0, 31, 33, 100):
        foreign = b"\x01" + SUITE.encrypt(bytes(size), reader, PURPOSE + PLACE)
        with pytest.raises(Unreadable):
            unwrap(foreign, private, PLACE)


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33), bytes(32), b"\x01" + bytes(31)])
def test_nothing_is_wrapped_for_a_key_that_keeps_no_secret(public: bytes) -> None:
    """Too short, too long, and points of low order, with which everybody shares the same."""
    with pytest.raises(ValueError):
        wrap(new_key(), public, PLACE)


def test_only_a_data_key_is_wrapped() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        wrap(b"short", new_pair()[1], PLACE)


def test_what_was_wrapped_before_still_opens() -> None:
    private = bytes(range(32))
    kept = bytes.fromhex(
        "0145e78a4d8a80b244252eb9b0f3dea17aa927a337180aa921fe4c8c688678fc506f0e696ea355f108a27ee4187cad25c65a295eb0f0de"
        "bd9176c485d77219f818b6753c3a5a45b42835ed96d2db2d9db1"
    )  # fmt: skip
    assert unwrap(kept, private, PLACE) == bytes(range(32, 64))
