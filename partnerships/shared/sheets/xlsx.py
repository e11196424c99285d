"""XLSX, also "Strict Open XML": visible sheets, cells as they are shown, formulas as the values saved with them.

Source: ECMA-376 part 1, 18.3 (sheets), 18.8 (styles), 22.9.2.19 (`_xHHHH_`).
"""

import posixpath
import re
import zipfile
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote

from partnerships.shared.sheets import formats
from partnerships.shared.sheets.grid import Bad, Cell, Enough, Grid, begins
from partnerships.shared.sheets.packed import local, walk

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
NO = ("", "0", "false", "off")
FAR = 10**6  # a column that no sheet has


def unescaped(text: str) -> str:
    """The format's way to write a character that XML cannot hold: `_x000D_` is a line break."""
    if "_x" not in text:
        return text
    plain = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@lru_cache(maxsize=4096)
def column_of(letters: str) -> int:
    """The number of a column by its letters: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Book:
    """A workbook: its sheets in order, its words and formats."""

    kind = "xlsx"

    def __init__(self, packed: zipfile.ZipFile, language: str) -> None:
        self.packed, self.language = packed, language
        self.since_1904 = False
        self.names: list[tuple[str, bool, str]] = []  # name, visible, relation
        self.main = self._main()
        if self.main.endswith(".bin"):
            raise Bad("binary")
        self.relations = self._relations(self.main)
        walk(packed, self.main, self._workbook)
        self.parts = [(n, v, *self.relations.get(r, ("", ""))) for n, v, r in self.names]
        self.parts = [part for part in self.parts if part[2].endswith("/worksheet")]
        self.codes = self._styles()
        self.words: list[str] | None = None

    @property
    def sheets(self) -> list[tuple[str, bool]]:
        """Names, and whether one sees them."""
        return [(name, visible) for name, visible, _kind, _path in self.parts]

    def _main(self) -> str:
        for kind, target in self._relations("").values():
            if kind.endswith("/officeDocument"):
                return target
        raise Bad("no_table")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and path by number, of what a part refers to."""
        folder, name = posixpath.split(part)
        relations: dict[str, tuple[str, str]] = {}

        def start(element: str, values: dict[str, str]) -> None:
            if element == "Relationship" and values.get("TargetMode") != "External":
                target = unquote(values.get("Target", ""))
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                relations[values.get("Id", "")] = values.get("Type", ""), path

        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path in self.packed.namelist():
            walk(self.packed, path, start)
        return relations

    def _part(self, kind: str) -> str:
        paths = [path for k, path in self.relations.values() if k.endswith(f"/{kind}")]
        return next((path for path in paths if path in self.packed.namelist()), "")

    def _workbook(self, element: str, values: dict[str, str]) -> None:
        if element == "workbookPr":
            self.since_1904 = values.get("date1904", "") not in NO
        elif element == "sheet":
            relation = next((v for k, v in values.items() if ":" in k and local(k) == "id"), "")
            visible = values.get("state", "visible") == "visible"
            self.names.append((values.get("name", ""), visible, relation))

    def _styles(self) -> list[str]:
        """The format of a cell by the number of its style."""
        own: dict[int, str] = {}
        numbers: list[int] = []
        inside: list[str] = []

        def start(element: str, values: dict[str, str]) -> None:
            if element == "numFmt":
                own[int(values.get("numFmtId", -1))] = values.get("formatCode", "")
            elif element == "xf" and inside and inside[-1] == "cellXfs":
                numbers.append(int(values.get("numFmtId", 0)))
            inside.append(element)

        def end(element: str) -> None:
            inside.pop()

        if path := self._part("styles"):
            walk(self.packed, path, start, end)
        return [own.get(number) or formats.BUILT_IN.get(number, "General") for number in numbers]

    def shared(self, number: str) -> str:
        """A word of the common list, read when the first cell asks for one."""
        if self.words is None:
            self.words = self._shared()
        try:
            return self.words[int(number)]
        except (IndexError, ValueError):
            raise Bad("damaged") from None

    def _shared(self) -> list[str]:
        path, words = self._part("sharedStrings"), Words()
        texts: list[str] = []

        def start(element: str, values: dict[str, str]) -> None:
            if element == "si":
                words.clear()
            words.start(element)

        def end(element: str) -> None:
            words.end(element)
            if element == "si":
                texts.append(words.text)

        if path:
            walk(self.packed, path, start, end, words.add)
        return texts

    def first_row(self, at: int) -> list[str]:
        """By which a person knows the sheet; empty for an empty one."""
        grid = Grid(only_first=True)
        with suppress(Enough):
            SheetReader(self, grid).read(self.parts[at][3])
        return begins(grid)

    def read(self, at: int, most_rows: int) -> Grid:
        """All rows of one sheet."""
        grid = Grid(most_rows=most_rows)
        SheetReader(self, grid).read(self.parts[at][3])
        return grid


