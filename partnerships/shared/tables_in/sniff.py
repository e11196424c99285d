"""What a file is, by its first bytes: its name says what somebody hoped."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.shared.sheets.grid import MOST_ROWS
from partnerships.shared.tables_in import csv_file, spreadsheet
from partnerships.shared.tables_in.rows import MOST_BYTES, Table, UnreadableTable

SPREADSHEETS = (b"PK", b"\xd0\xcf\x11\xe0")
NOT_TABLES = [
    (b"%PDF", gettext_lazy("This is a PDF file, not a table.")),
    (b"\x89PNG", gettext_lazy("This is a picture, not a table.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture, not a table.")),
    (b"GIF8", gettext_lazy("This is a picture, not a table.")),
    (b"{\\rtf", gettext_lazy("This is a text document, not a table.")),
]
MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|table|meta|\?xml|svg|!--)", re.IGNORECASE)


def read(
    data: bytes,
    *,
    sheet: int | None = None,
    encoding: str = "",
    most_rows: int = MOST_ROWS,
    most_bytes: int = MOST_BYTES,
) -> Table:
    """The rows of a file; which sheet or encoding, where somebody chose; so many rows below the headings.

    Raises: UnreadableTable with a sentence for the person.
    """
    if len(data) > most_bytes:
        raise UnreadableTable(
            _("This file is larger than %(number)s MB.") % {"number": most_bytes // 1024**2}
        )
    _refuse_others(data)
    if data.startswith(SPREADSHEETS):
        return spreadsheet.read(data, sheet=sheet, most_rows=most_rows)
    return csv_file.read(data, encoding=encoding, most_rows=most_rows)


def _refuse_others(data: bytes) -> None:
    for beginning, sentence in NOT_TABLES:
        if data.startswith(beginning):
            raise UnreadableTable(str(sentence))
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        raise UnreadableTable(
            _(
                "This is a web page that only carries the name of a table. Open it in Excel and save it as"
                " “Excel workbook (.xlsx)”."
            )
        )
