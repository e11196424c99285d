"""How often a series meets: a rule of RFC 5545 made from what people say, its days, and which of them are holidays.

Holidays: those of North Rhine-Westphalia (Feiertagsgesetz NW) by the package `holidays`, and 24 and 31 December, when
offices are closed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from partnerships.shared.workdays import EVES, holidays_in

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip
PLACES = {
    "1": pgettext_lazy("Monday of a month", "first"),
    "2": pgettext_lazy("Monday of a month", "second"),
    "3": pgettext_lazy("Monday of a month", "third"),
    "4": pgettext_lazy("Monday of a month", "fourth"),
    "-1": pgettext_lazy("Monday of a month", "last"),
}
CHOICES = [
    ("W1", gettext_lazy("every week")),
    ("W2", gettext_lazy("every two weeks")),
    ("W3", gettext_lazy("every three weeks")),
    ("W4", gettext_lazy("every four weeks")),
    ("W6", gettext_lazy("every six weeks")),
    ("W8", gettext_lazy("every eight weeks")),
    ("M1", pgettext_lazy("a rhythm", "every month")),
    ("M2", gettext_lazy("every two months")),
    ("M3", gettext_lazy("every quarter")),
    ("M6", gettext_lazy("twice a year")),
    ("M12", gettext_lazy("once a year")),
]
KEEP, LATER, LEAVE_OUT = "keep", "later", "leave_out"
ON_HOLIDAYS = [
    (LATER, gettext_lazy("A week later instead")),
    (LEAVE_OUT, gettext_lazy("Leave this date out")),
    (KEEP, gettext_lazy("Meet all the same")),
]
FARTHEST = timedelta(days=366 * 5)  # nothing is planned later than this


class Closure(NamedTuple):
    """Days on which people are away, both included, such as school holidays."""

    first_day: date
    last_day: date
    name: str


def rule_of(every: str, first: date) -> str:
    """`every` is a code of CHOICES: "FREQ=WEEKLY;INTERVAL=6;BYDAY=TH", or the second Thursday of every third month."""
    day, number = WEEKDAYS[first.weekday()], every[1:]
    if every.startswith("W"):
        return f"FREQ=WEEKLY;INTERVAL={number};BYDAY={day}"
    place = (first.day - 1) // 7 + 1
    return f"FREQ=MONTHLY;INTERVAL={number};BYDAY={place if place < 5 else -1}{day}"


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def in_words(rule: str, hour: time) -> str:
    """ "every six weeks on Thursday, 18:00", "every quarter, on the second Thursday, 18:00"."""
    parts = _parts(rule)
    every = f"{parts['FREQ'][0]}{parts['INTERVAL']}"
    day = parts["BYDAY"][-2:]
    words = {
        "every": dict(CHOICES)[every],
        "day": DAY_NAMES[WEEKDAYS.index(day)],
        "time": f"{hour:%H:%M}",
        "place": PLACES.get(parts["BYDAY"][:-2], ""),
    }
    if words["place"]:
        return _("%(every)s, on the %(place)s %(day)s, %(time)s") % words
    return _("%(every)s on %(day)s, %(time)s") % words


def interval_of(rule: str) -> timedelta:
    """About how long from one meeting to the next."""
    parts = _parts(rule)
    return timedelta(days=(7 if parts["FREQ"] == "WEEKLY" else 30.5) * int(parts["INTERVAL"]))


def holiday_on(day: date, closures: Sequence[Closure] = ()) -> str:
    """Its name in German, as the law has it, or of the days on which people are away; or nothing."""
    if (day.month, day.day) in EVES:
        return _("Christmas Eve") if day.day == 24 else _("New Year's Eve")
    away = (each.name for each in closures if each.first_day <= day <= each.last_day)
    return holidays_in(day.year).get(day) or next(away, "")


def days_of(
    rule: str, since: date, *, on_holidays: str = LATER, closures: Sequence[Closure] = ()
) -> Iterator[date]:
    """The days from `since`, in order, without end; what falls on a holiday as chosen."""
    for occurrence in rrulestr(rule, dtstart=datetime.combine(since, time())):
        day: date = occurrence.date()
        if day - since > FARTHEST:
            return
        while on_holidays == LATER and holiday_on(day, closures):
            day += timedelta(days=7)
        if on_holidays != LEAVE_OUT or not holiday_on(day, closures):
            yield day


def next_days(
    rule: str,
    since: date,
    number: int,
    *,
    after: date | None = None,
    on_holidays: str = LATER,
    closures: Sequence[Closure] = (),
) -> list[date]:
    """`number` days, those up to `after` left out; none twice."""
    days = days_of(rule, since, on_holidays=on_holidays, closures=closures)
    later = (day for day in dict.fromkeys(islice(days, 600)) if after is None or day > after)
    return list(islice(later, number))
