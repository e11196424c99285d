"""What an address asks of a list: filters, order, columns; and the addresses that ask otherwise."""

from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from partnerships.shared.lines import clean_line
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.ordering import SORT_VALUE
from partnerships.shared.parts.tables import Column

LONGEST = 200  # characters of one value that is carried on
MOST_VALUES = 50  # of one filter


class ListContext:
    """Reads the query of a request once. Unknown names, orders and columns count as not asked for."""

    def __init__(self, description: List, given: QueryDict, rows: QuerySet) -> None:
        self.list, self.given = description, given
        self.filter = description.filters(given, rows)

    @cached_property
    def columns(self) -> tuple[ListColumn, ...]:
        """Those chosen, in the order of the list, the first always among them; else the usual ones."""
        wanted = {slug for value in self.given.getlist("columns") for slug in value.split(",")}
        chosen = tuple(column for column in self.list.columns if column.slug in wanted)
        if not chosen:
            return self.list.usual
        first = self.list.columns[0]
        return chosen if chosen[0] is first else (first, *chosen)

    @cached_property
    def sorted_by(self) -> tuple[ListColumn | None, bool]:
        """The column and whether it runs down; None for the usual order."""
        wanted = self.given.get("sort", "")
        column = self.list.column(wanted.removeprefix("-"))
        if column is None or not column.sort:
            return None, False
        return column, wanted.startswith("-")

    def ordered(self) -> tuple[QuerySet, list[str]]:
        """The narrowed rows, and the fields that order them, the last of them unique."""
        rows, (column, down) = self.filter.qs, self.sorted_by
        usual = list(self.list.order)
        if column is None:
            return rows, usual
        names: tuple[str, ...] = (SORT_VALUE,)
        if callable(column.sort):
            rows = rows.annotate(**{SORT_VALUE: column.sort()})
        else:
            names = column.sort
        if names[0] == usual[0].lstrip("-"):
            turned = usual[0].startswith("-") is not down
            return rows, [_turned(name) for name in usual] if turned else usual
        rest = [name for name in usual if name.lstrip("-") not in names]
        return rows, [("-" if down else "") + name for name in names] + rest

    @cached_property
    def kept(self) -> dict[str, object]:
        """What makes up this view, in a fixed order: filters, order, columns. Nonsense is left out."""
        parameters: dict[str, object] = {}
        for name in self.list.filters.base_filters:
            if name in self.filter.conditions:
                parameters |= self._typed(name)
        column, down = self.sorted_by
        if column:
            parameters["sort"] = ("-" if down else "") + column.slug
        if self.columns != self.list.usual:
            parameters["columns"] = ",".join(column.slug for column in self.columns)
        return parameters

    def _typed(self, name: str) -> dict[str, list[str]]:
        """What was sent for one filter; a span of days sends two values under longer names."""
        sent = [key for key in self.given if key == name or key.startswith(f"{name}_")]
        return {
            key: [clean_line(v)[:LONGEST] for v in self.given.getlist(key)[:MOST_VALUES]]
            for key in sorted(sent)
        }

    def href(self, **other: object) -> str:
        """An address that asks the same, but for `other`; None leaves a name out."""
        return "?" + urlencode(
            {name: value for name, value in {**self.kept, **other}.items() if value is not None},
            doseq=True,
        )

    def plain_href(self) -> str:
        """The whole list, as it stands before anything is asked."""
        identity = {name: v for name, v in self.kept.items() if name in self.filter.identity}
        return "?" + urlencode(identity, doseq=True)

    def unfiltered_href(self) -> str:
        """Nothing filtered, in the same order and columns."""
        kept = {*self.filter.identity, "sort", "columns"}
        return self.href(**{name: None for name in self.kept if name not in kept})

    def fields_for(self, *left_out: str) -> list[tuple[str, str]]:
        """Name and value of hidden fields, so that a form on the page keeps the rest of the view."""
        return [
            (name, str(value))
            for name, kept in self.kept.items()
            if name not in left_out
            for value in (kept if isinstance(kept, list) else [kept])
        ]

    def headings(self) -> list[Column]:
        """The chosen columns; a heading that sorts turns the order round when it is used again."""
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: ListColumn) -> Column:
        if not column.sort:
            return Column(column.label, column.numeric)
        down = self.direction(column)
        wanted = column.slug if down is not False else f"-{column.slug}"
        order = "" if down is None else "descending" if down else "ascending"
        return Column(column.label, column.numeric, self.href(sort=wanted), order)

    def direction(self, column: ListColumn) -> bool | None:
        """Does the list run down by this column? None: it is not ordered by it."""
        by, down = self.sorted_by
        if by is None and column.sort and not callable(column.sort):
            usual = self.list.order[0]
            return usual.startswith("-") if column.sort[0] == usual.lstrip("-") else None
        return down if by is column else None


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"
