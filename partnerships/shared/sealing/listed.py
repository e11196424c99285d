"""What the verification page may tell whoever holds a code: organisations, functions, day; no names."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class ListedParty:
    """An organisation, and the functions in which people signed for it; never their names."""

    organisation: str
    functions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Listed:
    """Facts for everybody. `title` by language code; `day` is the one that people look for.

    `number` is the subject's own, such as 2026-0412; blank if it has none.
    """

    title: dict[str, str]
    parties: list[ListedParty]
    day: date
    number: str = ""

    def as_json(self) -> dict[str, object]:
        """The facts as values that JSON can carry, as the row keeps them."""
        return {**asdict(self), "day": self.day.isoformat()}


def of_json(kept: dict[str, Any]) -> Listed:
    """The facts from what the row keeps."""
    parties = [ListedParty(**each) for each in kept["parties"]]
    day = date.fromisoformat(kept["day"])
    return Listed(kept["title"], parties, day, kept["number"])
