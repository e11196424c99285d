"""The certificate and key of the seal, and whom we trust: read from the files the settings name."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.conf import settings

from partnerships.shared.sealing import failures, test_authority
from partnerships.shared.sealing.failures import CannotSeal
from partnerships.shared.sealing.keys import PrivateKey

# An extended purpose, where one is named, must be one of these. Source: RFC 9336; Adobe's and
# Microsoft's purposes for signing documents; e-mail protection, which many authorities still write.
PURPOSES = {
    "1.3.6.1.5.5.7.3.36",
    "1.2.840.113583.1.1.5",
    "1.3.6.1.4.1.311.10.3.12",
    ExtendedKeyUsageOID.EMAIL_PROTECTION.dotted_string,
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE.dotted_string,
}


@dataclass(frozen=True)
class SealKey:
    """What seals. `chain` are the certificates between ours and the root."""

    certificate: x509.Certificate
    key: PrivateKey
    chain: tuple[x509.Certificate, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hexadecimal digits."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def seal_key() -> SealKey:
    """Ours, from the files of the settings; read once a process. Raises: CannotSeal."""
    named = _named()
    if named is None:
        raise CannotSeal(failures.NO_CERTIFICATE)
    try:
        return _read(*named, settings.SEAL_KEY_PASSPHRASE)
    except (OSError, ValueError, TypeError) as fault:
        raise CannotSeal(failures.UNREADABLE, type(fault).__name__) from fault


def check_fit(key: SealKey, at: datetime) -> None:
    """Raises: CannotSeal when the certificate must not seal at this moment."""
    certificate = key.certificate
    if certificate.public_key() != key.key.public_key():
        raise CannotSeal(failures.NOT_A_PAIR)
    if at >= certificate.not_valid_after_utc:
        raise CannotSeal(failures.EXPIRED)
    if at < certificate.not_valid_before_utc:
        raise CannotSeal(failures.NOT_YET)
    if not _may_seal(certificate):
        raise CannotSeal(failures.WRONG_PURPOSE)


def _may_seal(certificate: x509.Certificate) -> bool:
    """For signatures on documents: not an authority's, not a web server's."""
    extensions = {each.oid: each.value for each in certificate.extensions}
    basic = extensions.get(x509.BasicConstraints.oid)
    usage = extensions.get(x509.KeyUsage.oid)
    purposes = extensions.get(x509.ExtendedKeyUsage.oid)
    return (
        not (basic and basic.ca)
        and (usage is None or usage.digital_signature or usage.content_commitment)
        and (purposes is None or any(each.dotted_string in PURPOSES for each in purposes))
    )


def roots_of_seals() -> tuple[x509.Certificate, ...]:
    """Whom seals of this installation lead to. Raises: CannotSeal when a file cannot be read."""
    if settings.SEAL_TRUST_ROOTS:
        return _roots(settings.SEAL_TRUST_ROOTS)
    if settings.SEAL_TEST and not settings.SEAL_CERTIFICATE:
        return _roots(str(_test_files().root))
    return ()


def roots_of_signatures() -> tuple[x509.Certificate, ...]:
    """Whom signatures of people lead to, which were made elsewhere. Raises: CannotSeal."""
    return _roots(settings.SIGNATURE_TRUST_ROOTS) if settings.SIGNATURE_TRUST_ROOTS else ()


def _named() -> tuple[str, str, str] | None:
    if settings.SEAL_CERTIFICATE:
        return settings.SEAL_CERTIFICATE, settings.SEAL_KEY, settings.SEAL_CHAIN
    if settings.SEAL_TEST:
        made = _test_files()
        return str(made.certificate), str(made.key), ""
    return None


def _test_files() -> test_authority.Files:
    return test_authority.files(settings.VAR / "test-seal")


def _roots(path: str) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(_load(path))
    except (OSError, ValueError) as fault:
        raise CannotSeal(failures.UNREADABLE, type(fault).__name__) from fault


@lru_cache(maxsize=8)
def _read(certificate: str, key: str, chain: str, passphrase: str) -> SealKey:
    own, *others = _load(certificate)
    opened = serialization.load_pem_private_key(
        Path(key).read_bytes(), passphrase.encode() if passphrase else None
    )
    if not isinstance(opened, PrivateKey):
        raise TypeError("a seal needs a key of RSA or of an elliptic curve")
    return SealKey(own, opened, (*others, *(_load(chain) if chain else ())))


@lru_cache(maxsize=8)
def _load(path: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(Path(path).read_bytes())
