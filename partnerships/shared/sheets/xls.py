"""Old Excel files (.xls) by xlrd: formats, hidden rows and merged cells are known there, too."""

import os

import xlrd

from partnerships.shared.sheets import formats
from partnerships.shared.sheets.grid import Bad, Cell, Enough, Grid, begins

ERRORS = xlrd.error_text_from_code


class Book:
    """A workbook."""

    kind = "xls"

    def __init__(self, data: bytes, language: str) -> None:
        self.language = language
        with open(os.devnull, "w") as silent:
            try:
                self.book = xlrd.open_workbook(
                    file_contents=data, formatting_info=True, ragged_rows=True, logfile=silent
                )
            except xlrd.XLRDError as error:
                raise _told(str(error)) from error
            except MemoryError:
                raise
            except Exception as error:  # xlrd raises whatever it stumbles over
                raise Bad("damaged") from error
        self.since_1904 = bool(self.book.datemode)
        self.sheets = [(sheet.name, sheet.visibility == 0) for sheet in self.book.sheets()]

    def first_row(self, at: int) -> list[str]:
        """By which a person knows the sheet; empty for an empty one."""
        return begins(self._read(at, Grid(only_first=True)))

    def read(self, at: int, most_rows: int) -> Grid:
        """All rows of one sheet."""
        return self._read(at, Grid(most_rows=most_rows))

    def _read(self, at: int, grid: Grid) -> Grid:
        sheet = self.book.sheet_by_index(at)
        grid.hidden_columns = {c for c, info in sheet.colinfo_map.items() if info.hidden}
        grid.merged = [Cell(top, end - 1, left) for top, end, left, _right in sheet.merged_cells]
        try:
            for number in range(sheet.nrows):
                cells = {c: self._shown(cell, grid) for c, cell in enumerate(sheet.row(number))}
                info = sheet.rowinfo_map.get(number)
                grid.add(number, cells, hidden=bool(info and info.hidden))
        except Enough:
            pass
        return grid

    def _shown(self, cell: xlrd.sheet.Cell, grid: Grid) -> str:
        if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return ""
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(ERRORS.get(cell.value, "#N/A"))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return formats.shown_text(cell.value, self._code(cell))
        number = formats.shown_number(
            repr(cell.value), self._code(cell), since_1904=self.since_1904, language=self.language
        )
        grid.stored += not number.known
        return number.text

    def _code(self, cell: xlrd.sheet.Cell) -> str:
        try:
            style = self.book.xf_list[cell.xf_index]
            return self.book.format_map[style.format_key].format_str or "General"
        except (IndexError, KeyError, TypeError):
            return "General"


def _told(error: str) -> Bad:
    if "encrypted" in error.lower():
        return Bad("locked")
    return Bad("no_table" if "can't find workbook" in error.lower() else "damaged")
