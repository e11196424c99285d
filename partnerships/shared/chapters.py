"""What an app counts of a partnership in a period. The shelf `report_chapters` holds Chapters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Period:
    """Two days and all between them, both included."""

    since: date
    until: date


@dataclass(frozen=True)
class Figure:
    """What is counted, and a value for each period that was asked about; None where nobody can know it.

    `note` says how it is counted; `href` leads to the rows.
    """

    label: str | Promise
    values: tuple[int | None, ...]
    note: str | Promise = ""
    href: str = ""


@dataclass(frozen=True)
class Chapter:
    """`count`: the figures of a partnership (by its number) in these periods; whoever sees it sees all of them."""

    title: str | Promise
    count: Callable[[int, Sequence[Period]], list[Figure]]


def count_by_period(
    rows: QuerySet, periods: Sequence[Period], conditions: Mapping[str, Callable[[Period], Q]]
) -> dict[str, tuple[int, ...]]:
    """How many rows fulfil each condition in each period, in one question; by the condition's name."""
    asked = {
        f"{name}_{place}": Count("pk", filter=condition(period), distinct=True)
        for name, condition in conditions.items()
        for place, period in enumerate(periods)
    }
    counted = rows.aggregate(**asked)
    places = range(len(periods))
    return {name: tuple(counted[f"{name}_{place}"] for place in places) for name in conditions}
