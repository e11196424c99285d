"""Cells of files that people open in a spreadsheet."""

import datetime as dt
import re
from typing import Any

from django.utils import timezone

# Excel, LibreOffice and Google run a cell that begins so as a formula, also in a file of plain text, and
# a formula can send data out or start programs. A cell of text that begins so gets an apostrophe before
# it; that costs "+49 231 …" a visible apostrophe too, because "+49…" is a formula to a spreadsheet.
# The wide signs count as theirs in some languages. Source: OWASP, CSV injection.
FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters of a cell, the most that Excel holds


def harmless(text: str) -> str:
    """The text so that no program runs it and every program can read it."""
    text = NOT_IN_XML.sub("", text)
    return ("'" + text if FORMULA.match(text) else text)[:LONGEST]


def plain(value: Any) -> Any:
    """A value for a file: harmless text, number, day or moment without zone; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return harmless(str(value))
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    if isinstance(value, dt.date | int | float) or hasattr(value, "as_tuple"):
        return value
    return harmless(str(value))
