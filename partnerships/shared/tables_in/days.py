"""How a column writes its days: one rule for all of its cells, never one for each. What contradicts it is a fault."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.shared.fields import EARLIEST, LATEST
from partnerships.shared.lines import clean_line

DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
SLASHED = re.compile(r"(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4})")
SERIAL = re.compile(r"\d{5}")
SHAPES = {"dotted": DOTTED, "iso": ISO, "slashed": SLASHED, "serial": SERIAL}
EXCEL_BEGINS = date(1899, 12, 30)
MONTHS = 12
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
NAMED = 5  # rows that a sentence names


@dataclass
class Rule:
    """`shape` as in SHAPES, `order` of the numbers around slashes (empty where nobody knows), `wrong` by row."""

    shape: str = ""
    order: str = ""
    wrong: dict[int, str] = field(default_factory=dict)


def rule_of(cells: dict[int, str], chosen: str = "") -> Rule:
    """The rule of a column; `chosen` is what somebody said about days that can be read both ways."""
    shapes = {row: shape for row, text in cells.items() if (shape := _shape(text))}
    if not shapes:
        return Rule()
    counted = Counter(shapes.values())
    rule = Rule(max(counted, key=lambda shape: counted[shape]))
    others = [row for row, shape in shapes.items() if shape != rule.shape]
    if others:
        _warn_of_mixture(rule, cells, shapes, others)
    slashed = {row: cells[row] for row, shape in shapes.items() if shape == "slashed"}
    if slashed:
        _slashed(rule, slashed, chosen)
    return rule


def find_undecided(cells: dict[int, str]) -> str:
    """A day that can be read both ways, in a column in which none says which way; otherwise empty."""
    slashed = {row: text for row, text in cells.items() if _shape(text) == "slashed"}
    if not slashed or any(_evidence(slashed)):
        return ""
    return next((text for text in map(clean_line, slashed.values()) if _differ(text)), "")


def _shape(text: str) -> str:
    line = clean_line(text)
    return next((name for name, form in SHAPES.items() if form.fullmatch(line)), "")


def _numbers(text: str) -> tuple[int, int]:
    match = SLASHED.fullmatch(clean_line(text))
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _differ(text: str) -> bool:
    first, second = _numbers(text)
    return first != second


def _evidence(slashed: dict[int, str]) -> tuple[list[int], list[int]]:
    """Rows in which the day can only come first, and those in which only the month can."""
    numbers = {row: _numbers(text) for row, text in slashed.items()}
    day_first = [row for row, (first, second) in numbers.items() if first > MONTHS >= second]
    month_first = [row for row, (first, second) in numbers.items() if second > MONTHS >= first]
    return day_first, month_first


def _slashed(rule: Rule, slashed: dict[int, str], chosen: str) -> None:
    day_first, month_first = _evidence(slashed)
    if day_first and month_first:
        wrong = _(
            "In this column the day comes first in some rows (%(days)s) and the month in others (%(months)s)."
            " Write all days as 31.12.2021."
        ) % {"days": _name_rows(day_first), "months": _name_rows(month_first)}
        rule.wrong |= dict.fromkeys(slashed, wrong)
    elif day_first or month_first:
        rule.order = DAY_FIRST if day_first else MONTH_FIRST
    else:
        both_alike = not any(map(_differ, slashed.values()))
        rule.order = DAY_FIRST if both_alike else chosen


def _warn_of_mixture(
    rule: Rule, cells: dict[int, str], shapes: dict[int, str], others: list[int]
) -> None:
    if _perhaps_swapped(cells, shapes):
        wrong = _(
            "In this column real days stand beside text, and day and month may have been swapped when the file was"
            " opened in another language. Write all days as text: 31.12.2021."
        )
        rule.wrong |= dict.fromkeys(shapes, wrong)
        return
    first = next(row for row, shape in shapes.items() if shape == rule.shape)
    wrong = _(
        "The other days of this column are written like “%(other)s” (row %(row)s). Write all in the same way."
    ) % {"other": clean_line(cells[first]), "row": first}
    rule.wrong |= dict.fromkeys(others, wrong)


def _perhaps_swapped(cells: dict[int, str], shapes: dict[int, str]) -> bool:
    """A program that expects the month first makes 03.04. a real day and leaves 25.04. as text."""
    texts = [row for row, shape in shapes.items() if shape in ("dotted", "slashed")]
    real = [row for row, shape in shapes.items() if shape == "iso"]
    if not texts or not real or len(texts) + len(real) < len(shapes):
        return False
    late = [int(re.split(r"\D+", clean_line(cells[row]))[2]) > MONTHS for row in real]
    return all(_is_late(cells[row]) for row in texts) and not any(late)


def _is_late(text: str) -> bool:
    numbers = [int(part) for part in re.split(r"\D+", clean_line(text))[:2]]
    return max(numbers) > MONTHS


def _name_rows(rows: list[int]) -> str:
    more = ", …" if len(rows) > NAMED else ""
    return ", ".join(map(str, rows[:NAMED])) + more


def read_day(text: str, order: str = "", *, may_come: bool = False) -> date:
    """31.12.2021, 2021-12-31, the number by which Excel means that day, or with slashes in this order.

    Raises: ValidationError, also for a day that has not come yet, unless it `may_come`.
    """
    try:
        day = _day(clean_line(text), order)
    except ValueError:
        raise ValidationError(_("There is no such day in the calendar.")) from None
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise ValidationError(_("Write the day as 31.12.2021 or 2021-12-31."))
    if day > timezone.localdate() and not may_come:
        raise ValidationError(_("This day has not come yet."))
    return day


def _day(text: str, order: str) -> date | None:
    if match := DOTTED.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if order and (match := SLASHED.fullmatch(text)):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        return date(int(match[3]), month, day)
    return EXCEL_BEGINS + timedelta(days=int(text)) if SERIAL.fullmatch(text) else None
