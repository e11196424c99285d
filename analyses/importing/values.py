"""What somebody typed into a cell, as values of a property, or a sentence about what is wrong with it."""

import re

from django.core.exceptions import ValidationError

from analyses.properties import Property
from analyses.values import clean_value, clean_values
from partnerships.shared.lines import clean_line
from partnerships.shared.tables_in.choices import refuse_lost
from partnerships.shared.tables_in.days import read_day

SEVERAL = re.compile(r"[;\n|]")
PARTIAL = re.compile(r"(?:\d{1,2}\.)?\d{4}|\d{4}-\d{2}")  # a month or a year alone
PAST = ("birthDate", "incorporationDate", "buildDate")  # none of them lies ahead


def read_values(each: Property, text: str, order: str = "") -> list[str]:
    """The values of a cell that is not empty; `order` of the numbers of days with slashes.

    Raises: ValidationError.
    """
    refuse_lost(text)
    if each.form == "date":
        return [_day(each, clean_line(text), order)]
    # A spreadsheet that opened one of our text files shows the apostrophe, and saves it.
    text = text.removeprefix("'") if each.form == "phone" else text.removeprefix("mailto:")
    return clean_values(each, SEVERAL.split(text) if each.is_many else [text])


def _day(each: Property, text: str, order: str) -> str:
    if PARTIAL.fullmatch(text):
        return clean_value(each, text)
    return read_day(text, order, may_come=each.name not in PAST).isoformat()


def wrong_in(error: ValidationError) -> str:
    """The first sentence."""
    return str(error.messages[0])
