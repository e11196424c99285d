"""A file to begin with: all columns, one example; and the list of faults as a file."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from partnerships.directory.importing.columns import COLUMNS
from partnerships.directory.importing.lines import Fault

WIDTH = 24  # characters of a column
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sample_csv() -> bytes:
    """In the reader's language; German Excel expects semicolons."""
    return as_csv([[str(c.label) for c in COLUMNS], [str(c.example) for c in COLUMNS]])


def sample_xlsx() -> bytes:
    """The table on the first sheet, what the columns mean on the second."""
    book = Workbook()
    table = book.active
    table.title = _("Organisations")
    table.append([str(column.label) for column in COLUMNS])
    table.append([str(column.example) for column in COLUMNS])
    meaning = book.create_sheet(_("Columns"))
    for column in COLUMNS:
        meaning.append([str(column.label), str(column.hint)])
    for sheet, number in ((table, len(COLUMNS)), (meaning, 2)):
        for place in range(1, number + 1):
            sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    for cell in table[1]:
        cell.font = Font(bold=True)
    for row in table.iter_rows(min_row=2):
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
    return as_csv([head, *([str(f.row), f.column, _harmless(f.typed), f.wrong] for f in faults)])


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """As Excel opens it by a double click in the reader's language."""
    separator = ";" if (translation.get_language() or "de").startswith("de") else ","
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
