"""Partners come, change their standing, leave; a mistaken entry is corrected."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.actions.partnerships import acting, apply, hold
from partnerships.directory.models import (
    Account,
    Organisation,
    Partner,
    Partnership,
    Person,
    Representation,
    Seat,
    StandingChange,
)
from partnerships.directory.models.bodies import SeatQuerySet
from partnerships.shared.audit.actions import record


@transaction.atomic
def admit_partner(
    partnership: Partnership, organisation: Organisation, *, by: Account, **values: object
) -> Partner:
    """An organisation becomes a partner; `since`, or unknown with `attested_on`.

    Raises: PermissionDenied; ValidationError, also when it is a partner on those days already.
    """
    hold(partnership, by=by)
    if organisation.merged_into_id:
        raise ValidationError({"organisation": _("This entry was a duplicate and is closed.")})
    partner = Partner(partnership=partnership, organisation=organisation, **values)
    partner.full_clean(exclude=["sort_key"], validate_constraints=False)
    _alone(partner)
    partner.full_clean(exclude=["sort_key"])
    partner.save()
    facts = {"partnership": partnership.pk, "organisation": organisation.pk, "entry": partner.entry}
    record(
        "directory.partner_admitted", **acting(by=by, target=partner, inside=partnership, **facts)
    )
    return partner


def _alone(partner: Partner) -> None:
    """Nobody is a partner twice on one day. Needs the partnership's lock."""
    others = Partner.objects.filter(
        partnership=partner.partnership_id, organisation=partner.organisation_id
    ).exclude(pk=partner.pk)
    begins, ends = _days(partner)
    for other in others:
        other_begins, other_ends = _days(other)
        if begins <= other_ends and other_begins <= ends:
            raise ValidationError(
                _("This organisation is a partner already on these days."), code="twice"
            )


def _days(row: Partner | Seat) -> tuple[date, date]:
    """First and last day on which it holds; an open end is the last day of the calendar."""
    last = row.until_on or date.max
    if row.ended_at:
        last = min(last, timezone.localdate(row.ended_at) - timedelta(days=1))
    return row.since or row.attested_on or date.min, last


def _lock(partner: Partner, *, by: Account) -> Partner:
    hold(partner.partnership, by=by)
    return (
        Partner.objects.select_for_update(of=("self",))
        .select_related("partnership", "organisation")
        .get(pk=partner.pk)
    )


@transaction.atomic
def correct_partner(partner: Partner, *, by: Account, **values: object) -> Partner:
    """What was entered wrongly: days, side, entry, decisions. An emptied last day makes it a partner again.

    Raises: PermissionDenied, ValidationError.
    """
    locked = _lock(partner, by=by)
    changed = apply(locked, values)
    if "until_on" in changed:
        locked.ended_at = None
    locked.full_clean(exclude=["sort_key"], validate_constraints=False)
    _alone(locked)
    locked.full_clean(exclude=["sort_key"])
    locked.save()
    record(
        "directory.partner_corrected",
        **acting(
            by=by,
            target=locked,
            inside=locked.partnership,
            fields=sorted(changed),
        ),
    )
    return locked


@transaction.atomic
def change_standing(
    partner: Partner,
    *,
    by: Account,
    standing: str,
    on_day: date | None = None,
    attested_on: date | None = None,
    decision: str = "",
    decided_on: date | None = None,
) -> StandingChange:
    """From a known day on, or attested on one. Raises: PermissionDenied, ValidationError."""
    locked = _lock(partner, by=by)
    rules.can_change_standing(by, locked).enforce()
    if locked.standing == standing:
        raise ValidationError({"standing": _("The partner has this standing already.")})
    _follows(locked, on_day or attested_on)
    change = StandingChange(
        partner=locked,
        before=locked.standing,
        after=standing,
        on_day=on_day,
        attested_on=attested_on,
        decision=decision,
        decided_on=decided_on,
    )
    change.full_clean()
    change.save()
    locked.standing = standing
    locked.save(update_fields=["standing"])
    record(
        "directory.standing_changed",
        **acting(
            by=by,
            target=locked,
            inside=locked.partnership,
            before=change.before,
            after=change.after,
        ),
    )
    return change


def _follows(partner: Partner, day: date | None) -> None:
    """A change comes after the beginning and after the change before it, and not before its day."""
    if day is None:
        return  # the constraint says it
    if day > timezone.localdate():
        raise ValidationError({"on_day": _("This day has not come yet.")})
    if day < (partner.since or date.min):
        raise ValidationError({"on_day": _("On this day it was not a partner yet.")})
    last = (
        partner.standing_changes.order_by(Coalesce("on_day", "attested_on").desc(), "-id")
        .values_list(Coalesce("on_day", "attested_on"), flat=True)
        .first()
    )
    if last and day < last:
        raise ValidationError(
            {"on_day": _("The standing changed after this day already. See its story.")}
        )


@transaction.atomic
def leave_partnership(
    partner: Partner,
    *,
    by: Account,
    until_on: date,
    leaving_decision: str = "",
    leaving_decided_on: date | None = None,
    end_seats: bool = True,
) -> Partner:
    """Its last day; access ends with it. Its seats in the bodies end too unless they are to stay.

    Raises: PermissionDenied, ValidationError.
    """
    locked = _lock(partner, by=by)
    rules.can_leave_partnership(by, locked).enforce()
    begins, _last = _days(locked)
    if until_on < begins:
        raise ValidationError({"until_on": _("The end must not be before the beginning.")})
    locked.until_on = until_on
    locked.leaving_decision, locked.leaving_decided_on = leaving_decision, leaving_decided_on
    locked.full_clean(exclude=["sort_key"])
    locked.save()
    ended = _end_seats(locked, until_on) if end_seats else []
    _end_for_people(locked, ended, by)
    record(
        "directory.partnership_left",
        **acting(by=by, target=locked, inside=locked.partnership, seats_ended=len(ended)),
    )
    return locked


def seats_of(partner: Partner) -> SeatQuerySet:
    """The seats of today that this organisation has in the partnership."""
    return Seat.objects.current().filter(
        body__partnership=partner.partnership_id, organisation=partner.organisation_id
    )


def _end_for_people(partner: Partner, seats: list[Seat], by: Account) -> None:
    """What hangs on the access of those who stood for it or sat there, when it is over today."""
    if partner.until_on is None or partner.until_on >= timezone.localdate():
        return
    stand = Representation.objects.current().filter(organisation=partner.organisation_id)
    sat = [seat.person_id for seat in seats if seat.person_id]
    for person in Person.objects.filter(Q(pk__in=stand.values("person")) | Q(pk__in=sat)):
        end_what_hangs_on(person, by=by)


def _end_seats(partner: Partner, until_on: date) -> list[Seat]:
    seats = list(seats_of(partner).select_for_update(of=("self",)))
    for seat in seats:
        seat.until_on = max(until_on, seat.since or until_on)
        seat.save(update_fields=["until_on"])
    return seats
