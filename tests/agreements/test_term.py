"""The arithmetic of terms, by table and by property. Source: BGB §§ 187, 188."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.agreements.life import term

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(0, 240)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2024-06-04", 36, "2027-06-03"),
        ("2024-01-01", 12, "2024-12-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-03-01", 12, "2025-02-28"),
        ("2023-03-01", 12, "2024-02-29"),
        ("2023-01-28", 1, "2023-02-27"),
        ("2023-01-29", 1, "2023-02-28"),
        ("2023-01-30", 1, "2023-02-28"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-29", 1, "2024-02-28"),
        ("2024-01-30", 1, "2024-02-29"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-05-31", 1, "2024-06-30"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-12-31", 2, "2025-02-28"),
    ],
)
def test_the_last_day_of_a_term(first, months, last) -> None:
    assert term.last_day_of(date.fromisoformat(first), months).isoformat() == last


@pytest.mark.parametrize(
    ("end", "months", "latest"),
    [
        ("2027-06-03", 3, "2027-03-03"),
        ("2027-06-03", 6, "2026-12-03"),
        ("2027-06-03", 0, "2027-06-03"),
        ("2027-05-30", 3, "2027-02-28"),
        ("2027-05-31", 3, "2027-02-28"),
        ("2027-02-28", 3, "2026-11-30"),  # 29 and 30 November end on 28 February as well
        ("2028-02-28", 3, "2027-11-28"),
        ("2028-02-29", 3, "2027-11-30"),
        ("2027-12-31", 3, "2027-09-30"),
        ("2027-01-15", 1, "2026-12-15"),
    ],
)
def test_the_last_day_for_notice(end, months, latest) -> None:
    assert term.latest_notice(date.fromisoformat(end), months).isoformat() == latest


def test_no_term_has_no_last_day() -> None:
    assert term.last_day_of(date(2024, 6, 4), None) is None


def test_reminders_six_and_three_months_before() -> None:
    assert term.reminder_days(date(2027, 6, 3)) == {6: date(2026, 12, 3), 3: date(2027, 3, 3)}
    assert term.renewal_begins(date(2027, 6, 3)) == date(2026, 12, 3)


def test_evaluations_follow_the_beginning_and_then_each_other() -> None:
    begin, held = date(2024, 6, 4), date(2025, 7, 31)
    assert term.next_evaluation(begin, None, 12) == date(2025, 6, 4)
    assert term.next_evaluation(begin, held, 7) == date(2026, 2, 28)
    assert term.next_evaluation(begin, held, 0) is None


def test_six_weeks_to_decide() -> None:
    assert term.decide_by(date(2026, 12, 1)) == date(2027, 1, 12)


@given(DAYS, st.integers(1, 240))
def test_a_term_ends_in_the_month_its_number_leads_to(first, months) -> None:
    last = term.last_day_of(first, months)
    assert last >= first
    ahead = (last.year - first.year) * 12 + last.month - first.month
    assert ahead == months - (first.day == 1)
    assert last.day == first.day - 1 or (last + ONE_DAY).day == 1


@given(DAYS, st.integers(1, 240))
def test_a_longer_term_ends_later(first, months) -> None:
    assert term.last_day_of(first, months) < term.last_day_of(first, months + 1)


@given(DAYS, MONTHS)
def test_one_day_later_would_be_too_late_for_notice(end, months) -> None:
    latest = term.latest_notice(end, months)
    assert term.months_after(latest, months) <= end
    assert term.months_after(latest + ONE_DAY, months) > end


@given(DAYS)
def test_reminders_come_in_order_and_before_the_end(end) -> None:
    six, three = term.reminder_days(end).values()
    assert six < three < end


@given(DAYS, DAYS, st.integers(1, 120))
def test_a_later_evaluation_is_followed_no_earlier(first, second, months) -> None:
    early, late = sorted((first, second))
    found = [term.next_evaluation(early, held, months) for held in (early, late)]
    assert found == sorted(found) and found[0] > early
