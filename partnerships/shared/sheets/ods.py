"""OpenDocument tables: the words that the file itself says are shown.

Source: OpenDocument 1.3 part 3, 9 (tables), 19.640-19.711 (their attributes).
"""

import zipfile

from partnerships.shared.sheets.grid import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    Bad,
    Cell,
    Enough,
    Grid,
    begins,
)
from partnerships.shared.sheets.packed import local, walk

CONTENT = "content.xml"
# What hangs on a cell or a sheet and holds paragraphs or tables of its own.
ASIDE = {
    "annotation", "shapes", "tracked-changes", "dde-link", "dde-links", "ruby-text", "forms",
    "frame", "custom-shape", "line", "rect", "caption", "g", "control", "table-source", "cell-range-source",
    "scenario", "detective", "content-validations",
}  # fmt: skip
HIDDEN = ("collapse", "filter")


class Book:
    """A document: all its sheets stand in one part."""

    kind = "ods"

    def __init__(self, packed: zipfile.ZipFile, language: str) -> None:
        self.packed, self.language = packed, language
        if b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise Bad("locked")
        reader = Reader(-1)
        walk(packed, CONTENT, reader.start, reader.end, reader.add)
        self.sheets = reader.sheets
        self.firsts = reader.firsts

    def first_row(self, at: int) -> list[str]:
        """By which a person knows the sheet; empty for an empty one."""
        return self.firsts[at]

    def read(self, at: int, most_rows: int) -> Grid:
        """All rows of one sheet."""
        reader = Reader(at, most_rows)
        walk(self.packed, CONTENT, reader.start, reader.end, reader.add)
        return reader.grid


