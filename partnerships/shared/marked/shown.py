"""A marked text as people see it: HTML for page and paper, and its visible words for everything that compares or searches."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from partnerships.shared.marked.grammar import (
    FIELD,
    Block,
    Item,
    Items,
    Line,
    Paragraph,
    Run,
    Table,
    flat,
    parse,
)

Fields = Mapping[str, str]
LETTERS = {"": " ", "em": "e", "strong": "s"}
EMPHASES = {letter: emphasis for emphasis, letter in LETTERS.items()}
BETWEEN_CELLS, BETWEEN_LINES, BETWEEN_BLOCKS = "\t", "\n", "\n\n"


class Words(NamedTuple):
    """The visible words of a text; `emphasis` has a letter for each character: ' ', 'e' or 's' (strong)."""

    text: str
    emphasis: str


def to_html(text: str, fields: Fields | None = None) -> SafeString:
    """Paragraphs, items, tables and emphasis, in the order of the text; everything else is escaped."""
    blocks = "".join(_html(block) for block in parse(text, fields))
    return mark_safe(f'<div class="marked">{blocks}</div>')  # noqa: S308


def visible_words(text: str, fields: Fields | None = None) -> str:
    """What somebody reads: only marks of emphasis, rules of tables and fields have gone."""
    return visible(text, fields).text


def visible(text: str, fields: Fields | None = None) -> Words:
    """The same with its emphasis. A blank line parts blocks, a tab cells."""
    return joined([_words(block) for block in parse(text, fields)], BETWEEN_BLOCKS)


def has_fields(text: str) -> bool:
    """A glance that spares most texts the question for the words of their fields."""
    return "{{" in text


def resolve(text: str, fields: Fields) -> str:
    """The text with the words of its fields, marks as they were typed: what is frozen."""
    return FIELD.sub(lambda match: fields.get(match[1], match[0]), text)


def plain(text: str) -> Words:
    """Words without emphasis, such as a heading."""
    return Words(text, LETTERS[""] * len(text))


def together(parts: Iterable[Words]) -> Words:
    """One after the other, with nothing between."""
    return joined(parts, "")


def joined(parts: Iterable[Words], between: str) -> Words:
    """One after the other, with this between two."""
    words = list(parts)
    return Words(
        between.join(each.text for each in words),
        (" " * len(between)).join(each.emphasis for each in words),
    )


def _html(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{'<br>'.join(map(_line, block.lines))}</p>"
    if isinstance(block, Items):
        return f'<ul class="items" role="list">{"".join(map(_item, block.items))}</ul>'
    head = "".join(f'<th scope="col">{_line(cell)}</th>' for cell in block.head)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _item(item: Item) -> str:
    mark, gap = escape(item.indent + item.mark), item.gap
    return f'<li><span class="mark">{mark}</span>{gap}{_line(item.line)}</li>'


def _cell(line: Line) -> str:
    return f"<td>{_line(line)}</td>"


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    words = escape(run.text)
    return f"<{run.emphasis}>{words}</{run.emphasis}>" if run.emphasis else words


def _words(block: Block) -> Words:
    if isinstance(block, Table):
        rows = [joined(map(_of_line, row), BETWEEN_CELLS) for row in (block.head, *block.rows)]
        return joined(rows, BETWEEN_LINES)
    return joined(_lines(block), BETWEEN_LINES)


def _lines(block: Paragraph | Items) -> Iterator[Words]:
    if isinstance(block, Paragraph):
        yield from map(_of_line, block.lines)
        return
    for item in block.items:
        before = item.indent + item.mark + item.gap
        yield together([plain(before), _of_line(item.line)])


def _of_line(line: Line) -> Words:
    return Words(flat([line]), "".join(LETTERS[run.emphasis] * len(run.text) for run in line))
