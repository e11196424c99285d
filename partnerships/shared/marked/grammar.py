"""The grammar: a text is blocks of lines, a line is runs of words. Pure, total, and in the order in which it was typed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Emphasis = Literal["", "em", "strong"]

ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-–•]|\d+[.)]|\(\d+\)|[A-Za-z]\)|§ ?\d+[a-z]?)(?P<gap>[ \t]+)(?P<rest>\S.*)"
)
STARS = re.compile(r"\*+")
FIELD = re.compile(r"\{\{([^{}\n]*)\}\}")
RULE = re.compile(r"-{3,}")
MOST_COLUMNS = 6
MOST_STARS = 2
QUOTES = "\"'"
AFTER_WORDS = ".,;:!?…"  # what may stand behind emphasis beside closing punctuation
BRACKETS = {"open": ("Ps", "Pi", "Pf"), "close": ("Pe", "Pf", "Pi", "Ps")}  # » and “ do both


class Run(NamedTuple):
    """Words that look the same; `emphasis` is '', 'em' or 'strong'."""

    text: str
    emphasis: Emphasis = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Lines one under the other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Item:
    """One line behind a mark; indent, mark and gap as they were typed."""

    indent: str
    mark: str
    gap: str
    line: Line


@dataclass(frozen=True)
class Items:
    """Items one under the other."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """A head and rows with as many cells."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Paragraph | Items | Table


def parse(text: str, fields: Mapping[str, str] | None = None) -> list[Block]:
    """What the text says. A table that breaks the rules stays as typed, so that no word is lost (see faults.py)."""
    return list(_blocks(text.split("\n"), fields or {}))


def runs_of(line: str, fields: Mapping[str, str] | None = None) -> Line:
    """The words of one line with their emphasis; known fields have become their words."""
    return tuple(run for run in _emphasised(line, fields or {}) if run.text)


def is_row_like(line: str) -> bool:
    """It begins like a row of a table."""
    return line.lstrip(" \t").startswith("|")


def is_row(line: str) -> bool:
    """It begins and ends like a row."""
    stripped = line.strip(" \t")
    return len(stripped) > 1 and stripped.startswith("|") and stripped.endswith("|")


def cells(row: str) -> list[str]:
    """The texts of a row's cells: what stands between the strokes."""
    return [cell.strip(" \t") for cell in row.strip(" \t")[1:-1].split("|")]


def is_rule(row: str) -> bool:
    """The line under the head of a table."""
    return is_row(row) and all(RULE.fullmatch(cell) for cell in cells(row))


def is_table(rows: list[str]) -> bool:
    """All rows have as many cells as the head, and the second one is the rule under it."""
    if len(rows) < 2 or not is_rule(rows[1]):
        return False
    number = len(cells(rows[0]))
    return number <= MOST_COLUMNS and all(len(cells(row)) == number for row in rows)


def rows_at(lines: list[str], start: int) -> int:
    """The place after the rows that begin at `start`: one line that only begins like a row is none."""
    end = start
    while end < len(lines) and is_row_like(lines[end]) and (end > start or is_row(lines[end])):
        end += 1
    return end


def _blocks(lines: list[str], fields: Mapping[str, str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        end = rows_at(lines, at)
        if end > at and all(map(is_row, lines[at:end])) and is_table(lines[at:end]):
            yield _table(lines[at:end], fields)
            at = end
        elif not lines[at].strip():
            at += 1
        elif ITEM.fullmatch(lines[at]):
            at, items = _items(lines, at, fields)
            yield items
        else:
            end = _end_of_paragraph(lines, at)
            yield Paragraph(tuple(runs_of(line, fields) for line in lines[at:end]))
            at = end


def _end_of_paragraph(lines: list[str], start: int) -> int:
    """Up to a blank line, an item or a table; what looks like a table and is none belongs to it."""
    end = max(start + 1, rows_at(lines, start))
    while end < len(lines) and lines[end].strip() and not ITEM.fullmatch(lines[end]):
        after = rows_at(lines, end)
        if after > end and all(map(is_row, lines[end:after])) and is_table(lines[end:after]):
            break
        end = max(after, end + 1)
    return end


def _items(lines: list[str], start: int, fields: Mapping[str, str]) -> tuple[int, Items]:
    """The place after them, and the items; blank lines between two of them do not part them."""
    items, at, end = [], start, start
    while at < len(lines):
        match = ITEM.fullmatch(lines[at])
        if match:
            line = runs_of(match["rest"], fields)
            items.append(Item(match["indent"], match["mark"], match["gap"], line))
            end = at + 1
        elif lines[at].strip():
            break
        at += 1
    return end, Items(tuple(items))


def _table(rows: list[str], fields: Mapping[str, str]) -> Table:
    head, *body = ([runs_of(cell, fields) for cell in cells(row)] for row in (rows[0], *rows[2:]))
    return Table(tuple(head), tuple(tuple(row) for row in body))


def _emphasised(line: str, fields: Mapping[str, str]) -> Iterator[Run]:
    at = 0
    for opening, closing in _pairs(line):
        yield Run(_filled(line[at : opening.start()], fields))
        emphasis: Emphasis = "strong" if opening[0] == "**" else "em"
        yield Run(_filled(line[opening.end() : closing.start()], fields), emphasis)
        at = closing.end()
    yield Run(_filled(line[at:], fields))


def _pairs(line: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """What opens, with the next of as many stars that closes, where none opens between; other stars there are text."""
    end = 0
    for opening, closing in reversed(_candidates(line)):
        if opening.start() >= end:
            yield opening, closing
            end = closing.end()


def _candidates(line: str) -> list[tuple[re.Match[str], re.Match[str]]]:
    """From the end of the line to its beginning; each closing one belongs to the last that opens before it."""
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    closing: dict[int, re.Match[str]] = {}
    for stars in reversed([each for each in STARS.finditer(line) if len(each[0]) <= MOST_STARS]):
        number = len(stars[0])
        if _opens(line, stars) and number in closing:
            pairs.append((stars, closing.pop(number)))
        if _closes(line, stars):
            closing[number] = stars
    return pairs


def _opens(line: str, stars: re.Match[str]) -> bool:
    before, after = (
        line[max(stars.start() - 1, 0) : stars.start()],
        line[stars.end() : stars.end() + 1],
    )
    return bool(after) and not after.isspace() and _stands(before, "open")


def _closes(line: str, stars: re.Match[str]) -> bool:
    before, after = (
        line[max(stars.start() - 1, 0) : stars.start()],
        line[stars.end() : stars.end() + 1],
    )
    return bool(before) and not before.isspace() and _stands(after, "close")


def _stands(neighbour: str, side: str) -> bool:
    if not neighbour or neighbour.isspace() or neighbour in QUOTES:
        return True
    if side == "close" and neighbour in AFTER_WORDS:
        return True
    return unicodedata.category(neighbour) in BRACKETS[side]


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return FIELD.sub(lambda match: fields.get(match[1], match[0]), text)


def flat(lines: Iterable[Line]) -> str:
    """The words of a text, without their emphasis."""
    return "".join(run.text for line in lines for run in line)
