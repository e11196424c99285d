"""What somebody may do to a sealed file, and certificates of somebody else."""

import asyncio
import io
from typing import Any

import pikepdf
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from partnerships.shared.sealing import test_authority
from partnerships.shared.sealing.seal import _asn1


def one_byte_changed(data: bytes, place: int = 3000) -> bytes:
    """In the middle of the drawn page."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def another_revision(data: bytes) -> bytes:
    """An incremental update that changes what the catalogue says."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    writer.root["/PageLayout"] = generic.NameObject("/TwoColumnLeft")
    writer.update_root()
    return _written(writer)


def freed(data: bytes) -> bytes:
    """An incremental update that takes the ban on changes out of the catalogue."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    del writer.root["/Perms"]
    writer.update_root()
    return _written(writer)


def another_page_content(data: bytes) -> bytes:
    """An incremental update under which readers see another page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    text = b"BT /F0 12 Tf 72 720 Td (Another text) Tj ET"
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=text))
    writer.update_container(page)
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_seal(data: bytes) -> bytes:
    """Saved anew by another program, which leaves the seal out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in ("/Perms", "/AcroForm"):
            del pdf.Root[key]
        for page in pdf.pages:
            kept = [each for each in page.get("/Annots", []) if each.Subtype != "/Widget"]
            page["/Annots"] = pikepdf.Array(kept)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def signed(
    data: bytes, pair: test_authority.Pair, *, field: str = "Signature1", certify: bool = False
) -> bytes:
    """Signed by this pair as a signing program does it: an approval, unless `certify`."""
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES if certify else None,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    signer = signers.PdfSigner(meta, signer=_signer(pair))
    return asyncio.run(signer.async_sign_pdf(writer)).getvalue()


def _signer(pair: test_authority.Pair) -> Any:
    der = pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=_asn1(pair.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore(),
    )
