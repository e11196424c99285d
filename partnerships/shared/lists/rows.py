"""Reads the rows of a list: only the fields that the chosen columns need, as light named rows."""

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from django.utils.safestring import SafeString

from partnerships.shared.accounts import Account
from partnerships.shared.keyset import Page, ordered, page
from partnerships.shared.lists.context import ListContext
from partnerships.shared.lists.description import ListColumn, Row
from partnerships.shared.templatetags.parts import missing, number, when, words

CHUNK = 1000  # rows of a file that are made at once


@lru_cache(maxsize=512)
def row_class(names: tuple[str, ...]) -> Callable[[Any], Row]:
    """Makes a named row from the values of these fields."""
    make: Row = namedtuple
    return make("Row", names)._make


def needed(columns: Sequence[ListColumn]) -> tuple[str, ...]:
    """The fields of the columns, each once."""
    return tuple(dict.fromkeys(name for column in columns for name in column.fields))


def on_page(list_context: ListContext, account: Account, cursor: str) -> tuple[Page, list[tuple]]:
    """One page, and its rows as ready cells."""
    rows, by = list_context.ordered()
    names = needed(list_context.columns)
    one_page = page(rows, by=by, cursor=cursor, values=names)
    read = list(map(row_class(names), one_page.rows))
    look = list_context.list.look(account, read)
    draw = [cell_of(column) for column in list_context.columns]
    return one_page, [tuple(cell(row, look) for cell in draw) for row in read]


def cell_of(column: ListColumn) -> Callable[[Row, Any], object]:
    """What draws a cell of this column."""
    return column.cell or (lambda row, look: shown(column.value(row, look)))


def shown(value: Any) -> SafeString:
    """A plain value on a page."""
    if value is None or value == "":
        return missing()
    if isinstance(value, str):
        return words(value)
    return when(value) if hasattr(value, "year") else number(value)


def for_file(list_context: ListContext, account: Account) -> Iterator[list[list[object]]]:
    """All rows as plain values, a chunk at a time, from one snapshot and never whole in memory."""
    rows, by = list_context.ordered()
    names, columns = needed(list_context.columns), list_context.columns
    made = row_class(names)
    waiting = ordered(rows, by).values_list(*names).iterator(chunk_size=CHUNK)
    while chunk := [made(row) for row in islice(waiting, CHUNK)]:
        look = list_context.list.look(account, chunk)
        yield [[column.value(row, look) for column in columns] for row in chunk]
