"""Days that are due: working days of North Rhine-Westphalia, calendar days, pauses. Calendars of 2026 and 2027, looked up by hand."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from complaints.clocks import soon_until
from complaints.officehours import in_office_hours
from complaints.worktime import Pause, due_day
from partnerships.shared.workdays import Days, is_working_day


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(start: str, number: int, unit: str, closed=(), pauses=()) -> str:
    spans = [Days(day(first), day(last)) for first, last in closed]
    rests = [Pause(day(since), day(until)) for since, until in pauses]
    works = partial(is_working_day, closed=spans)
    return due_day(day(start), number, unit, works=works, pauses=rests).isoformat()


@pytest.mark.parametrize(
    ("start", "number", "unit", "last"),
    [
        # Monday 30 November 2026: the day itself does not count.
        ("2026-11-30", 3, "working_days", "2026-12-03"),
        ("2026-11-27", 3, "working_days", "2026-12-02"),  # a Friday
        ("2026-11-28", 1, "working_days", "2026-11-30"),  # a Saturday
        # New Year: 24 (eve), 25 (a Friday), 26, 27, 31 (eve), 1 January (a Friday) do not count.
        ("2026-12-22", 3, "working_days", "2026-12-29"),
        ("2026-12-23", 5, "working_days", "2027-01-05"),
        ("2026-12-30", 1, "working_days", "2027-01-04"),
        # Easter 2027: Good Friday 26 March, Easter Monday 29 March.
        ("2027-03-24", 3, "working_days", "2027-03-31"),
        # Ascension 6 May, Whit Monday 17 May, Corpus Christi 27 May (a holiday in NRW), all of 2027.
        ("2027-05-26", 1, "working_days", "2027-05-28"),
        ("2027-05-05", 10, "working_days", "2027-05-21"),
        # All Saints' Day, 1 November 2027, a Monday: a holiday in NRW, not in Berlin.
        ("2027-10-29", 1, "working_days", "2027-11-02"),
        # Weeks and months: what ends on a day without work ends on the next working day.
        ("2026-11-30", 4, "weeks", "2026-12-28"),
        ("2026-11-20", 6, "weeks", "2027-01-04"),  # 1 January, a Friday
        ("2026-11-28", 14, "days", "2026-12-14"),  # a Saturday
        ("2026-11-30", 3, "months", "2027-03-01"),  # 28 February is a Sunday
        ("2027-12-26", 3, "months", "2028-03-27"),  # 26 March 2028 is a Sunday
    ],
)
def test_the_last_day(start, number, unit, last) -> None:
    assert due(start, number, unit) == last


@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([], "2026-12-07"),  # five working days from Monday 30 November
        ([("2026-12-01", "2026-12-03")], "2026-12-09"),  # Tuesday and Wednesday stand still
        ([("2026-12-01", "2026-12-01")], "2026-12-07"),  # within a day: nothing
        ([("2026-12-04", "2026-12-07")], "2026-12-08"),  # from Friday over a weekend: the Friday
        ([("2026-12-05", "2026-12-06")], "2026-12-07"),  # on a weekend alone
        ([("2026-12-01", "2026-12-02"), ("2026-12-03", "2026-12-04")], "2026-12-09"),
        ([("2026-12-01", "2026-12-03"), ("2026-12-02", "2026-12-04")], "2026-12-10"),  # overlapping
    ],
)
def test_pauses_take_working_days_away_each_once(pauses, last) -> None:
    assert due("2026-11-30", 5, "working_days", pauses=pauses) == last


def test_a_day_that_is_closed_and_paused_is_taken_away_once() -> None:
    pauses = [("2026-12-01", "2026-12-03")]
    closed = [("2026-12-02", "2026-12-02")]
    assert due("2026-11-30", 5, "working_days", closed, pauses) == "2026-12-09"
    assert due("2026-11-30", 5, "working_days", [("2026-12-03", "2026-12-03")], pauses) == (
        "2026-12-10"
    )


def test_calendar_days_stand_still_too() -> None:
    pauses = [("2026-12-10", "2026-12-20")]  # ten days
    assert due("2026-11-30", 4, "weeks", pauses=pauses) == "2027-01-07"
    assert due("2026-11-30", 4, "weeks", [("2027-01-04", "2027-01-08")], pauses) == "2027-01-11"


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2027, 1, 4, 7, 0, tzinfo=UTC), True),  # 8:00 in winter
        (datetime(2027, 1, 4, 6, 59, tzinfo=UTC), False),
        (datetime(2027, 1, 4, 14, 59, tzinfo=UTC), True),  # 15:59
        (datetime(2027, 1, 4, 15, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 30, 6, 0, tzinfo=UTC), True),  # 8:00 in summer: the clocks changed
        (datetime(2027, 3, 30, 5, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 8, 0, tzinfo=UTC), False),  # the Sunday on which they change
        (datetime(2026, 12, 24, 9, 0, tzinfo=UTC), False),
        (datetime(2027, 5, 27, 9, 0, tzinfo=UTC), False),  # Corpus Christi
    ],
)
def test_office_hours_by_the_clocks_of_berlin(moment, is_open) -> None:
    assert in_office_hours(moment) is is_open


def test_soon_is_three_working_days_on() -> None:
    assert soon_until(day("2026-12-23")).isoformat() == "2026-12-30"
    closed = [Days(day("2026-12-28"), day("2026-12-28"))]
    assert soon_until(day("2026-12-23"), closed).isoformat() == "2027-01-04"
