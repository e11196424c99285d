"""When something is due: days counted from a start, without those on which the time stands still. No rows, no clock.

The day of the start is not counted (BGB § 187, VwVfG NRW § 31). A day counts if the time runs at its end: a pause from Monday to
Wednesday takes Monday and Tuesday away, one within a day nothing. What is counted in calendar days and ends on a day without
work ends on the next working day (VwVfG NRW § 31 (3)).
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)


class Unit(models.TextChoices):
    """In what a time is counted."""

    WORKING_DAYS = "working_days", _("working days")
    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class Pause(NamedTuple):
    """The time stands still at the end of each of these days: `until` is the day on which it runs again."""

    since: date
    until: date


def due_day(
    start: date,
    number: int,
    unit: str,
    *,
    works: Callable[[date], bool],
    pauses: Sequence[Pause] = (),
) -> date:
    """The last day on which it is in time. `works`: is this a working day?"""
    if unit == Unit.WORKING_DAYS:
        return _count(start, number, lambda day: works(day) and _runs(day, pauses))
    whole = {
        Unit.DAYS.value: relativedelta(days=number),
        Unit.WEEKS.value: relativedelta(weeks=number),
        Unit.MONTHS.value: relativedelta(months=number),
    }
    length = (start + whole[str(unit)] - start).days
    day = _count(start, length, lambda day: _runs(day, pauses))
    while not works(day):
        day += DAY
    return day


def _count(start: date, number: int, counts: Callable[[date], bool]) -> date:
    day = start
    while number:
        day += DAY
        number -= counts(day)
    return day


def _runs(day: date, pauses: Sequence[Pause]) -> bool:
    return not any(pause.since <= day < pause.until for pause in pauses)