class Words:
    """The text of an entry, in however many runs it is written; how it is spoken does not belong to it."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forgets what was collected, before the next entry."""
        self.pieces: list[str] = []
        self.open = False
        self.spoken = 0

    def start(self, element: str) -> None:
        """An element begins."""
        self.open = element == "t" and not self.spoken
        self.spoken += element == "rPh"

    def end(self, element: str) -> None:
        """An element ends."""
        self.open = False
        self.spoken -= element == "rPh"

    def add(self, text: str) -> None:
        """Takes characters of a text."""
        if self.open:
            self.pieces.append(text)

    @property
    def text(self) -> str:
        """The whole text that was collected."""
        return unescaped("".join(self.pieces))


class SheetReader:
    """Walks through one sheet and puts its rows into a grid."""

    def __init__(self, book: Book, grid: Grid) -> None:
        self.book, self.grid = book, grid
        self.row, self.column = -1, -1
        self.cells: dict[int, str] = {}
        self.hidden = self.hides_all = self.in_value = self.in_table = False
        self.values: dict[str, str] = {}
        self.value: list[str] | None = None
        self.formula = False
        self.words = Words()

    def read(self, path: str) -> None:
        """Reads the sheet of this part into the grid. Raises: Bad, Enough."""
        walk(self.book.packed, path, self.start, self.end, self.add)

    def start(self, element: str, values: dict[str, str]) -> None:
        """An element begins."""
        if not self.in_table:
            self._around(element, values)
        elif element == "row":
            self._row(values)
        elif element == "c":
            self._cell(values)
        elif element == "v":
            self.value, self.in_value = [], True
        elif element == "f":
            self.formula = True
        else:
            self.words.start(element)

    def _around(self, element: str, values: dict[str, str]) -> None:
        if element == "sheetData":
            self.in_table = True
        elif element == "mergeCell":
            self._merged(values.get("ref", ""))
        elif element == "sheetFormatPr":
            self.hides_all = values.get("zeroHeight", "") not in NO
        elif element == "col" and (
            values.get("hidden", "") not in NO or values.get("width") == "0"
        ):
            first, last = int(values.get("min", 1)), int(values.get("max", 1))
            self.grid.hidden_columns.update(range(first - 1, min(last, 16_384)))

    def _merged(self, reference: str) -> None:
        corners = REFERENCE.findall(reference)
        if len(corners) == 2:
            (left, top), (_right, bottom) = corners
            self.grid.merged.append(Cell(int(top) - 1, int(bottom) - 1, column_of(left)))

    def _row(self, values: dict[str, str]) -> None:
        self.row = int(values["r"]) - 1 if "r" in values else self.row + 1
        self.cells, self.column = {}, -1
        hidden = values.get("hidden", "1" if self.hides_all and "ht" not in values else "")
        self.hidden = hidden not in NO or values.get("ht") == "0"

    def _cell(self, values: dict[str, str]) -> None:
        match = REFERENCE.fullmatch(values.get("r", ""))
        self.column = column_of(match[1]) if match else self.column + 1
        self.values, self.value, self.formula = values, None, False
        self.words.clear()

    def end(self, element: str) -> None:
        """An element ends."""
        if element == "c" and self.in_table:
            self.cells[self.column] = self._shown()
        elif element == "row" and self.in_table:
            self.grid.add(self.row, self.cells, hidden=self.hidden)
        elif element == "sheetData":
            self.in_table = False
        elif element == "v":
            self.in_value = False
        else:
            self.words.end(element)

    def add(self, text: str) -> None:
        """Takes characters of a text."""
        if self.in_value and self.value is not None:
            self.value.append(text)
        else:
            self.words.add(text)

    def _shown(self) -> str:
        kind = self.values.get("t", "n")
        if kind == "inlineStr":
            return formats.shown_text(self.words.text, self._code())
        value = "".join(self.value or [])
        if not value:
            if self.formula and kind != "str":
                raise Bad("formula", row=self.row + 1, column=self.column)
            return ""
        if kind == "s":
            return formats.shown_text(self.book.shared(value), self._code())
        if kind == "str":
            return formats.shown_text(unescaped(value), self._code())
        return self._other(kind, value)

    def _other(self, kind: str, value: str) -> str:
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return value.strip().removesuffix("T00:00:00").replace("T", " ")
        if kind == "e":
            return value
        number = formats.shown_number(
            value, self._code(), since_1904=self.book.since_1904, language=self.book.language
        )
        self.grid.stored += not number.known
        return number.text

    def _code(self) -> str:
        style = self.values.get("s")
        if style is None:
            return "General"
        codes = self.book.codes
        return codes[int(style)] if style.isdigit() and int(style) < len(codes) else "General"


def open_book(packed: zipfile.ZipFile, language: str) -> object:
    """Opens an Excel workbook. Raises: Bad."""
    return Book(packed, language)
