"""What a file becomes, and how much of it is taken."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from partnerships.shared.text import clean_text

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 5_000  # in one cell


class Unreadable(ValueError):
    """The file is no table that can be read; the text is a sentence for the person who chose it."""


class Row(NamedTuple):
    """`number` as Excel counts: the first line is 1, blank lines count, a quoted line break does not."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    """Rows that are not blank, cells trimmed. `kind` is csv or xlsx; `separator` and `encoding` of a CSV."""

    rows: list[Row]
    kind: str
    separator: str = ""
    encoding: str = ""


def gathered(records: Iterable[Iterable[str]]) -> list[Row]:
    """The rows that are not blank, within the limits. Raises: Unreadable."""
    rows: list[Row] = []
    for number, record in enumerate(records, start=1):
        cells = [_clean(cell, number) for cell in record]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(_within(Row(number, cells), len(rows)))
    if not rows:
        raise Unreadable(_("This file is empty."))
    return rows


def _within(row: Row, before: int) -> Row:
    if before > MOST_ROWS:  # the headings come on top
        raise Unreadable(
            _("This file has more than %(number)s rows. Please split it into several files.")
            % {"number": number_format(MOST_ROWS, force_grouping=True)}
        )
    if len(row.cells) > MOST_COLUMNS:
        raise Unreadable(
            _("Row %(row)s has more than %(number)s columns.")
            % {"row": row.number, "number": MOST_COLUMNS}
        )
    return row


def too_long(number: int) -> Unreadable:
    """The sentence about a cell that holds too much."""
    return Unreadable(
        _("A cell in row %(row)s has more than %(number)s characters.")
        % {"row": number, "number": number_format(MOST_CHARACTERS, force_grouping=True)}
    )


def _clean(cell: str, number: int) -> str:
    if len(cell) > MOST_CHARACTERS:
        raise too_long(number)
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return clean_text(cell).strip()
