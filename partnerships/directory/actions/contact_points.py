"""The contact points of an organisation: add, edit, move, remove."""

from django.db import transaction
from django.db.models import Max

from partnerships.directory import rules
from partnerships.directory.actions.events import Particulars
from partnerships.directory.actions.organisations import hold
from partnerships.directory.models import Account, ContactPoint, Organisation
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record


def _words(point: ContactPoint, organisation: Organisation, by: Account) -> Particulars:
    """What every event about a contact point says beside its name."""
    return {
        "by": by,
        "target": organisation,
        "capacity": capacity.for_organisation(by, organisation),
        "facts": {"contact_point": point.pk},
    }


@transaction.atomic
def add_contact_point(organisation: Organisation, *, by: Account, **values: object) -> ContactPoint:
    """One more, at the end; the same sent twice is one. Raises: PermissionDenied, ValidationError."""
    rules.can_add_contact_point(by, organisation).enforce()
    locked = hold(organisation, by=by)
    rules.can_add_contact_point(by, locked).enforce()
    if there := locked.contact_points.filter(**values).first():
        return there
    last = locked.contact_points.aggregate(last=Max("position"))["last"]
    point = ContactPoint(
        organisation=locked, position=(last if last is not None else -1) + 1, **values
    )
    point.full_clean()
    point.save()
    record("directory.contact_point_added", **_words(point, locked, by))
    return point


@transaction.atomic
def edit_contact_point(point: ContactPoint, *, by: Account, **values: object) -> ContactPoint:
    """Raises: PermissionDenied, ValidationError; ContactPoint.DoesNotExist when it was removed meanwhile."""
    locked = hold(point.organisation, by=by)
    fresh = locked.contact_points.get(pk=point.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    fresh.save()
    record("directory.contact_point_edited", **_words(fresh, locked, by))
    return fresh


@transaction.atomic
def move_contact_point(point: ContactPoint, *, by: Account, up: bool) -> None:
    """Changes places with its neighbour; at the end nothing happens."""
    locked = hold(point.organisation, by=by)
    rows = list(locked.contact_points.order_by("position", "id"))
    at = next((i for i, row in enumerate(rows) if row.pk == point.pk), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record("directory.contact_point_moved", **_words(point, locked, by))


@transaction.atomic
def remove_contact_point(point: ContactPoint, *, by: Account) -> None:
    """Gone from the page; the history keeps it. Twice is once."""
    locked = hold(point.organisation, by=by)
    if there := locked.contact_points.filter(pk=point.pk).first():
        record("directory.contact_point_removed", **_words(there, locked, by))
        there.delete()
