"""Bodies and their seats. A changed seat ends the day before and begins anew: a past day stays right."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.actions.partnerships import acting, apply, hold
from partnerships.directory.letters.naming import tell_who_was_named
from partnerships.directory.models import Account, Body, Organisation, Partnership, Person, Seat
from partnerships.shared.audit.actions import record


@transaction.atomic
def set_up_body(
    partnership: Partnership, *, by: Account, kind: str, name: str, **values: object
) -> Body:
    """A committee, office or group of the partnership. Raises: PermissionDenied, ValidationError."""
    hold(partnership, by=by)
    body = Body(partnership=partnership, kind=kind, name=name, **values)
    body.full_clean()
    body.save()
    record("directory.body_set_up", **acting(by=by, target=body, inside=partnership, kind=kind))
    return body


def _lock(body: Body, *, by: Account) -> Body:
    hold(body.partnership, by=by)
    rows = Body.objects.select_for_update(of=("self",)).select_related("partnership")
    return rows.get(pk=body.pk)


@transaction.atomic
def edit_body(body: Body, *, by: Account, **values: object) -> Body:
    """Name, tasks, rhythm, days. Raises: PermissionDenied, ValidationError."""
    locked = _lock(body, by=by)
    changed = apply(locked, values)
    _in_order(locked.founded_on, locked.closed_on, "closed_on")
    locked.full_clean()
    locked.save()
    record(
        "directory.body_edited",
        **acting(by=by, target=locked, inside=locked.partnership, fields=changed),
    )
    return locked


def _in_order(first: date | None, last: date | None, field: str) -> None:
    if first and last and last < first:
        raise ValidationError({field: _("The end must not be before the beginning.")})


@transaction.atomic
def close_body(body: Body, *, by: Account, closed_on: date) -> Body:
    """Its last day; the seats end with it. Raises: PermissionDenied, ValidationError."""
    locked = _lock(body, by=by)
    rules.can_close_body(by, locked).enforce()
    if closed_on > timezone.localdate():
        raise ValidationError({"closed_on": _("This day has not come yet.")})
    _in_order(locked.founded_on, closed_on, "closed_on")
    locked.closed_on = closed_on
    locked.full_clean()
    locked.save()
    seats = Seat.objects.current().select_for_update(of=("self",)).filter(body=locked)
    for seat in seats:
        seat.until_on = max(closed_on, seat.since or closed_on)
        seat.save(update_fields=["until_on"])
        _end_for_person(seat, by)
    record(
        "directory.body_closed",
        **acting(
            by=by,
            target=locked,
            inside=locked.partnership,
            seats_ended=len(seats),
        ),
    )
    return locked


def _end_for_person(seat: Seat, by: Account) -> None:
    """What hangs on the access of whoever sat there, when it is over today."""
    if seat.person and seat.until_on and seat.until_on < timezone.localdate():
        end_what_hangs_on(seat.person, by=by)


@transaction.atomic
def add_seat(body: Body, *, by: Account, label: str, **values: object) -> Seat:
    """One chair, filled or vacant; at the end of the table unless `position` says where.

    Raises: PermissionDenied, ValidationError.
    """
    locked = _lock(body, by=by)
    rules.can_add_seat(by, locked).enforce()
    if "position" not in values:
        last = locked.seats.aggregate(last=Max("position"))["last"]
        values["position"] = 0 if last is None else last + 1
    seat = Seat(body=locked, label=label, **values)
    _take_at_once(seat, by)
    seat.full_clean()
    seat.save()
    record(
        "directory.seat_added",
        **acting(by=by, target=seat, inside=locked.partnership, body=locked.pk),
    )
    tell_who_was_named(seat, by=by)
    return seat


def _lock_seat(seat: Seat, *, by: Account) -> Seat:
    _lock(seat.body, by=by)
    return (
        Seat.objects.select_for_update(of=("self",))
        .select_related("body__partnership")
        .get(pk=seat.pk)
    )


@transaction.atomic
def fill_seat(
    seat: Seat,
    *,
    by: Account,
    since: date,
    person: Person | None = None,
    organisation: Organisation | None = None,
) -> Seat:
    """From this day on somebody else sits there, or nobody; the former holder until the day before.

    Raises: PermissionDenied when it was filled or ended meanwhile, ValidationError.
    """
    locked = _lock_seat(seat, by=by)
    rules.can_fill_seat(by, locked).enforce()
    if (locked.person_id, locked.organisation_id) == (
        person.pk if person else None,
        organisation.pk if organisation else None,
    ):
        raise ValidationError(_("Nothing would change: the seat is held like this already."))
    _after(locked, since)
    locked.until_on = since - timedelta(days=1)
    locked.full_clean()
    locked.save()
    _end_for_person(locked, by)
    made = _next(locked, since, person, organisation, by)
    facts = {"body": locked.body_id, "former": locked.pk}
    event = acting(by=by, target=made, inside=locked.body.partnership, **facts)
    if person:
        record("directory.seat_filled", **event)
        tell_who_was_named(made, by=by)
    else:
        record("directory.seat_vacated", **event)
    return made


def _next(
    seat: Seat, since: date, person: Person | None, organisation: Organisation | None, by: Account
) -> Seat:
    made = Seat(
        body=seat.body,
        label=seat.label,
        label_en=seat.label_en,
        voting=seat.voting,
        position=seat.position,
        since=since,
        person=person,
        organisation=organisation,
    )
    _take_at_once(made, by)
    made.full_clean()
    made.save()
    return made


def _take_at_once(seat: Seat, by: Account) -> None:
    """Where the organisation has said yes already; otherwise a name stands there, and nothing comes of it yet."""
    if rules.is_taken_at_once(by, seat.organisation, seat.person):
        seat.taken_at, seat.taken_by = timezone.now(), by


@transaction.atomic
def take_seat(seat: Seat, *, by: Account) -> Seat:
    """Its organisation, or for a seat that is nobody's the person, says yes. Raises: PermissionDenied."""
    rows = Seat.objects.select_for_update(of=("self",)).select_related("body__partnership")
    locked = rows.get(pk=seat.pk)
    rules.can_take_seat(by, locked).enforce()
    locked.taken_at, locked.taken_by = timezone.now(), by
    locked.save(update_fields=["taken_at", "taken_by"])
    record("directory.seat_taken", by=by, target=locked, facts={"body": locked.body_id})
    return locked


