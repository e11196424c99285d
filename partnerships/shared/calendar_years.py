"""Which calendar year a page counts, and which a reader may choose (`?year=2025`)."""

from collections.abc import Iterator
from datetime import date

from partnerships.shared.chapters import Period

MOST_YEARS = 8
FIRST = 1900


def choose_year(typed: str, today: date) -> int:
    """The year that was asked for, as long as it is one that has begun; otherwise the present one."""
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today.year
    return asked if FIRST < asked <= today.year else today.year


def period_of(year: int, today: date) -> Period:
    """The whole year; of the present one what is over."""
    return Period(date(year, 1, 1), min(date(year, 12, 31), today))


def years_since(
    founded_on: date | None, address: str, chosen: int, today: date
) -> Iterator[tuple[int, str, bool]]:
    """(year, address, whether it is shown) from the founding on, the latest first, at most MOST_YEARS."""
    began = founded_on.year if founded_on else today.year - MOST_YEARS + 1
    for each in range(today.year, max(began, today.year - MOST_YEARS + 1, FIRST) - 1, -1):
        yield each, f"{address}?year={each}", each == chosen
