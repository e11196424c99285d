"""Put the installation's seal on a PDF (PAdES, ETSI EN 319 142-1): B-B, or B-T with a time stamp.

Imported by the worker alone, as pyHanko takes its time to load.
"""

import asyncio
import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from django.conf import settings
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from partnerships.shared.sealing.certificates import SealKey, check_fit, seal_key
from partnerships.shared.sealing.failures import NoTimeStamp
from partnerships.shared.sealing.imprints import imprint, last_contents

FIELD = "Seal"
RESERVED = 32_768  # hexadecimal digits kept free for the signature with chain and time stamp
SECONDS = 15  # the time-stamp service has to answer


@dataclass(frozen=True)
class Sealed:
    """The sealed file and what is kept about it."""

    data: bytes
    level: str
    certificate: str  # its SHA-256
    imprint: str  # SHA-256 of the seal itself, the CMS
    at: datetime

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole sealed file, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def seal(data: bytes) -> Sealed:
    """Append an invisible seal after which nothing may change. Raises: CannotSeal, NoTimeStamp."""
    key, at = seal_key(), timezone.now()
    check_fit(key, at)
    stamper = _stamper(settings.SEAL_TIMESTAMP_URL) if settings.SEAL_TIMESTAMP_URL else None
    out = asyncio.run(_signed(data, key, stamper))
    level = "B-T" if stamper else "B-B"
    return Sealed(out, level, key.fingerprint, imprint(last_contents(out)), at)


async def _signed(data: bytes, key: SealKey, stamper: RequestsHTTPTimeStamper | None) -> bytes:
    signer = signers.PdfSigner(
        _metadata(), signer=_signer(key), timestamper=stamper, new_field_spec=_field()
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    try:
        out = await signer.async_sign_pdf(writer, bytes_reserved=RESERVED)
    except (TimestampRequestError, OSError) as silent:
        raise NoTimeStamp(type(silent).__name__) from silent
    return out.getvalue()


def _metadata() -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )


def _field() -> fields.SigFieldSpec:
    """Outside of the page: PDF/A asks no appearance of it, PDF/UA no tag."""
    unseen = fields.InvisSigSettings(
        set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
    )
    return fields.SigFieldSpec(
        FIELD, box=None, readable_field_name="Siegel / Seal", invis_sig_settings=unseen
    )


class KeptSigner(signers.Signer):
    """Signs with an opened key; pyHanko's own signer reads the key anew for each signature."""

    def __init__(self, key: SealKey) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(each) for each in key.chain])
        super().__init__(signing_cert=_asn1(key.certificate), cert_registry=store)
        self.key = key.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """RSA or ECDSA, with SHA-256 as asked for above."""
        digest = hashes.SHA256()
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(data, ec.ECDSA(digest))
        return self.key.sign(data, padding.PKCS1v15(), digest)


@lru_cache(maxsize=2)
def _signer(key: SealKey) -> KeptSigner:
    return KeptSigner(key)


@lru_cache(maxsize=2)
def _stamper(url: str) -> RequestsHTTPTimeStamper:
    return RequestsHTTPTimeStamper(url, timeout=SECONDS)


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
