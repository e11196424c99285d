"""Merge a duplicate into the entry that goes on.

What is live moves to it where it has no equivalent and ends otherwise; what is over, and what was agreed, still names
the duplicate, which stays with its history. Source: decision 0005, point 7.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.models import (
    Account,
    Appointment,
    Commitment,
    Contact,
    ContactPoint,
    Goal,
    Organisation,
    Partner,
    Project,
    Representation,
    RepresentationRole,
    Seat,
)
from partnerships.directory.models.locks import Lock, wait_for
from partnerships.shared.audit.actions import record
from partnerships.shared.dates import Span

# A blank of the entry that goes on is filled from the duplicate.
FILLED = ("legal_form", "place", "areas", "languages", "email", "phone", "website")
OPEN_STATES = ("planned", "running")


def not_over(rows: QuerySet) -> QuerySet:
    """Spans that hold today or are still to begin."""
    today = timezone.localdate()
    return rows.filter(Q(until_on=None) | Q(until_on__gte=today), ended_at=None)


@transaction.atomic
def merge_organisation(duplicate: Organisation, into: Organisation, *, by: Account) -> Organisation:
    """`duplicate` stays with `merged_into`; what is live goes on at `into`, without a gap for anybody.

    Raises: PermissionDenied, also for a circle, itself, or when somebody else was first.
    """
    rules.can_merge_organisation(by, duplicate, into).enforce()
    wait_for(Lock.TREE)
    locked = {
        row.pk: row
        for row in Organisation.objects.select_for_update()
        .filter(pk__in=[duplicate.pk, into.pk])
        .order_by("pk")
    }
    old, new = locked[duplicate.pk], locked[into.pk]
    rules.can_merge_organisation(by, old, new).enforce()
    _close_appointments(old)
    moved = {name: step(old, new) for name, step in STEPS.items()}
    _fill(old, new)
    old.merged_into, old.version = new, old.version + 1
    old.save()
    facts = {"into": new.pk, "moved": {name: number for name, number in moved.items() if number}}
    record("directory.organisation_merged", by=by, target=old, facts=facts)
    record("directory.organisation_took_over", by=by, target=new, facts={"duplicate": old.pk})
    return new


def _close_appointments(old: Organisation) -> None:
    """What waits for an answer at the duplicate is asked anew at the entry that goes on, or not at all."""
    Appointment.objects.open().filter(organisation=old).update(withdrawn_at=timezone.now())


def _fill(old: Organisation, new: Organisation) -> None:
    for name in FILLED:
        if not getattr(new, name) and getattr(old, name):
            setattr(new, name, getattr(old, name))
    new.version += 1
    new.save()


def _move_spans(rows: QuerySet, keys: tuple[str, ...], old: Organisation, new: Organisation) -> int:
    """How many live rows of `old` went to `new`. One whose like `new` has today ends now instead."""
    twins: dict[tuple, list[Span]] = {}
    for twin in not_over(rows.filter(organisation=new)):
        twins.setdefault(_key(twin, keys), []).append(twin)
    moved, today = 0, timezone.localdate()
    for row in not_over(rows.filter(organisation=old)).select_for_update().order_by("pk"):
        there = twins.get(_key(row, keys), [])
        if there and (_begins(row) > today or any(_begins(twin) <= today for twin in there)):
            row.ended_at = timezone.now()
        else:
            row.organisation, moved = new, moved + 1
            row.until_on = _until_the_next(row, there)
        row.save()
    return moved


def _key(row: Span, keys: tuple[str, ...]) -> tuple:
    return tuple(getattr(row, key) for key in keys)


def _begins(row: Span) -> date:
    return row.since or row.attested_on  # type: ignore[return-value]  # one of them is known


def _until_the_next(row: Span, later: list[Span]) -> date | None:
    """`later` begins after today: until then the moved row holds, so that nobody has a gap."""
    ends = [_begins(twin) - timedelta(days=1) for twin in later]
    return min([*ends, *([row.until_on] if row.until_on else [])], default=None)


def _representations(old: Organisation, new: Organisation) -> int:
    """Who stood for the duplicate stands for the entry that goes on, without what its lead alone gives."""
    rows = not_over(Representation.objects.filter(organisation=old)).filter(
        Q(role=RepresentationRole.LEAD) | Q(may_sign=True)
    )
    for row in rows.select_for_update():
        row.role, row.may_sign, row.signs_since = RepresentationRole.REPRESENTATIVE, False, None
        row.is_provisional, row.rests_on = False, None
        row.save()
    return _move_spans(Representation.objects.all(), ("person_id",), old, new)


def _partners(old: Organisation, new: Organisation) -> int:
    return _move_spans(Partner.objects.all(), ("partnership_id",), old, new)


def _seats(old: Organisation, new: Organisation) -> int:
    return not_over(Seat.objects.filter(organisation=old)).update(organisation=new)


def _goals(old: Organisation, new: Organisation) -> int:
    there = Goal.objects.filter(organisation=new).values_list("kind", "title")
    known = {(kind, title.casefold()) for kind, title in there}
    rows = Goal.objects.filter(organisation=old)
    fresh = [row.pk for row in rows if (row.kind, row.title.casefold()) not in known]
    return rows.filter(pk__in=fresh).update(organisation=new)


def _projects(old: Organisation, new: Organisation) -> int:
    return Project.objects.filter(lead=old, state__in=OPEN_STATES).update(lead=new)


def _contact_points(old: Organisation, new: Organisation) -> int:
    ways = ("label", "email", "phone")
    there = set(ContactPoint.objects.filter(organisation=new).values_list(*ways))
    last = new.contact_points.aggregate(last=Max("position"))["last"]
    position = -1 if last is None else last
    rows = [
        row
        for row in old.contact_points.all()
        if tuple(getattr(row, way) for way in ways) not in there
    ]
    for place, row in enumerate(rows, start=position + 1):
        row.organisation, row.position = new, place
        row.save(update_fields=["organisation", "position"])
    return len(rows)


def _contacts(old: Organisation, new: Organisation) -> int:
    return Contact.objects.filter(organisation=old).update(organisation=new)


def _commitments(old: Organisation, new: Organisation) -> int:
    there = Commitment.objects.filter(organisation=new).values("project")
    rows = Commitment.objects.filter(organisation=old).exclude(project__in=there)
    return rows.update(organisation=new, sort_key=new.sort_key)


def _units(old: Organisation, new: Organisation) -> int:
    return Organisation.objects.filter(parent=old).exclude(pk=new.pk).update(parent=new)


def _guests(old: Organisation, new: Organisation) -> int:
    return Organisation.objects.filter(hosted_by=old).exclude(pk=new.pk).update(hosted_by=new)


STEPS: dict[str, Callable[[Organisation, Organisation], int]] = {
    "representations": _representations,
    "partners": _partners,
    "seats": _seats,
    "goals": _goals,
    "projects": _projects,
    "contact_points": _contact_points,
    "contacts": _contacts,
    "commitments": _commitments,
    "units": _units,
    "guests": _guests,
}
