"""From what stands in a file and what we know of it to one answer with its reasons."""

from collections.abc import Collection
from dataclasses import dataclass, field

from partnerships.shared.sealing.checks.findings import Outcome, Report, Signature


@dataclass(frozen=True)
class Known:
    """Which of our sealed files this one has to do with, and how it is known again."""

    by: str  # `bytes`, `beginning`, `seal`, `claim`
    imprint: str


@dataclass(frozen=True)
class Judgement:
    """`reasons` are codes that the page explains, the weightiest first."""

    verdict: Outcome
    reasons: list[str] = field(default_factory=list)


def judge(report: Report, known: Known | None, ours: Collection[str]) -> Judgement:
    """`ours`: SHA-256 sums of certificates that this installation has sealed with."""
    if report.unreadable and known is None:
        return Judgement(Outcome.UNREADABLE, [report.unreadable])
    if known is None:
        return Judgement(Outcome.UNKNOWN, [_stranger(report.signatures, ours)])
    if known.by == "bytes":
        return Judgement(Outcome.VALID)
    return Judgement(Outcome.ALTERED, _changes(report, known))


def _stranger(signatures: list[Signature], ours: Collection[str]) -> str:
    """Why we do not know it."""
    if any(each.certificate in ours for each in signatures):
        return "our_seal_without_record"
    return "foreign_signature" if signatures else "no_trace"


def _changes(report: Report, known: Known) -> list[str]:
    """What is wrong with a copy of one of ours."""
    seal = next((each for each in report.signatures if each.imprint == known.imprint), None)
    if known.by == "beginning":
        return [_appended(seal)]
    if seal is None:
        return ["seal_replaced" if report.signatures else "seal_removed"]
    if not seal.intact:
        return ["bytes_changed"]
    return [_appended(seal)]


def _appended(seal: Signature | None) -> str:
    """What stands behind our seal, as far as it could be compared."""
    compared = seal is not None and seal.added in ("proofs", "form", "content")
    return f"appended_{seal.added}" if seal and compared else "appended"
