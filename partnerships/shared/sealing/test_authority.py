"""A certificate to try sealing with: its names say that it proves nothing.

Made once for the demo, for developers and for tests, below the data folder; never in production.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from partnerships.shared.sealing.keys import PrivateKey

DAYS = 3650
ORGANISATION = "Handschlag TEST"
AUTHORITY = "TEST authority, proves nothing"
SEAL = "TEST seal, proves nothing"


class Pair(NamedTuple):
    """A certificate and its key."""

    certificate: x509.Certificate
    key: PrivateKey


class Files(NamedTuple):
    """What the settings would name: paths of the seal's certificate, its key, and the trusted root."""

    certificate: Path
    key: Path
    root: Path


def files(folder: Path) -> Files:
    """In this folder; made now if they are not there. Readable by the owner alone."""
    if not folder.exists():
        _make(folder)
    return _paths(folder)


def _make(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    authority = new_authority(AUTHORITY)
    seal = issue(authority, SEAL)
    made = Files(*(draft / path.name for path in _paths(folder)))
    _write(made.root, pem(authority.certificate))
    _write(made.certificate, pem(seal.certificate))
    _write(made.key, key_pem(seal.key))
    try:
        draft.rename(folder)  # at once: nobody reads half of it, and the second to come gives way
    except OSError:
        shutil.rmtree(draft)


def _paths(folder: Path) -> Files:
    return Files(folder / "test-seal.pem", folder / "test-seal.key", folder / "test-root.pem")


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def new_authority(name: str, *, organisation: str = ORGANISATION) -> Pair:
    """A root that signs certificates."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, organisation)
    builder = _builder(subject, subject, key, key, *_lifetime()).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    builder = builder.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    return Pair(builder.sign(key, hashes.SHA256()), key)


def issue(
    authority: Pair,
    name: str,
    *,
    organisation: str = ORGANISATION,
    since: datetime | None = None,
    until: datetime | None = None,
    usage: tuple[str, ...] = ("digital_signature", "content_commitment"),
    purpose: x509.ObjectIdentifier | None = None,
    key: PrivateKey | None = None,
) -> Pair:
    """A certificate of this authority; from yesterday for ten years unless said otherwise."""
    key, lifetime = key or ec.generate_private_key(ec.SECP256R1()), _lifetime()
    subject, issuer = _name(name, organisation), authority.certificate.subject
    dates = (since or lifetime[0], until or lifetime[1])
    builder = _builder(subject, issuer, key, authority.key, *dates)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(*usage), critical=True)
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return Pair(builder.sign(authority.key, hashes.SHA256()), key)


def pem(certificate: x509.Certificate) -> bytes:
    """The certificate as a file keeps it."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def key_pem(key: PrivateKey, passphrase: bytes = b"") -> bytes:
    """As a file keeps it, locked if there is a passphrase."""
    locked = (
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption()
    )
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)


def _lifetime() -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    return now - timedelta(days=1), now + timedelta(days=DAYS)


def _name(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: PrivateKey,
    signing: PrivateKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    of_issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(own, critical=False)
        .add_extension(of_issuer, critical=False)
    )


def _usage(*allowed: str) -> x509.KeyUsage:
    words = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{word: word in allowed for word in words})