@transaction.atomic
def strike_from_seat(seat: Seat, *, by: Account) -> Seat:
    """The name goes, the chair stays at the table, empty. Raises: PermissionDenied."""
    rows = Seat.objects.select_for_update(of=("self",)).select_related("body__partnership")
    locked = rows.get(pk=seat.pk)
    rules.can_strike_from_seat(by, locked).enforce()
    person, now = locked.person, timezone.now()
    locked.ended_at = now
    locked.save(update_fields=["ended_at"])
    _next(locked, timezone.localdate(now), None, locked.organisation, by)
    record("directory.seat_struck", by=by, target=locked, facts={"body": locked.body_id})
    if person is not None:
        end_what_hangs_on(person, by=by)
    return locked


def _after(seat: Seat, since: date) -> None:
    """The former holder keeps at least one day, and nobody begins tomorrow."""
    if since > timezone.localdate():
        raise ValidationError({"since": _("This day has not come yet.")})
    first = seat.since or seat.attested_on
    if first and since <= first:
        raise ValidationError(
            {"since": _("The seat is held like this since that day. Choose a later one.")}
        )


@transaction.atomic
def correct_seat(seat: Seat, *, by: Account, **values: object) -> Seat:
    """What was entered wrongly: name of the seat, vote, days. Raises: PermissionDenied, ValidationError."""
    locked = _lock_seat(seat, by=by)
    changed = apply(locked, values)
    locked.full_clean()
    locked.save()
    record(
        "directory.seat_corrected",
        **acting(
            by=by,
            target=locked,
            inside=locked.body.partnership,
            fields=sorted(changed),
        ),
    )
    return locked


@transaction.atomic
def end_seat(seat: Seat, *, by: Account, until_on: date) -> Seat:
    """The chair is taken away after this day. Raises: PermissionDenied, ValidationError."""
    locked = _lock_seat(seat, by=by)
    rules.can_end_seat(by, locked).enforce()
    _in_order(locked.since or locked.attested_on, until_on, "until_on")
    locked.until_on = until_on
    locked.full_clean()
    locked.save()
    _end_for_person(locked, by)
    record(
        "directory.seat_ended",
        **acting(
            by=by,
            target=locked,
            inside=locked.body.partnership,
            body=locked.body_id,
        ),
    )
    return locked
