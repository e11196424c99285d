"""Who changed what, when, before and after: read from the tables of the history, newest first.

A page gives `Source`s: the history of a table, narrowed to what its reader may see. One query reads them all.
Which account acted stands in the context of each change, see directory/middleware.py.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.shared.labels import field_label

PAGE_ROWS = 50
SALT = "history"
# What people do not type: kept in step by the row itself.
SILENT = frozenset({"id", "sort_key", "match_key", "version", "position", "created_at"})

Names = Callable[[set[int]], Mapping[int, str]]  # numbers of rows -> what the reader may call them

Recorded = dict[str, Any]  # one row of a history table, with `source`, `now` and `then` as JSON


@dataclass(frozen=True)
class Source:
    """The history of one table. `rows` are event rows that the reader may see.

    `label` says what changed ("Contact point"); `silent` are fields not shown; `names` gives words for keys, by field;
    a number it leaves out is shown as something one does not see. `shown` gives words for other values, by field.
    """

    rows: QuerySet
    label: str | Promise
    silent: frozenset[str] = SILENT
    names: Mapping[str, Names] = field(default_factory=dict)
    shown: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def table(self) -> type[models.Model]:
        """The tracked model."""
        return self.rows.model.pgh_tracked_model


@dataclass(frozen=True)
class Difference:
    """One field; both sides in words, blank for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One row changed at a moment. `deed` is insert, update or delete; `by` the account's number or None."""

    at: datetime
    deed: str
    label: str | Promise
    by: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Changes:
    """A page of them; `following` is a signed cursor for the older ones."""

    rows: list[Change]
    following: str | None = None


def changes_of(sources: Iterable[Source], cursor: str = "") -> Changes:
    """At most PAGE_ROWS, newest first. Changes of silent fields alone are left out."""
    sources = list(sources)
    place = _read(cursor)
    parts = [_columns(source, number, place) for number, source in enumerate(sources)]
    union = reduce(lambda one, other: one.union(other, all=True), parts)
    read = list(union.order_by("-pgh_created_at", "source", "-pgh_id")[: PAGE_ROWS + 1])
    more, recorded = len(read) > PAGE_ROWS, read[:PAGE_ROWS]
    words = _Words(sources, recorded)
    changes = [_change(sources[row["source"]], row, words) for row in recorded]
    return Changes(
        rows=[change for change in changes if change.differences],
        following=_cursor(recorded[-1]) if more else None,
    )


def _columns(source: Source, number: int, place: tuple[datetime, int, int] | None) -> QuerySet:
    """The shape that all sources share, so that one query can hold them."""
    event = source.rows.model
    names = [f.name for f in event._meta.local_fields if not f.name.startswith("pgh_")]
    whole = JSONObject(**{event._meta.get_field(name).attname: F(name) for name in names})
    earlier = event.objects.filter(
        pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")
    ).order_by("-pgh_id")
    rows = source.rows if place is None else source.rows.filter(_older(number, place))
    return (
        rows.order_by()
        .annotate(
            source=Value(number, output_field=models.IntegerField()),
            now=whole,
            then=Subquery(
                earlier.annotate(whole=whole).values("whole")[:1], output_field=models.JSONField()
            ),
        )
        .values("source", "pgh_id", "pgh_created_at", "pgh_label", "pgh_context", "now", "then")
    )


def _older(number: int, place: tuple[datetime, int, int]) -> Q:
    at, source, last = place
    older = Q(pgh_created_at__lt=at)
    if number > source:
        return older | Q(pgh_created_at=at)
    return older | Q(pgh_created_at=at, pgh_id__lt=last) if number == source else older


def _cursor(row: Recorded) -> str:
    return signing.dumps(
        [row["pgh_created_at"].isoformat(), row["source"], row["pgh_id"]], salt=SALT
    )


def _read(cursor: str) -> tuple[datetime, int, int] | None:
    try:
        at, source, last = signing.loads(cursor, salt=SALT)
        moment = parse_datetime(at)
    except (signing.BadSignature, ValueError, TypeError):
        return None  # an old or mangled link shows the first page
    return (moment, source, last) if moment else None


def _change(source: Source, row: Recorded, words: "_Words") -> Change:
    now, then, deed = row["now"], row["then"] or {}, row["pgh_label"]
    before, after = (now, {}) if deed == "delete" else ({} if deed == "insert" else then, now)
    differences = []
    for f in source.table._meta.local_fields:
        if f.name in source.silent or before.get(f.attname) == after.get(f.attname):
            continue
        sides = [words.of(row["source"], f, side.get(f.attname)) for side in (before, after)]
        if sides != ["", ""]:
            differences.append(Difference(field_label(f), *sides))
    account = (row["pgh_context"] or {}).get("account")
    return Change(row["pgh_created_at"], deed, source.label, account, tuple(differences))


class _Words:
    """Values in words; the names of rows that keys point at are asked for once a kind of name."""

    def __init__(self, sources: list[Source], rows: list[Recorded]) -> None:
        self.sources = sources
        wanted: dict[Names, set[int]] = defaultdict(set)
        for row in rows:
            for name, names in sources[row["source"]].names.items():
                key = f"{name}_id"
                sides = (side.get(key) for side in (row["now"], row["then"] or {}))
                wanted[names].update(pk for pk in sides if pk)
        self.known = {names: names(ids) if ids else {} for names, ids in wanted.items()}

    def of(self, number: int, f: models.Field, value: Any) -> str:
        """The value in words; blank for nothing."""
        source = self.sources[number]
        if value is None or value in ("", []):
            return ""
        if f.name in source.names:
            return self.known[source.names[f.name]].get(value) or _("something you do not see")
        if f.name in source.shown:
            return source.shown[f.name](value)
        return _plain(f, value)


def _plain(f: models.Field, value: Any) -> str:
    if f.choices:
        return capfirst(str(dict(f.flatchoices).get(value, value)))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    if isinstance(f, models.DateField):
        return _day(f, value)
    return str(value)


def _day(f: models.DateField, value: str) -> str:
    from partnerships.shared.parts.figures import when

    try:
        return when(f.to_python(value))
    except ValidationError:
        return str(value)
