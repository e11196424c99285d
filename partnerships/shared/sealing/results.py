"""One answer of the verification page, ready to be shown."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language

from partnerships.shared.sealing import codes
from partnerships.shared.sealing.checks.findings import Outcome
from partnerships.shared.sealing.listed import Listed
from partnerships.shared.sealing.models import Check, Remark, SealedFile
from partnerships.shared.sealing.words import PROBLEMS, REASONS


@dataclass(frozen=True)
class SignatureShown:
    """One signature that stands in the file, in words."""

    name: str
    organisation: str
    issuer: str
    at: datetime | None
    at_proven: bool
    said: str | Promise
    valid: bool


@dataclass(frozen=True)
class Result:
    """`sealed`: the document of ours that it has to do with; `code` as it was typed or read."""

    verdict: Outcome
    reasons: list[str | Promise] = field(default_factory=list)
    sealed: SealedFile | None = None
    signatures: list[SignatureShown] = field(default_factory=list)

    @property
    def listed(self) -> Listed | None:
        """What the verification page tells about the document."""
        return self.sealed.facts if self.sealed else None

    @property
    def title(self) -> str:
        """In the language of the page, else of the house, else any."""
        titles = self.listed.title if self.listed else {}
        wanted = (get_language() or "")[:2]
        return (
            titles.get(wanted)
            or titles.get(settings.LANGUAGE_CODE)
            or next(iter(titles.values()), "")
        )

    @property
    def remark(self) -> str:
        """What became of it since: a value of Remark."""
        return self.sealed.remark if self.sealed else Remark.NONE


def of_code(typed: str) -> Result:
    """For a code alone: it proves that a document exists, and nothing about any paper."""
    sealed = SealedFile.objects.of_code(typed)
    if sealed:
        return Result(Outcome.LISTED, sealed=sealed)
    slip = not codes.plausible(codes.normal(typed))
    return Result(Outcome.UNKNOWN, [REASONS["code_slip" if slip else "code_unknown"]])


def valid(sealed: SealedFile) -> Result:
    """For a file whose bytes are the ones we sealed."""
    return Result(Outcome.VALID, sealed=sealed)


def unreadable(reason: str) -> Result:
    """For a file that need not be looked into to be refused."""
    return Result(Outcome.UNREADABLE, [REASONS[reason]])


def of_check(check: Check) -> Result | None:
    """What the worker found; None as long as it has not finished."""
    kept: dict[str, Any] = check.result or {}
    if not kept:
        return None
    rows = SealedFile.objects.select_related("document")
    sealed = rows.filter(pk=kept["sealed"]).first() if kept.get("sealed") else None
    return Result(
        Outcome(kept["verdict"]),
        [REASONS[each] for each in kept["reasons"]],
        sealed,
        [_signature(each) for each in kept.get("signatures", [])],
    )


def _signature(kept: dict[str, Any]) -> SignatureShown:
    return SignatureShown(
        name=kept["name"],
        organisation=kept["organisation"],
        issuer=kept["issuer"],
        at=datetime.fromisoformat(kept["at"]) if kept["at"] else None,
        at_proven=kept["at_proven"],
        said=PROBLEMS[kept["problem"]],
        valid=not kept["problem"],
    )
