"""What the bounded child runs: a file in, one sheet out, or a code that says why not."""

from typing import Protocol
from zipfile import ZipFile

from partnerships.shared.sheets import ods, packed, xlsx
from partnerships.shared.sheets.grid import MOST_ROWS, Bad, Grid

OLD = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
XLSX = (b"spreadsheetml", b"ms-excel")
ODS = b"opendocument.spreadsheet"
Answer = dict[str, object]


class Book(Protocol):
    """A file with sheets, whatever program wrote it; `sheets`: name of each, and whether it is seen."""

    kind: str

    @property
    def sheets(self) -> list[tuple[str, bool]]:
        """In their order."""

    def first_row(self, at: int) -> list[str]:
        """By which a person knows the sheet; empty for an empty one."""

    def read(self, at: int, most_rows: int) -> Grid:
        """All rows of one sheet. Raises: Bad for more."""


def read(
    data: bytes, *, sheet: int | None = None, language: str = "", most_rows: int = MOST_ROWS
) -> tuple[Answer, bytes]:
    """The chosen sheet, or the only one that is seen and holds something.

    Shape: kind; sheets: [number, name, first cells] of those to choose from; sheet: which was read, None where somebody
    has to choose; rows, hidden_columns, stored as Grid.answer. Otherwise: fault, and where.
    """
    try:
        if data.startswith(OLD):
            return _old(data, sheet, language, most_rows), b""
        with packed.open_archive(data) as parts:
            return _read(_book(parts, language), sheet, most_rows), b""
    except Bad as bad:
        return {"fault": bad.code, **bad.facts}, b""


def _old(data: bytes, sheet: int | None, language: str, most_rows: int) -> Answer:
    if ENCRYPTED in data:
        raise Bad("locked")
    from partnerships.shared.sheets import xls

    return _read(xls.Book(data, language), sheet, most_rows)


def _book(parts: ZipFile, language: str) -> Book:
    names = set(parts.namelist())
    kinds = parts.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if any(word in kinds for word in XLSX):
        return xlsx.Book(parts, language)
    if "mimetype" in names and ODS in parts.read("mimetype") and "content.xml" in names:
        return ods.Book(parts, language)
    raise Bad("no_table")


def _read(book: Book, wanted: int | None, most_rows: int) -> Answer:
    choices = _choices(book)
    if not choices:
        raise Bad("empty")
    numbers = [number for number, _name, _first in choices]
    if wanted is None and len(numbers) > 1:
        return {"kind": book.kind, "sheets": choices, "sheet": None, **Grid().answer()}
    chosen = wanted if wanted in numbers else numbers[0]
    return {
        "kind": book.kind,
        "sheets": choices,
        "sheet": chosen,
        **book.read(chosen, most_rows).answer(),
    }


def _choices(book: Book) -> list[tuple[int, str, list[str]]]:
    """Sheets that are seen and hold something; where none is seen, the hidden ones."""
    visible_sheets = [at for at, (_name, visible) in enumerate(book.sheets) if visible]
    all_of_them = [
        (at, book.sheets[at][0][:100], first)
        for at in visible_sheets or range(len(book.sheets))
        if (first := book.first_row(at))
    ]
    return all_of_them
