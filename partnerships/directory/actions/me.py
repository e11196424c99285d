"""What everybody changes about themselves: their entry, and leaving."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from partnerships.directory.actions.appointments import withdraw_all_of
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.actions.grants import hold_administrators
from partnerships.directory.models import Account, Grant, Person, Representation, Seat
from partnerships.directory.rules import me as rules
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write


@transaction.atomic
def change_own_entry(*, by: Account, **values: object) -> Person:
    """Name, telephone and who sees it, languages. Raises: PermissionDenied, ValidationError."""
    rules.can_change_own_entry(by).enforce()
    person = Person.objects.select_for_update().get(account=by)
    for name, value in values.items():
        setattr(person, name, value)
    person.version += 1
    person.full_clean(exclude=["sort_key"])
    person.save()
    record("directory.own_entry_changed", by=by, target=person, facts={"fields": sorted(values)})
    return person


@transaction.atomic
def leave(*, by: Account) -> None:
    """End all one's own representations, seats and roles now, close the account, and tell who stays.

    What one did and signed stays, with the name: others rely on it. Raises: PermissionDenied.
    """
    hold_administrators()
    rules.can_leave(
        Account.objects.get(pk=by.pk)
    ).enforce()  # read anew: another may just have gone
    person = Person.objects.select_for_update().get(account=by)
    stay = _who_stays(person)
    now, today = timezone.now(), timezone.localdate()
    for rows in (Representation, Grant):
        rows.objects.filter(person=person, ended_at__isnull=True).exclude(
            until_on__lt=today
        ).update(ended_at=now)
    for seat in Seat.objects.select_for_update().filter(person=person, ended_at__isnull=True):
        _vacate(seat, now)
    withdraw_all_of(by, by=by)
    Account.objects.filter(pk=by.pk).update(is_active=False)
    record("directory.left", by=by, target=person)
    for account in stay:
        write("directory/somebody_left", to=account, facts={"person": person.pk})
    end_what_hangs_on(person, by=by)


def _vacate(seat: Seat, now: datetime) -> None:
    """The chair stays at the table, empty from tomorrow on in the story of the body."""
    if seat.until_on and seat.until_on < timezone.localdate(now):
        return
    seat.ended_at = now
    seat.save(update_fields=["ended_at"])
    if seat.until_on is None:
        copied = ("body", "organisation", "label", "label_en", "voting", "position")
        values = {name: getattr(seat, name) for name in copied}
        Seat.objects.create(since=timezone.localdate(now), **values)


def _who_stays(person: Person) -> list[Account]:
    """The lead representatives of their organisations, and the liaison staff of their partnerships."""
    stands = person.representations.current().values("organisation_id")
    leads = Representation.objects.current().filter(organisation_id__in=stands, role="lead")
    accounts = Account.objects.filter(is_active=True).exclude(person=person)
    return list(accounts.filter(person__representations__in=leads).distinct()[:50])