class Reader:
    """Walks through the document and keeps one sheet, and of the others the first row."""

    def __init__(self, chosen: int, most_rows: int = MOST_ROWS) -> None:
        self.chosen, self.at = chosen, -1
        self.grid, self.kept = Grid(most_rows=most_rows), Grid(only_first=True)
        self.sheets: list[tuple[str, bool]] = []
        self.firsts: list[list[str]] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.aside = 0
        self.done = True
        self.row = self.column = self.columns = 0
        self.cells: dict[int, str] = {}
        self.row_values: dict[str, str] = {}
        self.values: dict[str, str] | None = None
        self.paragraphs: list[list[str]] = []
        self.in_paragraph = 0

    def start(self, element: str, values: dict[str, str]) -> None:
        """An element begins."""
        if self.aside or element in ASIDE:
            self.aside += 1
            return
        begin = BEGIN.get(element)
        if begin is not None:
            begin(self, {local(name): value for name, value in values.items()})

    def end(self, element: str) -> None:
        """An element ends."""
        if self.aside:
            self.aside -= 1
        elif element == "table-cell":
            self._cell_ends()
        elif element == "table-row":
            self._row_ends()
        elif element == "table":
            self._table_ends()
        elif element in ("p", "h"):
            self.in_paragraph = max(0, self.in_paragraph - 1)

    def add(self, text: str) -> None:
        """Takes characters of a text."""
        if self.in_paragraph and not self.aside and self.paragraphs:
            self.paragraphs[-1].append(text)

    def style_begins(self, values: dict[str, str]) -> None:
        """Named styles come first."""
        self.style = values.get("name", "")

    def table_style(self, values: dict[str, str]) -> None:
        """Whether sheets of this style are shown."""
        if values.get("display") == "false":
            self.hidden_styles.add(self.style)

    def table_begins(self, values: dict[str, str]) -> None:
        """The next sheet."""
        self.at += 1
        self.sheets.append(
            (values.get("name", ""), values.get("style-name") not in self.hidden_styles)
        )
        self.kept = self.grid if self.at == self.chosen else Grid(only_first=True)
        self.done, self.row, self.columns = False, 0, 0

    def _table_ends(self) -> None:
        self.firsts.append(begins(self.kept))
        self.done = True

    def column_begins(self, values: dict[str, str]) -> None:
        """One column or many alike."""
        number = _repeated(values, "number-columns-repeated")
        if values.get("visibility") in HIDDEN and self.columns < MOST_COLUMNS:
            self.kept.hidden_columns.update(
                range(self.columns, min(self.columns + number, MOST_COLUMNS))
            )
        self.columns += number

    def row_begins(self, values: dict[str, str]) -> None:
        """One row or many alike."""
        self.row_values, self.cells, self.column = values, {}, 0

    def _row_ends(self) -> None:
        number = _repeated(self.row_values, "number-rows-repeated")
        if any(text.strip() for text in self.cells.values()) and not self.done:
            self._keep(number)
        self.row = min(self.row + number, LAST_ROW)

    def _keep(self, number: int) -> None:
        if number > self.kept.most_rows + 1:
            raise Bad("rows")
        hidden = self.row_values.get("visibility") in HIDDEN
        try:
            for each in range(number):
                self.kept.add(self.row + each, dict(self.cells), hidden=hidden)
        except Enough:
            self.done = True

    def cell_begins(self, values: dict[str, str]) -> None:
        """A cell, or many alike."""
        self.values, self.paragraphs, self.in_paragraph = values, [], 0

    def covered(self, values: dict[str, str]) -> None:
        """What lies under a merged cell is not seen."""
        self.column += _repeated(values, "number-columns-repeated")

    def _cell_ends(self) -> None:
        values = self.values or {}
        self.values = None
        number = _repeated(values, "number-columns-repeated")
        text = "" if self.done else self._shown(values)
        if text.strip():
            self._place(text, min(number, MOST_COLUMNS + 1), values)
        self.column += number

    def _place(self, text: str, number: int, values: dict[str, str]) -> None:
        for each in range(number):
            if self.column + each <= MOST_COLUMNS:
                self.cells[self.column + each] = text
        if self.column > MOST_COLUMNS:
            raise Bad("columns", row=self.row + 1)
        rows = _repeated(values, "number-rows-spanned")
        if rows > 1:
            self.kept.merged.append(Cell(self.row, self.row + rows - 1, self.column))

    def _shown(self, values: dict[str, str]) -> str:
        text = "\n".join("".join(pieces) for pieces in self.paragraphs)
        kind = values.get("value-type", "")
        if kind == "date" and values.get("date-value"):
            return values["date-value"].removesuffix("T00:00:00").replace("T", " ")
        if text.strip():
            return _whole(text, values) if kind == "float" else text
        if stored := _stored(values):
            self.kept.stored += kind != "string"
            return stored
        if values.get("formula") and not kind:
            raise Bad("formula", row=self.row + 1, column=self.column)
        return ""

    def paragraph(self, values: dict[str, str]) -> None:
        """A paragraph of a cell."""
        if self.values is not None:
            self.paragraphs.append([])
            self.in_paragraph += 1

    def spaces(self, values: dict[str, str]) -> None:
        """Several spaces in a row are an element."""
        self.add(" " * min(_repeated(values, "c"), 100))

    def line_break(self, values: dict[str, str]) -> None:
        """A line break inside a paragraph."""
        self.add("\n")


BEGIN = {
    "style": Reader.style_begins,
    "table-properties": Reader.table_style,
    "table": Reader.table_begins,
    "table-column": Reader.column_begins,
    "table-row": Reader.row_begins,
    "table-cell": Reader.cell_begins,
    "covered-table-cell": Reader.covered,
    "p": Reader.paragraph,
    "h": Reader.paragraph,
    "s": Reader.spaces,
    "tab": Reader.spaces,
    "line-break": Reader.line_break,
}


def _repeated(values: dict[str, str], name: str) -> int:
    text = values.get(name, "1")
    return max(1, int(text)) if text.isdigit() and len(text) < 9 else 1


def _stored(values: dict[str, str]) -> str:
    names = ("string-value", "time-value", "boolean-value", "value")
    return next((values[name] for name in names if values.get(name)), "")


def _whole(text: str, values: dict[str, str]) -> str:
    """A long number that is shown as 4,92E+11 only because its column has no format."""
    stored = values.get("value", "")
    short = "E+" in text.upper() and stored.isdigit()
    return stored if short else text


def open_book(packed: zipfile.ZipFile, language: str) -> Book:
    """Opens an OpenDocument spreadsheet. Raises: Bad."""
    return Book(packed, language)
