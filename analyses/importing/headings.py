"""The first lines of a file: how many are headings, what stands above each column, and by what a file is known again."""

import hashlib
from collections.abc import Sequence

from analyses.importing.targets import recognise
from partnerships.shared.tables_in.choices import plain

MOST_HEADER_ROWS = 5
FEWEST_KNOWN = 2  # words by which a line of headings is recognised
SHOWN = 60  # characters of a heading
EXAMPLES = 3
KEPT = 12  # first lines that a run keeps

Head = Sequence[Sequence]  # [number of the line, [cells]]


def headings_of(head: Head, header_rows: int) -> list[list[str]]:
    """What stands above each column, from top to bottom; a heading over several columns counts for each of them."""
    rows = [list(cells) for _number, cells in head[:header_rows]]
    width = max((len(cells) for _number, cells in head), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    for row in rows[:-1]:
        for at in range(1, width):
            if not row[at] and rows[-1][at]:
                row[at] = row[at - 1]
    return [[row[at] for row in rows if row[at]] for at in range(width)]


def name_columns(head: Head, header_rows: int) -> list[str]:
    """Each column by its headings, or by its letter where there is none."""
    return [
        " / ".join(dict.fromkeys(words))[:SHOWN] or _letters(at)
        for at, words in enumerate(headings_of(head, header_rows))
    ]


def _letters(at: int) -> str:
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def examples_of(head: Head, header_rows: int) -> list[list[str]]:
    """The first different values below each heading."""
    width = max((len(cells) for _number, cells in head), default=0)
    columns: list[list[str]] = []
    for at in range(width):
        values = [cells[at] for _number, cells in head[header_rows:] if at < len(cells)]
        columns.append([v[:SHOWN] for v in dict.fromkeys(values) if v][:EXAMPLES])
    return columns


def guess_header_rows(head: Head) -> int:
    """The line in which most headings are known; one where none is."""
    best, most = 1, FEWEST_KNOWN - 1
    for rows in range(1, min(MOST_HEADER_ROWS, len(head) - 1) + 1):
        words = [[cell] if cell else [] for cell in head[rows - 1][1]]
        known = len(list(filter(None, recognise(words))))
        if known > most:
            best, most = rows, known
    return best


def key_of(head: Head, header_rows: int) -> str:
    """By what a file with the same headings is recognised; SHA-256, hexadecimal."""
    words = [[plain(word) for word in words] for words in headings_of(head, header_rows)]
    return hashlib.sha256(repr((header_rows, words)).encode()).hexdigest()
