"""What a file is, by its first bytes: its name says what somebody hoped."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.shared.tables_in import csv_file, workbook
from partnerships.shared.tables_in.rows import MOST_BYTES, Table, Unreadable

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NOT_TABLES = [
    (b"%PDF", gettext_lazy("This is a PDF file, not a table.")),
    (b"\x89PNG", gettext_lazy("This is a picture, not a table.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture, not a table.")),
    (b"GIF8", gettext_lazy("This is a picture, not a table.")),
    (b"{\\rtf", gettext_lazy("This is a text document, not a table.")),
]
MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|table|meta|\?xml|svg|!--)", re.IGNORECASE)


def read(data: bytes) -> Table:
    """The rows of a file. Raises: Unreadable with a sentence for the person."""
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _("This file is larger than %(number)s MB.") % {"number": MOST_BYTES // 1024**2}
        )
    _refuse_others(data)
    return workbook.read(data) if data.startswith(b"PK") else csv_file.read(data)


def _refuse_others(data: bytes) -> None:
    for beginning, sentence in NOT_TABLES:
        if data.startswith(beginning):
            raise Unreadable(str(sentence))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_old_or_locked(data))
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        raise Unreadable(
            _(
                "This is a web page that only carries the name of a table. Open it in Excel and save it as"
                " “Excel workbook (.xlsx)”."
            )
        )


def _old_or_locked(data: bytes) -> str:
    if ENCRYPTED in data:
        return _("This file is protected by a password. Please save it without one.")
    return _("This is an old Excel file (.xls). Please save it as “Excel workbook (.xlsx)”.")
