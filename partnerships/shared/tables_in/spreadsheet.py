"""XLSX, OpenDocument and old Excel, opened by a bounded child; its codes become sentences here."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.shared import bounded
from partnerships.shared.sheets.grid import Bad
from partnerships.shared.tables_in.rows import (
    Row,
    Table,
    Unreadable,
    gathered,
    too_long,
    too_many_rows,
    too_wide,
)
from partnerships.shared.uploads import sentence

READER = "partnerships.shared.sheets.reading:read"
Facts = dict[str, Any]  # what the child said of a file that it could not read: a code, and where


def read(data: bytes, *, sheet: int | None = None) -> Table:
    """The chosen sheet, or the only one; without rows where somebody has to choose. Raises: Unreadable."""
    language = (get_language() or "de").split("-")[0]
    try:
        found, _rest = bounded.run(READER, data, sheet=sheet, language=language)
    except bounded.TooMuch as much:
        raise _no_answer(much.reason) from None
    if "fault" in found:
        raise _told(found)
    rows = [Row(*row) for row in found["rows"]]
    return Table(
        gathered(rows) if found["sheet"] is not None else [],
        found["kind"],
        sheets=tuple((number, name, first) for number, name, first in found["sheets"]),
        sheet=found["sheet"],
        hidden_columns=tuple(found["hidden_columns"]),
        stored=found["stored"],
    )


def _told(found: Facts) -> Unreadable:
    makes = SENTENCES.get(found["fault"])
    if makes is None:
        raise Bad(found["fault"])  # a code without a sentence is our own mistake
    return makes(found)


def _damaged(found: Facts | None = None) -> Unreadable:
    return Unreadable(
        _(
            "This file is damaged. Please open it in Excel and save it as “Excel workbook (.xlsx)” once more."
        )
    )


def _no_answer(reason: str) -> Unreadable:
    """Why the child said nothing; `reason` as bounded.TooMuch has it."""
    if reason == "busy":
        return Unreadable(sentence("busy"))
    return _damaged() if reason in ("fault", "died") else _unpacked()


def _unpacked(found: Facts | None = None) -> Unreadable:
    return Unreadable(
        _("This file is too large when it is unpacked. Please delete empty rows and pictures.")
    )


def _locked(found: Facts) -> Unreadable:
    return Unreadable(_("This file is protected by a password. Please save it without one."))


def _no_table(found: Facts) -> Unreadable:
    return Unreadable(_("This is not a table. Please choose an Excel, OpenDocument or CSV file."))


def _binary(found: Facts) -> Unreadable:
    return Unreadable(
        _("This is a binary Excel file (.xlsb). Please save it as “Excel workbook (.xlsx)”.")
    )


def _empty(found: Facts) -> Unreadable:
    return Unreadable(_("This file is empty."))


def _formula(found: Facts) -> Unreadable:
    """A formula whose value was never saved would silently be an empty cell."""
    return Unreadable(
        _(
            "Cell %(cell)s holds a formula without its result. Please open the file in Excel and save it"
            " once more."
        )
        % {"cell": f"{letters_of(found['column'])}{found['row']}"}
    )


def letters_of(column: int) -> str:
    """How a spreadsheet names a column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return letters


SENTENCES: dict[str, Callable[[Facts], Unreadable]] = {
    "damaged": _damaged,
    "unpacked": _unpacked,
    "locked": _locked,
    "no_table": _no_table,
    "binary": _binary,
    "empty": _empty,
    "formula": _formula,
    "rows": lambda found: too_many_rows(),
    "columns": lambda found: too_wide(found["row"]),
    "long": lambda found: too_long(found["row"]),
}
