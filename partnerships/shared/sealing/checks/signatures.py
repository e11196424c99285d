"""Each signature of a PDF: who, when, what it covers, whether it holds. Source: ISO 32000-2, 12.8."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from partnerships.shared.lines import clean_line
from partnerships.shared.sealing.certificates import PURPOSES
from partnerships.shared.sealing.checks.findings import Signature
from partnerships.shared.sealing.checks.reading import HOSTILE, MOST_SIGNATURES, UnreadablePdf
from partnerships.shared.sealing.imprints import imprint

LONGEST = 200  # of a name in a certificate
USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
ADDED = {
    ModificationLevel.NONE: "nothing",
    ModificationLevel.LTA_UPDATES: "proofs",
    ModificationLevel.FORM_FILLING: "form",
}
# What pyHanko says in the terms of ETSI EN 319 102-1, in ours.
PROBLEMS = {
    AdESIndeterminate.EXPIRED: "certificate_expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "certificate_expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "certificate_expired",
    AdESFailure.NOT_YET_VALID: "certificate_not_yet",
    AdESFailure.REVOKED: "certificate_revoked",
    AdESIndeterminate.REVOKED_NO_POE: "certificate_revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "certificate_revoked",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "certificate_purpose",
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: "certificate_purpose",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
}


def signatures(
    reader: PdfFileReader,
    roots: Sequence[x509.Certificate],
    *,
    moment: datetime | None,
    compare: bool = True,
) -> list[Signature]:
    """All of them, in the order they were made.

    Certificates are judged at `moment`; None: when the signature says it was made, which proves
    nothing about the time. `compare` says what was added after each, revision by revision: with
    thirteen signatures these are ninety comparisons. Raises: UnreadablePdf.
    """
    try:
        embedded = reader.embedded_regular_signatures
    except HOSTILE as fault:
        raise UnreadablePdf("broken") from fault
    if len(embedded) > MOST_SIGNATURES:
        raise UnreadablePdf("too_complex")
    trusted = [asn1.Certificate.load(each.public_bytes(Encoding.DER)) for each in roots]
    return [_looked_at(each, trusted, moment, compare) for each in embedded]


def _looked_at(
    embedded: EmbeddedPdfSignature,
    roots: list[asn1.Certificate],
    moment: datetime | None,
    compare: bool,
) -> Signature:
    try:
        at = moment or embedded.self_reported_timestamp
        status = asyncio.run(_status(embedded, roots, at, compare))
        return _signature(embedded, status, problem_of(status, embedded.signer_cert))
    except HOSTILE:
        return _signature(embedded, None, "not_checkable")


async def _status(
    embedded: EmbeddedPdfSignature,
    roots: list[asn1.Certificate],
    moment: datetime | None,
    compare: bool,
) -> PdfSignatureStatus:
    """pyHanko's answer. Nothing is fetched: revocation is known only from what the file brings."""
    context = lambda: ValidationContext(  # noqa: E731
        trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail"
    )
    return await async_validate_pdf_signature(
        embedded, context(), context(), key_usage_settings=USAGE, skip_diff=not compare
    )


def problem_of(status: PdfSignatureStatus, certificate: asn1.Certificate) -> str:
    """The first thing that is wrong, or blank."""
    if not status.intact:
        return "bytes_changed"
    if not status.valid:
        return "broken"
    if status.trust_problem_indic is not None:
        return PROBLEMS.get(status.trust_problem_indic) or _out_of_time(status, certificate)
    if not status.trusted:
        return "untrusted"
    return "" if _may_sign(certificate) else "certificate_purpose"


def _out_of_time(status: PdfSignatureStatus, certificate: asn1.Certificate) -> str:
    """pyHanko says of a certificate that is not valid yet only that its chain fails."""
    general = status.trust_problem_indic == AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE
    moment = status.validation_time
    early = general and moment is not None and certificate.not_valid_before > moment
    return "certificate_not_yet" if early else "untrusted"


def _may_sign(certificate: asn1.Certificate) -> bool:
    purposes = certificate.extended_key_usage_value
    named = {each.dotted for each in purposes} if purposes is not None else PURPOSES
    return bool(named & PURPOSES)


def _signature(
    embedded: EmbeddedPdfSignature, status: PdfSignatureStatus | None, problem: str
) -> Signature:
    stamp = status.timestamp_validity if status else None
    proven = bool(stamp and stamp.valid and stamp.intact and stamp.trusted)
    at = stamp.timestamp if stamp and proven else _reported(embedded)
    certificate = _certificate(embedded)
    return Signature(
        name=_word(certificate, "common_name"),
        organisation=_word(certificate, "organization_name"),
        issuer=_issuer(certificate),
        certificate=certificate.sha256.hex() if certificate else "",
        imprint=imprint(embedded.pkcs7_content),
        at=at.isoformat() if at else "",
        at_proven=proven,
        intact=bool(status and status.intact),
        covers=_covers(embedded),
        added=_added(status),
        problem=problem,
    )


def _added(status: PdfSignatureStatus | None) -> str:
    if status is None or status.diff_result is None:
        return "not_compared"
    level = status.modification_level
    return ADDED.get(level, "content") if level is not None else "content"


def _reported(embedded: EmbeddedPdfSignature) -> datetime | None:
    try:
        return embedded.self_reported_timestamp
    except HOSTILE:
        return None


def _covers(embedded: EmbeddedPdfSignature) -> int:
    ranges = [int(each) for each in embedded.byte_range]
    return ranges[-2] + ranges[-1] if len(ranges) >= 2 else 0


def _certificate(embedded: EmbeddedPdfSignature) -> asn1.Certificate | None:
    try:
        return embedded.signer_cert
    except HOSTILE:
        return None


def _word(certificate: asn1.Certificate | None, part: str) -> str:
    return _text(certificate.subject.native.get(part, "")) if certificate else ""


def _issuer(certificate: asn1.Certificate | None) -> str:
    return _text(certificate.issuer.native.get("common_name", "")) if certificate else ""


def _text(value: object) -> str:
    """A name may stand several times in a certificate."""
    several = value if isinstance(value, list) else [value]
    return clean_line(", ".join(str(each) for each in several))[:LONGEST]
