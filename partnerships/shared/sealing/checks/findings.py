"""What a check of a PDF found. Plain values: rows keep them as JSON, pages explain the codes."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """The answer in one word; `data-verdict` of the page."""

    VALID = "valid"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    LISTED = "listed"


@dataclass(frozen=True)
class Signature:
    """One signature in a PDF, a seal being one.

    `problem` is blank when it is valid and leads to a root we trust; else a code:
    `bytes_changed`, `broken`, `untrusted`, `certificate_expired`, `certificate_not_yet`,
    `certificate_revoked`, `certificate_purpose`, `weak`, `covers_part`, `not_checkable`.
    `intact` says the signed bytes are unchanged, whoever signed. `at` is ISO 8601 with offset,
    `at_proven` whether a trusted time stamp says it. `covers` counts bytes from the beginning.
    `added` is what was appended after it: `nothing`, `proofs` (time stamps and the like), `form`
    (further signatures, filled fields), `content`, or `not_compared`.
    """

    name: str
    organisation: str
    issuer: str
    certificate: str  # SHA-256
    imprint: str
    at: str
    at_proven: bool
    intact: bool
    covers: int
    added: str
    problem: str

    @property
    def valid(self) -> bool:
        """Unchanged, signed by whom it says, by somebody we trust."""
        return not self.problem


@dataclass(frozen=True)
class Report:
    """What stands in a file, before anybody asks whether we know it.

    `unreadable`: why it cannot be looked into (`not_pdf`, `encrypted`, `broken`, `too_complex`).
    `endings`: SHA-256 of the file up to each place where a revision ends, the whole file last.
    `claims`: codes of ours that the file names.
    """

    unreadable: str = ""
    signatures: list[Signature] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The report as values that JSON can carry."""
        return asdict(self)
