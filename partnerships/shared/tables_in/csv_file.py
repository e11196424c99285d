"""CSV as programs in Germany write it: three separators, four encodings, line breaks inside quotes."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from partnerships.shared.tables_in.rows import Table, Unreadable, gathered, too_long

SEPARATORS = (";", ",", "\t")
SAMPLE = 50  # records by which the separator is judged
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# What UTF-8 letters of European names look like when read as Windows-1252.
TORN = re.compile("[ÃÄÅ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(data: bytes) -> Table:
    """Rows of a CSV. Raises: Unreadable."""
    text, encoding = _decoded(data)
    if "\0" in text:
        raise Unreadable(_("This is not a text file. Please save the table as CSV or XLSX."))
    separator, text = _named(text) or (_separator(text), text)
    try:
        rows = gathered(_records(text, separator))
    except csv.Error as error:
        raise _broken(text, separator, str(error)) from None
    return Table(rows, "csv", separator, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding without the mark."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    try:
        return data.decode(marked or "utf-8"), (marked or "utf-8").removesuffix("-sig")
    except UnicodeDecodeError:
        if marked:
            raise Unreadable(_unknown_letters()) from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(_unknown_letters()) from None
    if torn := TORN.search(text):
        raise Unreadable(
            _("Line %(line)s mixes two encodings. Please save the table once more as “CSV UTF-8”.")
            % {"line": text.count("\n", 0, torn.start()) + 1}
        )
    return text, "windows-1252"


def _unknown_letters() -> str:
    return _(
        "The letters in this file cannot be read. Please save the table as “CSV UTF-8” or XLSX."
    )


def _named(text: str) -> tuple[str, str] | None:
    """Excel's own first line `sep=;`, which it does not show and does not count."""
    found = NAMED.match(text)
    return (found[1], text[found.end() :]) if found and found[1] in SEPARATORS else None


def _separator(text: str) -> str:
    """The one that cuts most of the first records into the same number of cells, and into more cells."""
    return max(SEPARATORS, key=lambda each: _evenness(text, each))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for record, _number in zip(_records(text, separator), range(SAMPLE), strict=False):
            widths[len(record)] += len(record) > 1
    except csv.Error:
        pass  # a wrong separator finds quotation marks in wrong places
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return rows, width


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _broken(text: str, separator: str, error: str) -> Unreadable:
    """About the record that cannot be read: counted by reading again up to there."""
    number = 1
    try:
        for _record in _records(text, separator):
            number += 1
    except csv.Error:
        pass
    if "larger than field limit" in error:
        return too_long(number)
    return Unreadable(
        _(
            "From row %(row)s on, a quotation mark is not closed or stands in the wrong place. Please correct that"
            " row, or save the table as XLSX."
        )
        % {"row": number}
    )
