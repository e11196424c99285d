"""Everything that stands in a file about its seal, its signatures and its revisions."""

from collections.abc import Sequence

from cryptography import x509

from partnerships.shared.sealing.checks.findings import Report
from partnerships.shared.sealing.checks.reading import Unreadable, opened
from partnerships.shared.sealing.checks.signatures import signatures
from partnerships.shared.sealing.checks.traces import claims, endings


def look(data: bytes, roots: Sequence[x509.Certificate]) -> Report:
    """`roots`: whom seals and signatures must lead to. Never raises for what the file holds."""
    try:
        found = signatures(opened(data), roots, moment=None)
    except Unreadable as reason:
        return Report(unreadable=reason.code, endings=endings(data))
    return Report(signatures=found, endings=endings(data), claims=claims(data))
