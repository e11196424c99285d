"""A list as plain text, as Excel of the reader's language opens it with a double click."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from partnerships.shared.lists.cells import harmless, plain

CONTENT_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the text for Windows-1252
SEPARATORS = {"de": ";"}  # what the system's list separator is there; elsewhere a comma
DAYS = {"de": "%d.%m.%Y"}
DECIMAL_COMMA = {"de"}


def csv_of(
    heads: list[str], chunks: Iterable[list[list[object]]], language: str
) -> Iterator[bytes]:
    """The file in pieces: the heading, then each chunk of rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=SEPARATORS.get(language, ","))
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow([harmless(head) for head in heads])
    yield _taken(buffer)
    for chunk in chunks:
        writer.writerows([_told(plain(value), language) for value in row] for row in chunk)
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece


def _told(value: object, language: str) -> object:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, int):
        return value
    day = DAYS.get(language, "%Y-%m-%d")
    if isinstance(value, dt.datetime):
        return value.strftime(f"{day} %H:%M")
    if isinstance(value, dt.date):
        return value.strftime(day)
    return str(value).replace(".", ",") if language in DECIMAL_COMMA else value
