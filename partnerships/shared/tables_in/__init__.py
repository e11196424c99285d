"""Tables that people bring as a file: spreadsheets and plain text become rows of what one sees in them, or a sentence says what is wrong.

Knows no subject: which row holds the headings and what they mean is for the caller to find.
"""

from partnerships.shared.sheets.grid import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS
from partnerships.shared.tables_in.rows import MOST_BYTES, Row, Table, UnreadableTable
from partnerships.shared.tables_in.sniff import read

__all__ = [
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Row",
    "Table",
    "UnreadableTable",
    "read",
]
