"""A list as a spreadsheet, written row by row into a temporary file and sent from there."""

import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from partnerships.shared.lists.cells import FORMULA, LONGEST, plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SENT_AT_ONCE = 64 * 1024  # bytes
WIDTH = 28  # characters
# The two formats that every program shows in the way of the reader's own country.
DAY, MOMENT = "mm-dd-yy", "m/d/yy h:mm"
EARLIEST = 1900  # the spreadsheet's first year
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what the format would take for one of its escapes
NOT_IN_TITLE = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))


def xlsx_of(title: str, heads: list[str], chunks: Iterable[list[list[object]]]) -> Iterator[bytes]:
    """The file in pieces. The first comes when all rows are written: the file's contents stand at its end."""
    with tempfile.TemporaryFile() as file:
        _written(title, heads, chunks).save(file)
        file.seek(0)
        while piece := file.read(SENT_AT_ONCE):
            yield piece


def _written(title: str, heads: list[str], chunks: Iterable[list[list[object]]]) -> Workbook:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(plain(title)).translate(NOT_IN_TITLE)[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append([_bold(sheet, str(plain(head))) for head in heads])
    for chunk in chunks:
        for row in chunk:
            sheet.append([_told(sheet, plain(value)) for value in row])
    return book


def _bold(sheet: object, text: str) -> WriteOnlyCell:
    cell = text_cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def text_cell(sheet: object, text: str) -> WriteOnlyCell:
    """A cell that no spreadsheet takes for a formula, not even after somebody has clicked into it."""
    cell = WriteOnlyCell(sheet, ESCAPE.sub("_x005F_", text)[:LONGEST])
    cell.data_type = "s"
    if FORMULA.match(text):
        cell.quotePrefix = True
    return cell


def _told(sheet: object, value: object) -> object:
    if isinstance(value, str):
        return text_cell(sheet, value) if value else None
    if not isinstance(value, dt.date):
        return value
    if value.year < EARLIEST:
        return value.isoformat()
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = MOMENT if isinstance(value, dt.datetime) else DAY
    return cell
