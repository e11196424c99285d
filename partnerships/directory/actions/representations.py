"""Begin, edit, replace and end representations."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.directory.actions.appointments import ask_appointment, withdraw_appointment
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.actions.events import Particulars
from partnerships.directory.actions.standing import (
    begin_row,
    end_row,
    hold,
    live_row,
    refuse_overlap,
)
from partnerships.directory.models import (
    Account,
    Appointment,
    Organisation,
    Person,
    Representation,
    RepresentationRole,
)
from partnerships.directory.rules import capacity
from partnerships.directory.rules import representations as rules
from partnerships.directory.rules.people import keeps_person
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write
from partnerships.shared.versions import Conflict

ENDED = "directory/representation_ended"

Values = dict[str, Any]  # what is to stand in a representation, by the names of its fields


@transaction.atomic
def begin_representation(
    person: Person, organisation: Organisation, *, by: Account, role: str, **values: Any
) -> Representation | Appointment:
    """Somebody stands for an organisation, `since` a day or `attested_on` one.

    A name without account, kept by who enters it, stands there at once; everybody else is asked first, and so is a
    lead and a right to sign: then an Appointment comes back. Raises: PermissionDenied, ValidationError.
    """
    by = hold(organisation, by=by)
    rules.can_begin_representation(by, organisation).enforce()
    wants_power = role == RepresentationRole.LEAD or values.get("may_sign", False)
    names = person.account_id is None and keeps_person(by, person)
    if live_row(person, organisation) is not None:
        raise ValidationError(_("This person stands for the organisation already."))
    if not names or (wants_power and organisation.pk not in by.access.vouches):
        if not wants_power:
            rules.can_name(by, person, organisation).enforce()
        return ask_appointment(person, organisation, by=by, role=role, **values)
    plain = values | {"may_sign": False, "signs_since": None}
    shown_as = RepresentationRole.REPRESENTATIVE if role == RepresentationRole.LEAD else role
    begun = begin_row(person, organisation, role=shown_as, **plain)
    record("directory.representation_begun", **_about(by, begun))
    if wants_power:
        ask_appointment(person, organisation, by=by, role=role, **_power(values, begun))
    return begun


def _power(values: Values, row: Representation) -> Values:
    """What an appointment takes over for somebody who stands there already."""
    names = ("may_sign", "signs_since", "function", "until_on")
    return {name: values.get(name, getattr(row, name)) for name in names}


@transaction.atomic
def edit_representation(
    representation: Representation, *, by: Account, version: int, **values: Any
) -> Representation:
    """Role, function, right to sign, days. What gives more power than before waits for the yes of whom it concerns.

    Raises: PermissionDenied, ValidationError, Conflict.
    """
    by, locked = _lock(representation, by=by, version=version)
    rules.can_edit_representation(by, locked).enforce()
    if locked.is_provisional and any(
        name in values and values[name] != getattr(locked, name) for name in ("role", "may_sign")
    ):
        raise ValidationError(
            _("A witness is asked about this. Take that back before you change it.")
        )
    wanted = {name: values.get(name, getattr(locked, name)) for name in POWER}
    more = _gives_more(locked, wanted, own=locked.person.account_id == by.pk)
    now = values | ({name: getattr(locked, name) for name in POWER} if more else {})
    if now.get("role", locked.role) != RepresentationRole.LEAD:
        _leads_no_more(by, locked)
    elif now.get("until_on"):
        rules.can_end_representation(by, locked, now["until_on"]).enforce()
    for name, value in now.items():
        setattr(locked, name, value)
    if locked.is_over:
        raise ValidationError(
            {"until_on": _("This day has passed. End the representation instead.")}
        )
    if not locked.may_sign:
        locked.signs_since = None
    locked.is_provisional = locked.is_provisional and locked.role == RepresentationRole.LEAD
    locked.version += 1
    locked.full_clean()
    refuse_overlap(locked)
    locked.save()
    record("directory.representation_edited", **_about(by, locked, fields=sorted(now)))
    if more:
        _ask_for(locked, wanted, by=by)
    return locked


POWER = ("role", "may_sign", "signs_since", "until_on")


def _ask_for(locked: Representation, wanted: Values, *, by: Account) -> None:
    """The rest waits; what was asked before and waits still is asked anew."""
    waiting = Appointment.objects.open().filter(
        person=locked.person_id, organisation=locked.organisation_id
    )
    for former in waiting:
        withdraw_appointment(former, by=by)
    ask_appointment(locked.person, locked.organisation, by=by, function=locked.function, **wanted)


def _leads_no_more(by: Account, locked: Representation) -> None:
    """A lead who is to be one no more: never the last one without another. Raises: PermissionDenied."""
    if locked.role == RepresentationRole.LEAD:
        rules.can_end_representation(by, locked).enforce()
        rules.one_lead_stays(locked).enforce()


def _gives_more(row: Representation, wanted: Values, *, own: bool) -> bool:
    """Does it make the person lead, let them sign (earlier), or lengthen what one has oneself?"""
    leads = wanted["role"] == RepresentationRole.LEAD and row.role != RepresentationRole.LEAD
    signs = wanted["may_sign"] and not (row.may_sign and row.rests_on_id)
    begins, wanted_since = row.signs_since, wanted["signs_since"]
    earlier = (
        wanted["may_sign"]
        and begins is not None
        and (wanted_since is None or wanted_since < begins)
    )
    ends, until = row.until_on, wanted["until_on"]
    longer = own and ends is not None and (until is None or until > ends)
    return bool(leads or signs or earlier or longer)


def _lock(
    representation: Representation, *, by: Account, version: int | None
) -> tuple[Account, Representation]:
    by = hold(representation.organisation, by=by)
    rows = Representation.objects.select_related("organisation", "person")
    locked = rows.select_for_update(of=("self",)).get(pk=representation.pk)
    if version is not None and locked.version != version and not locked.is_over:
        raise Conflict("stale")
    return by, locked


@transaction.atomic
def end_representation(
    representation: Representation,
    *,
    by: Account,
    last_day: date | None = None,
    handover_note: str = "",
    reason: str = "",
    version: int | None = None,
) -> Representation:
    """At the end of a day, or at this moment: then the next request is refused.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is given and not the present one.
    """
    by, locked = _lock(representation, by=by, version=version)
    rules.can_end_representation(by, locked, last_day).enforce()
    locked.ending_reason = reason
    end_row(locked, last_day, handover_note)
    record("directory.representation_ended", **_about(by, locked, at_once=last_day is None))
    _tell(ENDED, locked, by=by)
    end_what_hangs_on(locked.person, by=by)
    return locked


@transaction.atomic
def replace_representation(
    representation: Representation,
    person: Person,
    *,
    by: Account,
    role: str,
    since: date,
    handover_note: str = "",
    version: int | None = None,
    **values: Any,
) -> Representation | Appointment:
    """One goes on the day before `since`, another comes. Where the one who comes is asked first, the one who goes
    stays until the answer, and an Appointment comes back.

    Raises: PermissionDenied, ValidationError, Conflict.
    """
    by, locked = _lock(representation, by=by, version=version)
    rules.can_replace_representation(by, locked).enforce()
    if role != RepresentationRole.LEAD:
        _leads_no_more(by, locked)
    if person.pk == locked.person_id:
        raise ValidationError(_("Name somebody else."))
    wants_power = role == RepresentationRole.LEAD or values.get("may_sign", False)
    names = person.account_id is None and keeps_person(by, person)
    if wants_power or not names:
        return _successor_asked(locked, person, by, role, since, handover_note, values)
    end_row(locked, since - timedelta(days=1), handover_note)
    _end_present(person, locked.organisation, since)
    begun = begin_row(
        person, locked.organisation, role=role, since=since, replaces=locked, **values
    )
    record("directory.representation_replaced", **_about(by, begun, before=locked.pk))
    _tell(ENDED, locked, by=by)
    end_what_hangs_on(locked.person, by=by)
    return begun


def _successor_asked(
    locked: Representation,
    person: Person,
    by: Account,
    role: str,
    since: date,
    handover_note: str,
    values: Values,
) -> Appointment:
    """The note is kept at once, so that nothing typed is lost while the answer is waited for."""
    if handover_note:
        locked.handover_note = handover_note
        locked.version += 1
        locked.full_clean()
        locked.save()
    record("directory.representation_edited", **_about(by, locked, fields=["handover_note"]))
    return ask_appointment(
        person, locked.organisation, by=by, role=role, since=since, replaces=locked, **values
    )


def _end_present(person: Person, organisation: Organisation, since: date) -> None:
    rows = Representation.objects.not_over().filter(person=person, organisation=organisation)
    for row in rows.select_for_update():
        end_row(row, since - timedelta(days=1))


def _about(by: Account, representation: Representation, **facts: object) -> Particulars:
    """What the log keeps beside the event."""
    return {
        "by": by,
        "target": representation,
        "capacity": capacity.for_organisation(by, representation.organisation),
        "facts": {
            "person": representation.person_id,
            "organisation": representation.organisation_id,
            "role": representation.role,
            **facts,
        },
    }


def _tell(kind: str, representation: Representation, *, by: Account) -> None:
    """Whoever has an account learns it, unless they did it themselves."""
    account = representation.person.account
    if account is not None and account.pk != by.pk:
        write(kind, to=account, facts={"representation": representation.pk})
