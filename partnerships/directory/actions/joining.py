"""Somebody is invited who has an account already: what was entered for them goes on with it."""

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from partnerships.directory.models import (
    Account,
    Appointment,
    Grant,
    Invitation,
    Person,
    Representation,
    Seat,
)
from partnerships.directory.rules import invitations as rules
from partnerships.shared.audit.actions import record
from partnerships.shared.dates import Span


@transaction.atomic
def join(invitation: Invitation, *, by: Account) -> Person:
    """What the invited entry stands for today goes on as the person of the account; what has ended stays with
    the entry, which points there. Raises: PermissionDenied.
    """
    rows = Invitation.objects.open().select_related("person").select_for_update(of=("self",))
    locked = rows.filter(pk=invitation.pk).first()
    rules.can_join(by, locked).enforce()
    assert locked is not None  # noqa: S101  the rule has refused nothing else
    entry, person = _both(locked.person_id, by.access.own_person_id)
    _move_representations(entry, person)
    _move(Seat.objects.filter(person=entry), person)
    _move_grants(entry, person, by=by)
    _move_appointments(entry, person)
    entry.merged_into = person
    entry.save(update_fields=["merged_into"])
    _close(locked)
    facts = {"person": entry.pk, "into": person.pk}
    record("directory.invitation_joined", by=by, target=locked, facts=facts)
    return person


def _both(entry_pk: int, person_pk: int) -> tuple[Person, Person]:
    """Locked in the order of their numbers, so that two of these do not wait for each other."""
    rows = Person.objects.select_for_update().filter(pk__in=[entry_pk, person_pk]).order_by("pk")
    people = {row.pk: row for row in rows}
    return people[entry_pk], people[person_pk]


def _not_over() -> Q:
    lasts = Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())
    return lasts & Q(ended_at__isnull=True)


def _move(rows: QuerySet, person: Person) -> None:
    for row in rows.filter(_not_over()).select_for_update(of=("self",)):
        _hand_over(row, person)


def _hand_over(row: Model, person: Person) -> None:
    row.person = person  # type: ignore[attr-defined]  # both tables have a person
    row.save(update_fields=["person"])


def _end(row: Span) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])


def _move_representations(entry: Person, person: Person) -> None:
    """Where the person stands for the organisation already, the second one ends."""
    own = Representation.objects.filter(person=person).filter(_not_over())
    there = set(own.values_list("organisation_id", flat=True))
    for row in Representation.objects.filter(person=entry).filter(_not_over()).select_for_update():
        if row.organisation_id in there:
            _end(row)
        else:
            _hand_over(row, person)


def _move_grants(entry: Person, person: Person, *, by: Account) -> None:
    """A role that one gave or confirmed oneself does not become one's own by this way."""
    scope = ("role", "organisation_id", "partnership_id")
    there = set(Grant.objects.filter(person=person).filter(_not_over()).values_list(*scope))
    for row in Grant.objects.filter(person=entry).filter(_not_over()).select_for_update():
        own = by.pk in (row.given_by_id, row.confirmed_by_id)
        if own or (row.role, row.organisation_id, row.partnership_id) in there:
            _end(row)
        else:
            _hand_over(row, person)


def _move_appointments(entry: Person, person: Person) -> None:
    """What waits for the entry waits for the person, unless the same is asked of both."""
    there = Appointment.objects.open().filter(person=person).values("organisation")
    waiting = Appointment.objects.open().filter(person=entry)
    waiting.filter(organisation__in=there).update(withdrawn_at=timezone.now())
    waiting.update(person=person)


def _close(invitation: Invitation) -> None:
    """This one is accepted; others of the same entry have nothing to open any more."""
    now = timezone.now()
    others = Invitation.objects.filter(
        person=invitation.person_id, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    others.exclude(pk=invitation.pk).update(withdrawn_at=now)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=now)
