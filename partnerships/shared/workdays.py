"""Days on which offices in North Rhine-Westphalia work.

Public holidays: Feiertagsgesetz NW, by the package `holidays`; beside them 24 and 31 December, when offices are closed.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import holidays

COUNTRY, STATE = "DE", "NW"
SATURDAY = 5
EVES = ((12, 24), (12, 31))


class Days(NamedTuple):
    """A span of days, both included."""

    first: date
    last: date


@lru_cache(maxsize=16)  # reckoned anew they take 0.3 ms, and a month asks 42 times
def holidays_in(year: int) -> dict[date, str]:
    """Public holidays with their German names."""
    return dict(holidays.country_holidays(COUNTRY, subdiv=STATE, years=year, language="de"))


def is_working_day(day: date, closed: Sequence[Days] = ()) -> bool:
    """Monday to Friday, no public holiday, neither 24 nor 31 December, and not `closed` in this house."""
    if day.weekday() >= SATURDAY or (day.month, day.day) in EVES or day in holidays_in(day.year):
        return False
    return not any(span.first <= day <= span.last for span in closed)
