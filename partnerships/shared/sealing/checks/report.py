"""Everything that stands in a file about its seal, its signatures and its revisions."""

from collections.abc import Sequence

from cryptography import x509

from partnerships.shared.sealing.checks.findings import Report
from partnerships.shared.sealing.checks.reading import UnreadablePdf, open_pdf
from partnerships.shared.sealing.checks.signatures import signatures
from partnerships.shared.sealing.checks.traces import claims, endings


def read_report(data: bytes, roots: Sequence[x509.Certificate]) -> Report:
    """`roots`: whom seals and signatures must lead to. Never raises for what the file holds."""
    try:
        pdf_signatures = signatures(open_pdf(data), roots, moment=None)
    except UnreadablePdf as reason:
        return Report(unreadable=reason.code, endings=endings(data))
    return Report(signatures=pdf_signatures, endings=endings(data), claims=claims(data))
