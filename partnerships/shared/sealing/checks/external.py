"""Signatures made elsewhere, one after another, on one frozen PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON

from partnerships.shared.sealing.checks.findings import Signature
from partnerships.shared.sealing.checks.reading import HOSTILE, UnreadablePdf, open_pdf
from partnerships.shared.sealing.checks.signatures import signatures

# The first signature also sets the flag that there are signatures.
_FORMS = DEFAULT_DIFF_POLICY.form_rule
POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        _FORMS.field_rules if _FORMS else [],
        ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)


@dataclass(frozen=True)
class External:
    """What was found in an uploaded file.

    `problem` is blank, or why the file as a whole is not taken: `not_pdf`, `encrypted`, `broken`,
    `too_complex`, `other_file` (does not begin with the frozen bytes), `unsigned`, `more_changed`
    (something other than signatures was added). Each signature has its own `problem`.
    """

    problem: str = ""
    signatures: list[Signature] = field(default_factory=list)

    @property
    def valid(self) -> list[Signature]:
        """Those that count: none when the file as a whole is not taken."""
        return [] if self.problem else [each for each in self.signatures if each.valid]


def external_signatures(
    data: bytes, frozen: bytes, roots: Sequence[x509.Certificate], *, at: datetime
) -> External:
    """Signatures in `data` that were added to `frozen`; certificates are judged at `at`, the upload.

    Never raises for what the file holds.
    """
    try:
        reader = open_pdf(data)
        if not data.startswith(frozen):
            return External("other_file")
        every = signatures(reader, roots, moment=at, compare=False)
        later = [each for each in every if each.covers > len(frozen)]
    except UnreadablePdf as reason:
        return External(reason.code)
    if not later:
        return External("unsigned" if data == frozen else "more_changed")
    return External("" if _only_signed(reader, frozen) else "more_changed", later)


def _only_signed(reader: PdfFileReader, frozen: bytes) -> bool:
    """Against the last frozen revision: new signatures and their proofs, nothing else."""
    try:
        base = open_pdf(frozen).xrefs.total_revisions - 1
        review = POLICY.review_file(reader, base)
    except (UnreadablePdf, *HOSTILE):
        return False
    return (
        isinstance(review, DiffResult)
        and review.modification_level <= ModificationLevel.FORM_FILLING
    )
