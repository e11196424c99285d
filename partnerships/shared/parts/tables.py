"""Tables from prepared rows: one pass of string joining, no template per cell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from partnerships.shared.parts.marks import icon

ARROWS = {"ascending": "arrow-up", "descending": "arrow-down"}


class Column(NamedTuple):
    """A heading; `href` sorts by it, `order` (ascending or descending) says that it does."""

    label: str | Promise
    numeric: bool = False
    href: str = ""
    order: str = ""


def frame(content: str, caption: object) -> SafeString:
    """The scrolling region round a table. It takes the focus so that arrow keys scroll it."""
    return format_html(
        '<div class="kern-table-responsive app-frame" role="region" tabindex="0" aria-label="{}">'
        '<table class="kern-table kern-table--small app-table">'
        '<caption class="app-caption">{}</caption>{}</table></div>',
        caption,
        caption,
        content,
    )


def table(
    caption: object, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> SafeString:
    """A whole table. The first cell of each row is its header; on a phone each row is a block."""
    headings = format_html_join("", "{}", ((_heading(column),) for column in columns))
    body = format_html_join("", "{}", ((_row(columns, row),) for row in rows))
    return frame(
        format_html(
            '<thead class="kern-table__head"><tr class="kern-table__row">{}</tr></thead>'
            '<tbody class="kern-table__body">{}</tbody>',
            headings,
            body,
        ),
        caption,
    )


def _heading(column: Column) -> SafeString:
    label: object = column.label
    if column.href:
        arrow = icon(ARROWS[column.order]) if column.order else ""
        label = format_html('<a class="app-sort" href="{}">{}{}</a>', column.href, label, arrow)
    order = format_html(' aria-sort="{}"', column.order) if column.order else ""
    return format_html(
        '<th scope="col" class="kern-table__header{}"{}>{}</th>',
        _numeric(column, "header"),
        order,
        label,
    )


def _row(columns: Sequence[Column], row: Sequence[object]) -> SafeString:
    first = format_html('<th scope="row" class="kern-table__header">{}</th>', row[0])
    rest = format_html_join(
        "",
        '<td class="kern-table__cell{}" data-label="{}"><span>{}</span></td>',
        (
            (_numeric(column, "cell"), column.label, cell)
            for column, cell in zip(columns[1:], row[1:], strict=True)
        ),
    )
    return format_html('<tr class="kern-table__row">{}{}</tr>', first, rest)


def _numeric(column: Column, part: str) -> str:
    return f" kern-table__{part}--numeric" if column.numeric else ""
