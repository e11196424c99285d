"""Arithmetic of terms: last days, notice, reminders. Pure; every day is a calendar day in Europe/Berlin.

A term begins with its first day, so that day counts (BGB § 187 (2)) and 36 months from 4 June 2024 end on
3 June 2027 (§ 188 (2)). Notice is an event within a day, so its day does not count (§ 187 (1)) and three months'
notice given on 3 March ends on 3 June. A day that the last month does not have is its last day (§ 188 (3)): one
month from 31 January ends on 28 or 29 February. § 193 (Sundays) moves no term of notice and is not applied.
"""

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

REMIND_MONTHS = (6, 3)  # before the end; source: DOMAIN section 3
RENEWAL_MONTHS_AHEAD = REMIND_MONTHS[0]  # so long before its end an agreement is in renewal
DECIDE_WEEKS = 6  # for an accession; source: DOMAIN section 3, clause 16
ONE_DAY = timedelta(days=1)


def last_day_of(first: date, months: int | None) -> date | None:
    """The last day of a term of so many months that begins with `first`; None where no end is agreed."""
    if not months:
        return None
    if first.day == 1:
        return first + relativedelta(months=months) - ONE_DAY
    month = first.replace(day=1) + relativedelta(months=months)
    return month.replace(day=min(first.day - 1, _length(month)))


def months_after(day: date, months: int) -> date:
    """The day of the same number, or the month's last: when notice given on `day` takes effect."""
    return day + relativedelta(months=months)


def latest_notice(end: date, months: int) -> date:
    """The last day on which notice of so many months still ends on `end` or before; also "6 months before"."""
    month = end.replace(day=1) - relativedelta(months=months)
    return month.replace(day=_length(month) if _is_last(end) else min(end.day, _length(month)))


def reminder_days(end: date) -> dict[int, date]:
    """Months before the end to the day on which the parties are reminded."""
    return {months: latest_notice(end, months) for months in REMIND_MONTHS}


def renewal_begins(end: date) -> date:
    """From this day on it has to be decided what comes after the end."""
    return latest_notice(end, RENEWAL_MONTHS_AHEAD)


def next_evaluation(begun: date | None, held_on: date | None, months: int) -> date | None:
    """So many months after the last one, or after the beginning; None when none is agreed or nothing has begun."""
    before = held_on or begun
    return months_after(before, months) if before and months else None


def decide_by(declared_on: date) -> date:
    """By when an accession is to be decided."""
    return declared_on + timedelta(weeks=DECIDE_WEEKS)


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _is_last(day: date) -> bool:
    return day.day == _length(day)
