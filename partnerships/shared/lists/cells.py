"""Cells of files that people open in a spreadsheet."""

import datetime as dt
import re

from django.utils import timezone

# Excel, LibreOffice and Google run a cell that begins so as a formula, also in a file of plain text, and
# a formula can send data out or start programs. A cell of text that begins so gets an apostrophe before
# it; that costs "+49 231 …" a visible apostrophe too, because "+49…" is a formula to a spreadsheet.
# What begins with an apostrophe gets another one, so that an import knows which one to take off.
# The wide signs count as theirs in some languages. Source: OWASP, CSV injection.
FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n']")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters of a cell, the most that Excel holds


def harmless(text: str) -> str:
    """The text for a CSV: no program runs it and every program can read it. Back: without_apostrophe."""
    text = readable(text)
    return ("'" + text if FORMULA.match(text) else text)[:LONGEST]


def without_apostrophe(text: str) -> str:
    """What was meant by a cell of a CSV: exactly one apostrophe less where `harmless` puts one."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def readable(text: str) -> str:
    """Without characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def plain(value: object) -> object:
    """A value for a file: text, number, day or moment without zone; nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, dt.date) or is_number or hasattr(value, "as_tuple"):
        return value
    return readable(str(value))
