"""A file to begin with: all columns, one example; and the list of faults as a file."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from partnerships.directory.importing.columns import COLUMNS
from partnerships.directory.importing.lines import Fault
from partnerships.shared.lists.cells import harmless

WIDTH = 24  # characters of a column
PREPARED = 200  # rows in which what is typed stays as typed


def sample_csv() -> bytes:
    """In the reader's language; German Excel expects semicolons."""
    return as_csv([[str(c.label) for c in COLUMNS], [str(c.example) for c in COLUMNS]])


def sample_xlsx() -> bytes:
    """One sheet; what a column means stands in a note at its heading."""
    book = Workbook()
    table = book.active
    table.title = _("Organisations")
    table.append([str(column.label) for column in COLUMNS])
    table.append([str(column.example) for column in COLUMNS])
    for cell, column in zip(table[1], COLUMNS, strict=True):
        cell.font = Font(bold=True)
        cell.comment = Comment(str(column.hint), "Handschlag")
    for number in range(1, len(COLUMNS) + 1):
        table.column_dimensions[get_column_letter(number)].width = WIDTH
    for row in table.iter_rows(min_row=2, max_row=PREPARED):
        for cell in row:
            cell.number_format = (
                "@"  # text: Excel shall not turn numbers and days into something else
            )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def faults_csv(faults: Iterable[Fault]) -> bytes:
    """Row, column, what was typed, what is wrong. What was typed shall not become a formula in Excel."""
    head = [_("Row"), _("Column"), _("Typed"), _("What is wrong")]
    return as_csv([head, *([str(f.row), f.column, f.typed, f.wrong] for f in faults)])


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """As Excel opens it by a double click in the reader's language."""
    separator = ";" if (translation.get_language() or "de").startswith("de") else ","
    text = io.StringIO(newline="")
    safe_rows = ([harmless(cell) for cell in row] for row in rows)
    csv.writer(text, delimiter=separator).writerows(safe_rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
