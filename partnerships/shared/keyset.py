"""Long lists in pages: the next page starts after the last row, so a page costs the same at any depth."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import F, OrderBy, Q, QuerySet

SALT = "keyset"
PAGE_ROWS = 50


@dataclass(frozen=True)
class Page:
    """At most PAGE_ROWS rows, and signed cursors for the links; None where there is no such page."""

    rows: list[Any] = field(default_factory=list)
    following: str | None = None
    preceding: str | None = None


class Step(NamedTuple):
    """One field of an order. What is unknown comes last, whichever way the rest runs."""

    name: str
    descending: bool = False
    nullable: bool = False
    reading_back: bool = False

    def ordering(self) -> OrderBy:
        """For `order_by`; no word about nulls where there are none, so that an index can serve."""
        nulls = {("nulls_first" if self.reading_back else "nulls_last"): True}
        place = F(self.name)
        falls = self.descending is not self.reading_back
        how = nulls if self.nullable else {}
        return place.desc(**how) if falls else place.asc(**how)

    def beyond(self, value: object) -> Q:
        """Rows whose value comes after this one, in the way one reads."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if self.reading_back else Q(pk__in=[])
        how = "lt" if self.descending is not self.reading_back else "gt"
        further = Q(**{f"{self.name}__{how}": value})
        if self.nullable and not self.reading_back:
            further |= Q(**{f"{self.name}__isnull": True})
        return further

    def same(self, value: object) -> Q:
        """The condition for rows with this value."""
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})


def steps(rows: QuerySet, by: list[str], *, descending: bool = False) -> list[Step]:
    """The order as steps; "-name" runs the other way, `descending` turns all of them round."""
    return [
        Step(name.lstrip("-"), name.startswith("-") is not descending, _nullable(rows, name))
        for name in by
    ]


def _nullable(rows: QuerySet, name: str) -> bool:
    """May the field, or a key on the way to it, be empty? Computed values may."""
    name, model = name.lstrip("-"), rows.model
    if name in rows.query.annotations:
        return True
    for part in name.split("__"):
        column = model._meta.pk if part == "pk" else model._meta.get_field(part)
        if column.null:
            return True
        model = column.related_model
    return False


def ordered(rows: QuerySet, by: list[str]) -> QuerySet:
    """All rows in this order."""
    return rows.order_by(*[step.ordering() for step in steps(rows, by)])


def _beyond(way: list[Step], values: list[object]) -> Q:
    """Rows after `values` in the order of the steps: (a > x) or (a = x and b > y) …"""
    query, same = Q(), Q()
    for step, value in zip(way, values, strict=True):
        query |= same & step.beyond(value)
        same &= step.same(value)
    first = way[0]
    if first.nullable:
        return query
    # Said twice, because the plain comparison is what lets the database start in the index.
    how = "lte" if first.descending is not first.reading_back else "gte"
    return Q(**{f"{first.name}__{how}": values[0]}) & query


def _salt(by: list[str]) -> str:
    """A cursor fits only lists in the same order: another's values could be of another type."""
    return ":".join([SALT, *by])


def _read(cursor: str, by: list[str]) -> tuple[bool, list[object]] | None:
    try:
        forward, values = signing.loads(cursor, salt=_salt(by))
        return (bool(forward), list(values)) if len(values) == len(by) else None
    except (signing.BadSignature, ValueError, TypeError):
        return None  # an old or mangled link shows the first page


def page(
    rows: QuerySet, *, by: list[str], descending: bool = False, cursor: str = "", values: tuple = ()
) -> Page:
    """One page of `rows` ordered by the fields `by`, the last of which is unique and never null.

    "-name" in `by` runs the other way. An empty place behind a cursor shows the first page instead.
    Shape: tuples of `values` when given, model rows otherwise.
    """
    way = steps(rows, by, descending=descending)
    place = _read(cursor, by) if cursor else None
    if place:
        one_page = _page(rows, way, by, place, values)
        if one_page.rows:
            return one_page
    return _page(rows, way, by, None, values)


def _page(
    rows: QuerySet,
    way: list[Step],
    by: list[str],
    place: tuple[bool, list[object]] | None,
    values: tuple,
) -> Page:
    forward, at = place or (True, None)
    if not forward:
        way = [step._replace(reading_back=True) for step in way]
    if at is not None:
        rows = rows.filter(_beyond(way, at))
    names = [step.name for step in way]
    sorted_rows = rows.order_by(*[step.ordering() for step in way])
    read = list(
        (sorted_rows.values_list(*names, *values) if values else sorted_rows)[: PAGE_ROWS + 1]
    )
    more, read = len(read) > PAGE_ROWS, read[:PAGE_ROWS]
    if not forward:
        read.reverse()
    ahead, behind = (more, at is not None) if forward else (True, more)
    return Page(
        rows=[row[len(by) :] for row in read] if values else read,
        following=_cursor(read[-1], names, by, True, values) if read and ahead else None,
        preceding=_cursor(read[0], names, by, False, values) if read and behind else None,
    )


def _cursor(row: Any, names: list[str], by: list[str], forward: bool, values: tuple) -> str:
    key = list(row[: len(by)]) if values else [getattr(row, name) for name in names]
    plain = [v if v is None or isinstance(v, int | str) else str(v) for v in key]
    return signing.dumps((forward, plain), salt=_salt(by))
