"""Long lists in pages: the next page starts after the last row, so a page costs the same at any depth."""

from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

SALT = "keyset"
PAGE_ROWS = 50


@dataclass(frozen=True)
class Page:
    """At most PAGE_ROWS rows, and signed cursors for the links; None where there is no such page."""

    rows: list[Any] = field(default_factory=list)
    following: str | None = None
    preceding: str | None = None


def _beyond(names: list[str], values: list[Any], descending: bool) -> Q:
    """Rows after `values` in the order of `names`: (a > x) or (a = x and b > y) …"""
    how, query, same = ("lt" if descending else "gt"), Q(), Q()
    for name, value in zip(names, values, strict=True):
        query |= same & Q(**{f"{name}__{how}": value})
        same &= Q(**{name: value})
    return Q(**{f"{names[0]}__{how}e": values[0]}) & query


def _salt(by: list[str]) -> str:
    """A cursor fits only lists in the same order: another's values could be of another type."""
    return ":".join([SALT, *by])


def _read(cursor: str, by: list[str]) -> tuple[bool, list[Any]] | None:
    try:
        forward, values = signing.loads(cursor, salt=_salt(by))
        return bool(forward), list(values)
    except (signing.BadSignature, ValueError, TypeError):
        return None  # an old or mangled link shows the first page


def page(
    rows: QuerySet, *, by: list[str], descending: bool = False, cursor: str = "", values: tuple = ()
) -> Page:
    """One page of `rows` ordered by the fields `by`, the last of which is unique and never null.

    Shape: tuples of `values` when given (whose first entries are `by`), model rows otherwise.
    """
    place = _read(cursor, by) if cursor else None
    forward, at = place or (True, None)
    backwards = descending if forward else not descending
    if at is not None and len(at) == len(by):
        rows = rows.filter(_beyond(by, at, backwards))
    ordered = rows.order_by(*[("-" if backwards else "") + name for name in by])
    found = list((ordered.values_list(*by, *values) if values else ordered)[: PAGE_ROWS + 1])
    more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
    if not forward:
        found.reverse()
    return Page(
        rows=[row[len(by) :] for row in found] if values else found,
        following=_cursor(found, by, True, values)
        if found and (more if forward else True)
        else None,
        preceding=_cursor(found, by, False, values)
        if found and (more if not forward else at is not None)
        else None,
    )


def _cursor(found: list[Any], by: list[str], forward: bool, values: tuple) -> str:
    row = found[-1] if forward else found[0]
    key = list(row[: len(by)]) if values else [getattr(row, name) for name in by]
    return signing.dumps(
        (forward, [v if isinstance(v, int | str) else str(v) for v in key]), salt=_salt(by)
    )
