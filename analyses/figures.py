"""What enquiries come to, by year. Pure: from plain values to sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Counted(NamedTuple):
    """So many enquiries of one sort. Empty or None: not known. `days` only where the rows are still there."""

    year: int
    from_kind: str
    place: str
    outcome: str
    is_person_related: bool | None
    number: int = 1
    days: int | None = None


@dataclass
class Year:
    """The enquiries received in a year. `days`: how many were answered after so many days."""

    year: int
    total: int = 0
    about_persons: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)

    @property
    def median_days(self) -> int | None:
        """Of those answered; the lower of two in the middle. None where no days are known."""
        return median_of(self.days)


def median_of(days: Counter[int]) -> int | None:
    """The lower median of a table of how often each number stands."""
    middle, passed = (days.total() + 1) // 2, 0
    for number, count in sorted(days.items()):
        passed += count
        if passed >= middle:
            return number
    return None


def count_by_year(
    rows: Iterable[Counted], kept_days: Iterable[tuple[int, int, int]] = ()
) -> list[Year]:
    """Every year from the first to the last, also those without any. `kept_days`: year, days, how many."""
    years: dict[int, Year] = {}
    for row in rows:
        year = years.setdefault(row.year, Year(row.year))
        year.total += row.number
        year.about_persons += row.number if row.is_person_related else 0
        year.outcomes[row.outcome] += row.number
        year.kinds[row.from_kind] += row.number
        year.places[row.place] += row.number
        if row.days is not None:
            year.days[row.days] += row.number
    for number, days, count in kept_days:
        years.setdefault(number, Year(number)).days[days] += count
    if not years:
        return []
    return [years.get(number, Year(number)) for number in range(min(years), max(years) + 1)]
