"""XLSX: the first sheet, formulas as the values that were saved with them.

An XLSX is a ZIP of XML: what it says about its own size is checked before anything is unpacked.
"""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from partnerships.shared.tables_in.rows import MOST_COLUMNS, Table, Unreadable, gathered

MOST_UNPACKED = 25 * 1024 * 1024  # bytes; a table within the limits has a tenth of it
MOST_PARTS = 500
LAST_ROW = 1_048_576  # of an Excel sheet
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def read(data: bytes) -> Table:
    """Rows of the first sheet. Raises: Unreadable."""
    formulas = _checked(data)
    try:
        rows = gathered(_records(data))
        if formulas:
            _refuse_unsaved(data)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over
        raise Unreadable(_damaged()) from error
    return Table(rows, "xlsx")


def _damaged() -> str:
    return _(
        "This file is damaged. Please open it in Excel and save it as “Excel workbook (.xlsx)” once more."
    )


def _checked(data: bytes) -> bool:
    """Whether a sheet has formulas. Raises: Unreadable for what is no workbook, and for bombs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(
                    _(
                        "This file is too large when it is unpacked. Please delete empty rows and pictures."
                    )
                )
            _refuse_other_documents(packed)
            return any([_looked_at(packed, part) for part in parts])
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise (error if isinstance(error, Unreadable) else Unreadable(_damaged())) from None
    except RuntimeError:  # zipfile's word for a part with a password
        raise Unreadable(
            _("This file is protected by a password. Please save it without one.")
        ) from None


def _refuse_other_documents(packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    if "[Content_Types].xml" in names and SHEET.encode() in packed.read("[Content_Types].xml"):
        return
    if "mimetype" in names and b"opendocument.spreadsheet" in packed.read("mimetype"):
        raise Unreadable(
            _("This is an OpenDocument table (.ods). Please save it as XLSX or as CSV.")
        )
    raise Unreadable(_("This is not a table. Please choose an XLSX or CSV file."))


def _looked_at(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether the part holds formulas. Raises: Unreadable where XML brings entities of its own."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    content = packed.read(part)
    if b"<!" in content.replace(b"\0", b"").replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise Unreadable(_damaged())
    return part.filename.startswith("xl/worksheets/") and b"<f" in content


def _records(data: bytes) -> Iterator[list[str]]:
    for row in _rows(data, values_only=True):
        blank = row.count(None) == len(row)
        yield [] if blank else [_text(value) for value in row]


def _rows(
    data: bytes, *, data_only: bool = True, values_only: bool = False
) -> Iterator[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations that nobody asks for
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
        try:
            if not book.worksheets:
                raise Unreadable(_("This file is empty."))
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the sheet says about its own size need not be true
            yield from sheet.iter_rows(
                max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=values_only
            )
        finally:
            book.close()


def _text(value: Any) -> str:
    """As a person would have typed it: days as 2021-12-31, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _refuse_unsaved(data: bytes) -> None:
    """A formula whose value was never saved would silently be an empty cell."""
    both = zip(_rows(data), _rows(data, data_only=False), strict=True)
    for number, (shown, typed) in enumerate(both, start=1):
        for place, (value, formula) in enumerate(zip(shown, typed, strict=True), start=1):
            empty_text = value.data_type == "str"  # a saved result, such as =""
            if value.value is None and formula.data_type == "f" and not empty_text:
                raise Unreadable(
                    _(
                        "Cell %(cell)s holds a formula without its result. Please open the file in Excel and save it"
                        " once more."
                    )
                    % {"cell": f"{get_column_letter(place)}{number}"}
                )
