"""What an app puts into calendars beside meetings. The shelf `calendar_days` holds callables."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple


class CalendarDay(NamedTuple):
    """A whole day: what is on it ("Last day to give notice"), of what, and its page."""

    day: date
    text: str
    title: str
    href: str


class CalendarDays(NamedTuple):
    """Days in their order; `left_out` says in words what was too much to be shown, blank where all is there."""

    days: list[CalendarDay]
    left_out: str = ""


# callable(account, first, last): of the days from first to last, both included, as far as the account may know of them
CalendarSource = Callable[..., CalendarDays]
