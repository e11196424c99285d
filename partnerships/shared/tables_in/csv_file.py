"""CSV as programs in Germany write it: three separators, line breaks inside quotes; see also encodings.py."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from partnerships.shared.lists.cells import without_apostrophe
from partnerships.shared.sheets.grid import MOST_ROWS
from partnerships.shared.tables_in import encodings
from partnerships.shared.tables_in.rows import Row, Table, UnreadableTable, filled_rows, too_long

SEPARATORS = (";", ",", "\t")
SAMPLE = 50  # records by which the separator is judged
NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(data: bytes, *, encoding: str = "", most_rows: int = MOST_ROWS) -> Table:
    """Rows of a CSV, in the encoding that somebody chose or the one that is recognised. Raises: UnreadableTable."""
    decoded = _decoded(data, encoding)
    if "\0" in decoded.text:
        raise UnreadableTable(_("This is not a text file. Please save the table as CSV or XLSX."))
    separator, text = _named(decoded.text) or (_separator(decoded.text), decoded.text)
    try:
        records = enumerate(_records(text, separator), start=1)
        rows = filled_rows(
            (
                Row(number, [without_apostrophe(cell) for cell in record])
                for number, record in records
            ),
            most_rows,
        )
    except csv.Error as error:
        raise _broken(text, separator, str(error)) from None
    return Table(
        rows, "csv", separator, decoded.encoding, decoded.doubtful, special=tuple(decoded.special)
    )


def _decoded(data: bytes, encoding: str) -> encodings.Recognised:
    try:
        return encodings.decode(data, encoding)
    except encodings.Mixed as mixed:
        raise UnreadableTable(
            _("Line %(line)s mixes two encodings. Please save the table once more as “CSV UTF-8”.")
            % {"line": mixed.line}
        ) from None
    except (UnicodeError, LookupError):
        raise UnreadableTable(_unknown_letters()) from None


def _unknown_letters() -> str:
    return _(
        "The letters in this file cannot be read. Please save the table as “CSV UTF-8” or XLSX."
    )


def _named(text: str) -> tuple[str, str] | None:
    """Excel's own first line `sep=;`, which it does not show and does not count."""
    match = NAMED.match(text)
    return (match[1], text[match.end() :]) if match and match[1] in SEPARATORS else None


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


def _broken(text: str, separator: str, error: str) -> UnreadableTable:
    """About the record that cannot be read: counted by reading again up to there."""
    number = 1
    try:
        for _record in _records(text, separator):
            number += 1
    except csv.Error:
        pass
    if "larger than field limit" in error:
        return too_long(number)
    return UnreadableTable(
        _(
            "From row %(row)s on, a quotation mark is not closed or stands in the wrong place. Please correct that"
            " row, or save the table as XLSX."
        )
        % {"row": number}
    )
