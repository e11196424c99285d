"""A list as a spreadsheet, sent while its rows are read: openpyxl makes the book, the rows are put into it on the way."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from partnerships.shared.lists.cells import FORMULA, LONGEST, plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 28  # characters
# The two formats that every program shows in the way of the reader's own country.
DAY, MOMENT = "mm-dd-yy", "m/d/yy h:mm"
EARLIEST = 1900  # the spreadsheet's first year
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what the format would take for one of its escapes
NOT_IN_TITLE = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))
SHEET, END_OF_ROWS = "xl/worksheets/sheet1.xml", "</sheetData>"


def xlsx_of(title: str, heads: list[str], chunks: Iterable[list[list[object]]]) -> Iterator[bytes]:
    """The file in pieces: all but the rows comes first, then each chunk of rows, packed."""
    book, styles = _book(title, heads)
    sink = _Sink()
    with (
        zipfile.ZipFile(book) as made,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as sent,  # type: ignore[arg-type]
    ):
        for name in made.namelist():
            if name != SHEET:
                sent.writestr(name, made.read(name))
        before, end, after = made.read(SHEET).decode().partition(END_OF_ROWS)
        numbers = count(2)  # the first row holds the heads
        with sent.open(SHEET, "w") as sheet:
            sheet.write(before.encode())
            yield sink.taken()
            for chunk in chunks:
                rows = (_row(next(numbers), values, styles) for values in chunk)
                sheet.write("".join(rows).encode())
                yield sink.taken()
            sheet.write((end + after).encode())
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Takes what is written until somebody sends it on; nobody can go back in it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def _book(title: str, heads: list[str]) -> tuple[io.BytesIO, dict[str, int]]:
    """The book with its heads, and the numbers of the styles that cells of the rows may have."""
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(str(plain(title)).translate(NOT_IN_TITLE)[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append([_bold(sheet, str(plain(head))) for head in heads])
    day, moment, quoted = (WriteOnlyCell(sheet) for _style in range(3))
    day.number_format, moment.number_format, quoted.quotePrefix = DAY, MOMENT, True
    styles = {"day": day.style_id, "moment": moment.style_id, "quoted": quoted.style_id}
    book.save(file)
    return file, styles


def _bold(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ESCAPE.sub("_x005F_", text)[:LONGEST])
    cell.data_type, cell.font, cell.quotePrefix = "s", Font(bold=True), bool(FORMULA.match(text))
    return cell


def _row(number: int, values: Iterable[object], styles: dict[str, int]) -> str:
    cells = "".join(
        _cell(f"{get_column_letter(column)}{number}", plain(value), styles)
        for column, value in enumerate(values, start=1)
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: object, styles: dict[str, int]) -> str:
    """One cell in the format's own words. Source: ECMA-376, part 1, 18.3.1.4."""
    if isinstance(value, dt.date) and value.year < EARLIEST:
        value = value.isoformat()
    if isinstance(value, dt.date):
        style = styles["moment" if isinstance(value, dt.datetime) else "day"]
        return f'<c r="{place}" s="{style}"><v>{to_excel(value)}</v></c>'
    if isinstance(value, str):
        return _text(place, value, styles) if value else ""
    return f'<c r="{place}"><v>{value}</v></c>'


def _text(place: str, text: str, styles: dict[str, int]) -> str:
    """A cell that no spreadsheet takes for a formula, not even after somebody has clicked into it."""
    style = f' s="{styles["quoted"]}"' if FORMULA.match(text) else ""
    told = escape(ESCAPE.sub("_x005F_", text)[:LONGEST], {"\r": "&#13;"})
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'
