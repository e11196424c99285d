"""XLSX, OpenDocument and old Excel, opened by a bounded child; its codes become sentences here."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.shared import bounded
from partnerships.shared.sheets.grid import MOST_ROWS, Bad
from partnerships.shared.tables_in.rows import (
    Row,
    Table,
    UnreadableTable,
    filled_rows,
    too_long,
    too_many_rows,
    too_wide,
)
from partnerships.shared.uploads import sentence

READER = "partnerships.shared.sheets.reading:read"
Facts = dict[str, Any]  # what the child said of a file that it could not read: a code, and where


def read(data: bytes, *, sheet: int | None = None, most_rows: int = MOST_ROWS) -> Table:
    """The chosen sheet, or the only one; without rows where somebody has to choose. Raises: UnreadableTable."""
    language = (get_language() or "de").split("-")[0]
    try:
        answer, _rest = bounded.run(
            READER, data, sheet=sheet, language=language, most_rows=most_rows
        )
    except bounded.TooMuch as much:
        raise _no_answer(much.reason) from None
    if "fault" in answer:
        raise _told({"most_rows": most_rows, **answer})
    rows = [Row(*row) for row in answer["rows"]]
    return Table(
        filled_rows(rows, most_rows) if answer["sheet"] is not None else [],
        answer["kind"],
        sheets=tuple((number, name, first) for number, name, first in answer["sheets"]),
        sheet=answer["sheet"],
        hidden_columns=tuple(answer["hidden_columns"]),
        stored=answer["stored"],
    )


def _told(facts: Facts) -> UnreadableTable:
    makes = SENTENCES.get(facts["fault"])
    if makes is None:
        raise Bad(facts["fault"])  # a code without a sentence is our own mistake
    return makes(facts)


def _damaged(facts: Facts | None = None) -> UnreadableTable:
    return UnreadableTable(
        _(
            "This file is damaged. Please open it in Excel and save it as “Excel workbook (.xlsx)” once more."
        )
    )


def _no_answer(reason: str) -> UnreadableTable:
    """Why the child said nothing; `reason` as bounded.TooMuch has it."""
    if reason == "busy":
        return UnreadableTable(sentence("busy"))
    return _damaged() if reason in ("fault", "died") else _unpacked()


def _unpacked(facts: Facts | None = None) -> UnreadableTable:
    return UnreadableTable(
        _("This file is too large when it is unpacked. Please delete empty rows and pictures.")
    )


def _locked(facts: Facts) -> UnreadableTable:
    return UnreadableTable(_("This file is protected by a password. Please save it without one."))


def _no_table(facts: Facts) -> UnreadableTable:
    return UnreadableTable(
        _("This is not a table. Please choose an Excel, OpenDocument or CSV file.")
    )


def _binary(facts: Facts) -> UnreadableTable:
    return UnreadableTable(
        _("This is a binary Excel file (.xlsb). Please save it as “Excel workbook (.xlsx)”.")
    )


def _empty(facts: Facts) -> UnreadableTable:
    return UnreadableTable(_("This file is empty."))


def _formula(facts: Facts) -> UnreadableTable:
    """A formula whose value was never saved would silently be an empty cell."""
    return UnreadableTable(
        _(
            "Cell %(cell)s holds a formula without its result. Please open the file in Excel and save it"
            " once more."
        )
        % {"cell": f"{letters_of(facts['column'])}{facts['row']}"}
    )


def letters_of(column: int) -> str:
    """How a spreadsheet names a column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return letters


SENTENCES: dict[str, Callable[[Facts], UnreadableTable]] = {
    "damaged": _damaged,
    "unpacked": _unpacked,
    "locked": _locked,
    "no_table": _no_table,
    "binary": _binary,
    "empty": _empty,
    "formula": _formula,
    "rows": lambda facts: too_many_rows(facts.get("most_rows", MOST_ROWS)),
    "columns": lambda facts: too_wide(facts["row"]),
    "long": lambda facts: too_long(facts["row"]),
}
