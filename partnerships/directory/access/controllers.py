"""Who is responsible for what somebody did: the organisation in whose name they acted.

Source: GDPR Art. 4(7); decision 0013.
"""

from collections.abc import Callable, Iterable, Iterator

from django.db import connection
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Organisation, Representation, Seat

# Units answer through the authority they belong to; a circle of parents would end here as well.
TOPMOST = """
WITH RECURSIVE up AS (
    SELECT id, parent_id, 0 AS steps FROM directory_organisation WHERE id = %s
    UNION ALL
    SELECT o.id, o.parent_id, up.steps + 1 FROM directory_organisation o
    JOIN up ON o.id = up.parent_id WHERE up.steps < 20
)
SELECT id FROM up ORDER BY steps DESC LIMIT 1
"""
# An officer of B reads what was noted for A before A was merged into B as its duplicate.
WITH_DUPLICATES = """
WITH RECURSIVE same AS (
    SELECT unnest(%s::bigint[]) AS id
    UNION
    SELECT o.id FROM directory_organisation o JOIN same ON o.merged_into_id = same.id
)
SELECT array_agg(id) FROM same
"""


def controller_of(by: Account, capacity: Model | None, target: Model) -> int | None:
    """Number of the topmost organisation; None where nobody but the installation answers for it."""
    return _topmost(_responsible(by, capacity, target), by)


def controller_in_sql(by: Account, capacity: Model | None, target: Model) -> RawSQL | None:
    """The same, as a question that the insert of the event asks by itself."""
    found = _responsible(by, capacity, target)
    if found is None:
        return None
    return RawSQL(f"({TOPMOST})", [found])  # noqa: S611 - our own text; the number is a parameter


def _responsible(by: Account, capacity: Model | None, target: Model) -> int | None:
    own = _organisation_of(target)
    acting = _acting_for(by, capacity)
    found: int | None
    if len(acting) == 1:
        found = next(iter(acting))
    elif acting:
        found = own if own in acting else None
    else:
        found = own  # administrators and the clock act for nobody
    return found


def _acting_for(by: Account, capacity: Model | None) -> frozenset[int]:
    """By capacity; otherwise the authorities one has a role in; otherwise those one stands for."""
    if by is None:
        return frozenset()
    if isinstance(capacity, Representation):
        return frozenset(row.organisation for row in by.access.stands if row.pk == capacity.pk)
    if isinstance(capacity, Seat):
        seated = Seat.objects.filter(pk=capacity.pk).values_list("organisation_id", flat=True)
        if found := frozenset(o for o in seated if o):
            return found
    staff = frozenset(held.organisation for held in by.access.grants if held.organisation)
    return staff or frozenset(stand.organisation for stand in by.access.stands)


def _organisation_of(target: Model) -> int | None:
    if isinstance(target, Organisation):
        return target.pk
    return getattr(target, "organisation_id", None)


def _topmost(organisation: int | None, by: Account) -> int | None:
    """Asked once per account and organisation: an import writes thousands of events."""
    if organisation is None:
        return None
    known = by.__dict__.setdefault("_topmost", {}) if by else {}
    if organisation not in known:
        with connection.cursor() as cursor:
            cursor.execute(TOPMOST, [organisation])
            row = cursor.fetchone()
        known[organisation] = row[0] if row else organisation
    return known[organisation]


def reads_whole_log(account: Account) -> bool:
    """Data protection officer of the installation."""
    return ("data_protection", None, None) in account.access.grants


def readable_log(account: Account) -> Q:
    """All events for the installation's officer; an organisation's reads those of its own."""
    if reads_whole_log(account):
        return Q(pk__isnull=False)  # an empty Q is dropped beside others
    own = [o for role, o, _p in account.access.grants if role == "data_protection" and o]
    if not own:
        return Q(pk__in=[])
    with connection.cursor() as cursor:
        cursor.execute(WITH_DUPLICATES, [own])
        found = cursor.fetchone()[0]
    return Q(controller_id=found[0]) if len(found) == 1 else Q(controller_id__in=found)


def in_words(codes: Iterable[str]) -> dict[str, str]:
    """Words for "directory.Representation:12", "directory.Seat:3" and "controller:7", by code.

    A question for each sort that is there.
    """
    numbers: dict[str, list[int]] = {}
    for code in codes:
        sort, _colon, number = code.rpartition(":")
        numbers.setdefault(sort, []).append(int(number))
    return {
        f"{sort}:{pk}": text
        for sort, say in SAY.items()
        if sort in numbers
        for pk, text in say(numbers[sort])
    }


def _standing(ids: list[int]) -> Iterator[tuple[int, str]]:
    rows = Representation.objects.filter(pk__in=ids)
    for pk, name in rows.values_list("pk", "organisation__name"):
        yield pk, _("for %(organisation)s") % {"organisation": name}


def _seated(ids: list[int]) -> Iterator[tuple[int, str]]:
    rows = Seat.objects.filter(pk__in=ids)
    for pk, body, seat in rows.values_list("pk", "body__name", "label"):
        yield pk, _("seat “%(seat)s” in %(body)s") % {"seat": seat, "body": body}


def _named(ids: list[int]) -> Iterator[tuple[int, str]]:
    yield from Organisation.objects.filter(pk__in=ids).values_list("pk", "name")


SAY: dict[str, Callable[[list[int]], Iterator[tuple[int, str]]]] = {
    "directory.Representation": _standing,
    "directory.Seat": _seated,
    "controller": _named,
}
