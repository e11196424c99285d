"""Who is responsible for what somebody did: the organisation in whose name they acted.

Source: GDPR Art. 4(7); decision 0013.
"""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import Model, Q
from django.db.models.expressions import Expression
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Organisation, Representation, Seat
from partnerships.directory.models.trees import add_duplicates, find_topmost, topmost_in_sql


def controller_of(by: Account, capacity: Model | None, target: Model) -> int | None:
    """Number of the topmost organisation; None where nobody but the installation answers for it."""
    return _topmost(_responsible(by, capacity, target), by)


def controller_in_sql(by: Account, capacity: Model | None, target: Model) -> Expression | None:
    """The same, as a question that the insert of the event asks by itself."""
    responsible = _responsible(by, capacity, target)
    if responsible is None:
        return None
    return topmost_in_sql(responsible)


def _responsible(by: Account, capacity: Model | None, target: Model) -> int | None:
    own = _organisation_of(target)
    acting = _acting_for(by, capacity)
    organisation: int | None
    if len(acting) == 1:
        organisation = next(iter(acting))
    elif acting:
        organisation = own if own in acting else None
    else:
        organisation = own  # administrators and the clock act for nobody
    return organisation


def _acting_for(by: Account, capacity: Model | None) -> frozenset[int]:
    """By capacity; otherwise the authorities one has a role in; otherwise those one stands for."""
    if by is None:
        return frozenset()
    if isinstance(capacity, Representation):
        return frozenset(row.organisation for row in by.access.stands if row.pk == capacity.pk)
    if isinstance(capacity, Seat):
        seated = Seat.objects.filter(pk=capacity.pk).values_list("organisation_id", flat=True)
        if seat_organisations := frozenset(o for o in seated if o):
            return seat_organisations
    staff = frozenset(grant.organisation for grant in by.access.grants if grant.organisation)
    return staff or frozenset(stand.organisation for stand in by.access.stands)


def _organisation_of(target: Model) -> int | None:
    if isinstance(target, Organisation):
        return target.pk
    return getattr(target, "organisation_id", None)


def _topmost(organisation: int | None, by: Account) -> int | None:
    """Units answer through the authority they belong to.

    Asked once per account and organisation: an import writes thousands of events.
    """
    if organisation is None:
        return None
    known = by.__dict__.setdefault("_topmost", {}) if by else {}
    if organisation not in known:
        known[organisation] = find_topmost(organisation)
    return known[organisation]


def reads_whole_log(account: Account) -> bool:
    """Reads every event: the data protection officer of the installation."""
    return ("data_protection", None, None) in account.access.grants


def readable_log(account: Account) -> Q:
    """All events for the installation's officer; an organisation's reads those of its own."""
    if reads_whole_log(account):
        return Q(pk__isnull=False)  # an empty Q is dropped beside others
    own = [o for role, o, _p in account.access.grants if role == "data_protection" and o]
    if not own:
        return Q(pk__in=[])
    controllers = add_duplicates(own)  # also what was noted for an entry before it was merged
    if len(controllers) == 1:
        return Q(controller_id=controllers[0])
    return Q(controller_id__in=controllers)


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


def _name_representations(ids: list[int]) -> Iterator[tuple[int, str]]:
    rows = Representation.objects.filter(pk__in=ids)
    for pk, name in rows.values_list("pk", "organisation__name"):
        yield pk, _("for %(organisation)s") % {"organisation": name}


def _name_seats(ids: list[int]) -> Iterator[tuple[int, str]]:
    rows = Seat.objects.filter(pk__in=ids)
    for pk, body, seat in rows.values_list("pk", "body__name", "label"):
        yield pk, _("seat “%(seat)s” in %(body)s") % {"seat": seat, "body": body}


def _name_organisations(ids: list[int]) -> Iterator[tuple[int, str]]:
    yield from Organisation.objects.filter(pk__in=ids).values_list("pk", "name")


SAY: dict[str, Callable[[list[int]], Iterator[tuple[int, str]]]] = {
    "directory.Representation": _name_representations,
    "directory.Seat": _name_seats,
    "controller": _name_organisations,
}
