"""What a file becomes, and how much of it is taken."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from partnerships.shared.sheets.grid import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from partnerships.shared.text import clean_text

MOST_BYTES = 5 * 1024 * 1024


class UnreadableTable(ValueError):
    """The file is no table that can be read; the text is a sentence for the person who chose it."""


class Row(NamedTuple):
    """`number` as Excel counts: the first line is 1, blank lines count, a quoted line break does not.

    `hidden` in the file; `spread` cells come from a merged one that begins further up.
    """

    number: int
    cells: list[str]
    hidden: bool = False
    spread: int = 0


class Table(NamedTuple):
    """Rows that are not blank, cells trimmed. `kind` is csv, xlsx, ods or xls.

    Of a CSV: `separator`, `encoding`, and `doubtful`: by each encoding that may be meant the words as they would be read;
    the first one is what was taken. Of the others: `sheets` to choose from, each with its number, name and first
    cells; `sheet`, None where somebody has to choose; `hidden_columns`; how many cells are `stored` values.
    """

    rows: list[Row]
    kind: str
    separator: str = ""
    encoding: str = ""
    doubtful: dict[str, list[str]] = {}
    special: tuple[str, ...] = ()
    sheets: tuple[tuple[int, str, list[str]], ...] = ()
    sheet: int | None = None
    hidden_columns: tuple[int, ...] = ()
    stored: int = 0


def filled_rows(records: Iterable[Row], most_rows: int = MOST_ROWS) -> list[Row]:
    """The rows that are not blank, within the limits. Raises: UnreadableTable."""
    rows: list[Row] = []
    for row in records:
        cells = [_clean(cell, row.number) for cell in row.cells]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(_within(row._replace(cells=cells), len(rows), most_rows))
    if not rows:
        raise UnreadableTable(_("This file is empty."))
    return rows


def _within(row: Row, before: int, most_rows: int) -> Row:
    if before > most_rows:  # the headings come on top
        raise too_many_rows(most_rows)
    if len(row.cells) > MOST_COLUMNS:
        raise too_wide(row.number)
    return row


def too_many_rows(most_rows: int = MOST_ROWS) -> UnreadableTable:
    """The sentence about a table that is too long."""
    return UnreadableTable(
        _("This file has more than %(number)s rows. Please split it into several files.")
        % {"number": number_format(most_rows, force_grouping=True)}
    )


def too_wide(number: int) -> UnreadableTable:
    """The sentence about a row that is too wide."""
    return UnreadableTable(
        _("Row %(row)s has more than %(number)s columns.") % {"row": number, "number": MOST_COLUMNS}
    )


def too_long(number: int) -> UnreadableTable:
    """The sentence about a cell that holds too much."""
    return UnreadableTable(
        _("A cell in row %(row)s has more than %(number)s characters.")
        % {"row": number, "number": number_format(MOST_CHARACTERS, force_grouping=True)}
    )


def _clean(cell: str, number: int) -> str:
    if len(cell) > MOST_CHARACTERS:
        raise too_long(number)
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    return clean_text(cell).strip()
