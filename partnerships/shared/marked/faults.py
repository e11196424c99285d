"""What the grammar refuses, with its line: nothing of a text is dropped because it was typed wrongly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from partnerships.shared.marked.grammar import (
    FIELD,
    MOST_COLUMNS,
    cells,
    is_row,
    is_rule,
    rows_at,
)

FIELDS = ("term", "notice", "effective", "end")

Kind = Literal["rule", "cells", "columns", "row", "field"]


@dataclass(frozen=True)
class Fault:
    """One thing that is refused. `line` counts from 1; `what` is the field's name, or the number of cells."""

    kind: Kind
    line: int
    what: str = ""


def faults(text: str) -> list[Fault]:
    """All of them, in the order of the text."""
    lines = text.split("\n")
    return sorted([*_tables(lines), *_fields(lines)], key=lambda fault: fault.line)


def _fields(lines: list[str]) -> Iterator[Fault]:
    for number, line in enumerate(lines, start=1):
        for match in FIELD.finditer(line):
            if match[1] not in FIELDS:
                yield Fault("field", number, match[0])


def _tables(lines: list[str]) -> Iterator[Fault]:
    at = 0
    while at < len(lines):
        end = rows_at(lines, at)
        yield from _table(lines[at:end], at + 1)
        at = max(end, at + 1)


def _table(rows: list[str], first: int) -> Iterator[Fault]:
    """The first fault of a table; `first` is its line."""
    if not rows:
        return
    for number, row in enumerate(rows, start=first):
        if not is_row(row):
            yield Fault("row", number)
            return
    columns = len(cells(rows[0]))
    if columns > MOST_COLUMNS:
        yield Fault("columns", first, str(columns))
    elif len(rows) < 2 or not is_rule(rows[1]):
        yield Fault("rule", min(first + 1, first + len(rows) - 1))
    else:
        yield from _unequal(rows, first, columns)


def _unequal(rows: list[str], first: int, columns: int) -> Iterator[Fault]:
    for number, row in enumerate(rows, start=first):
        if len(cells(row)) != columns:
            yield Fault("cells", number, str(columns))
            return
