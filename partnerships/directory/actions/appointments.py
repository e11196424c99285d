"""Ask that somebody stands, leads or signs for an organisation; say yes, be the witness, say no, take it back.

What is asked begins by itself with the last yes. Source: decision 0021.
"""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.actions.events import Particulars
from partnerships.directory.actions.standing import begin_row, end_row, hold, live_row
from partnerships.directory.letters.appointments import tell
from partnerships.directory.models import (
    Account,
    Appointment,
    Organisation,
    Person,
    Representation,
    RepresentationRole,
    Second,
)
from partnerships.directory.rules import appointments as rules
from partnerships.directory.rules import capacity
from partnerships.directory.rules.representations import is_last_lead
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

LEAD = RepresentationRole.LEAD
BEGUN = "directory/representation_begun"


@transaction.atomic
def ask_appointment(
    person: Person, organisation: Organisation, *, by: Account, role: str, **values: Any
) -> Appointment:
    """Ask that the person stands for it in this role. `values`: function, may_sign, signs_since, since, attested_on,
    until_on, replaces. Complete at once where nobody else's yes is missing.

    Raises: PermissionDenied, ValidationError.
    """
    by = hold(organisation, by=by)
    own = person.account_id == by.pk
    asks = rules.can_appoint(by, organisation)
    (asks or (rules.can_ask_to_lead(by, organisation) if own else asks)).enforce()
    if person.merged_into_id is not None:
        raise ValidationError(_("This entry goes on as another one and stays as it is."))
    appointment = Appointment(
        person=person,
        organisation=organisation,
        role=role,
        asked_by=by,
        asked_for_id=None if own and not asks else rules.asks_in_the_name_of(by, organisation),
        second=rules.second_for(
            by, person, organisation, role=role, may_sign=values.get("may_sign", False)
        ),
        **values,
    )
    appointment.full_clean()
    appointment.save()
    record("directory.appointment_asked", **_about(by, appointment))
    if own:
        _agree(appointment, by)
    else:
        tell(appointment, "asked")
    return _settle(appointment, by=by)


@transaction.atomic
def ask_to_lead(organisation: Organisation, *, by: Account) -> Appointment:
    """For oneself: to be the lead of an organisation that has none, or to be confirmed as the lead one is from before
    the rule, with the right to sign. Raises: PermissionDenied, ValidationError.
    """
    rules.can_ask_to_lead(by, organisation).enforce()
    row = live_row(Person.objects.get(account=by), organisation)
    kept = {"function": row.function, "until_on": row.until_on} if row else {}
    return ask_appointment(
        Person.objects.get(account=by), organisation, by=by, role=LEAD, may_sign=True, **kept
    )


@transaction.atomic
def agree_appointment(appointment: Appointment, *, by: Account) -> Appointment:
    """The person's own yes, or that of who keeps the entry. Raises: PermissionDenied, ValidationError."""
    by, locked = _lock(appointment, by=by)
    rules.can_agree(by, locked).enforce()
    locked.second = rules.second_now(locked)
    _agree(locked, by)
    return _settle(locked, by=by)


def _agree(locked: Appointment, by: Account) -> None:
    locked.agreed_by, locked.agreed_at = by, timezone.now()
    if locked.second != Second.NOBODY:
        locked.asked_accounts = rules.seconds_of(locked)
    _save(locked)
    record("directory.appointment_agreed", **_about(by, locked))
    if locked.second != Second.NOBODY:
        tell(locked, "second")


@transaction.atomic
def second_appointment(appointment: Appointment, *, by: Account) -> Appointment:
    """The colleague or witness says that it is right. Raises: PermissionDenied, ValidationError."""
    by, locked = _lock(appointment, by=by)
    rules.can_second(by, locked).enforce()
    locked.seconded_by, locked.seconded_at = by, timezone.now()
    locked.seconded_for_id = rules.second_capacity(by, locked)
    _save(locked)
    record("directory.appointment_seconded", **_about(by, locked))
    return _settle(locked, by=by)


@transaction.atomic
def refuse_appointment(appointment: Appointment, *, by: Account) -> Appointment:
    """No: it never begins, and what began without the witness ends. Raises: PermissionDenied."""
    by, locked = _lock(appointment, by=by)
    rules.can_refuse_appointment(by, locked).enforce()
    locked.refused_at = timezone.now()
    _close(locked, by=by)
    record("directory.appointment_refused", **_about(by, locked))
    tell(locked, "refused", but=by)
    return locked


@transaction.atomic
def withdraw_appointment(appointment: Appointment, *, by: Account) -> Appointment:
    """Whoever asked takes it back. Raises: PermissionDenied."""
    by, locked = _lock(appointment, by=by)
    rules.can_withdraw_appointment(by, locked).enforce()
    return _withdraw(locked, by=by)


def _withdraw(locked: Appointment, *, by: Account) -> Appointment:
    locked.withdrawn_at = timezone.now()
    _close(locked, by=by)
    record("directory.appointment_withdrawn", **_about(by, locked))
    tell(locked, "withdrawn", but=by)
    return locked


def _close(locked: Appointment, *, by: Account) -> None:
    """Keeps who decided; a representation that began before its witness had answered ends."""
    locked.decided_by = by
    _save(locked)
    row = locked.representation
    if row is not None and row.is_provisional and not row.is_over:
        end_row(row, None)
        end_what_hangs_on(locked.person, by=by)


@transaction.atomic
def appoint_by_document(
    person: Person,
    organisation: Organisation,
    *,
    document: str,
    role: str = LEAD,
    by: Account | None = None,
    tells: bool = True,
    **values: object,
) -> Appointment:
    """For `manage.py confirm_lead` and the demo: where no witness exists, a paper stands for the second person.

    Everywhere it is shown as "by document, no second person". `tells`: the person and those concerned get letters.
    Raises: ValidationError without a reference.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if not document.strip():
        raise ValidationError(_("Name the document on which this rests."))
    former = Appointment.objects.open().filter(person=person, organisation=organisation)
    former.update(withdrawn_at=timezone.now())
    appointment = Appointment(
        person=person,
        organisation=organisation,
        role=role,
        asked_by=by,
        second=Second.NOBODY,
        document=document.strip(),
        **values,
    )
    appointment.full_clean()
    appointment.save()
    return _complete(appointment, by=by, tells=tells)


def _lock(appointment: Appointment, *, by: Account) -> tuple[Account, Appointment]:
    by = hold(appointment.organisation, by=by)
    rows = Appointment.objects.select_related("person", "organisation", "representation")
    return by, rows.select_for_update(of=("self",)).get(pk=appointment.pk)


def _save(locked: Appointment) -> None:
    locked.version += 1
    locked.full_clean()
    locked.save()


def _settle(locked: Appointment, *, by: Account) -> Appointment:
    """With the last yes it begins; a first lead works before the witness has come."""
    if locked.has_every_yes:
        return _complete(locked, by=by)
    if locked.agreed_at is None or locked.role != LEAD or locked.representation_id is not None:
        return locked
    row = live_row(locked.person, locked.organisation)
    if rules.works_at_once(locked) and not (row and row.role == LEAD):
        locked.representation = _standing(locked, row, confirmed=False)
        _save(locked)
        record("directory.representation_begun", **_facts_of(by, locked.representation))
    return locked


def _complete(locked: Appointment, *, by: Account | None, tells: bool = True) -> Appointment:
    row, begins_later = live_row(locked.person, locked.organisation), _begins_later(locked)
    if locked.replaces is not None:
        _end_replaced(locked, by=by)
    if row is not None and (locked.replaces is not None or begins_later):
        # Until that day as before: a deputy who follows is no deputy any more.
        end_row(row, _first_day(locked) - timedelta(days=1))
        row = None
    begins = row is None
    locked.representation = _standing(locked, row, confirmed=True)
    locked.completed_at = timezone.now()
    _save(locked)
    if begins:
        record("directory.representation_begun", **_facts_of(by, locked.representation))
    record("directory.appointment_completed", **_about(by, locked))
    if tells:
        if begins:
            _welcome(locked.representation, by)
        tell(locked, "completed")
    return locked


def _welcome(row: Representation, by: Account | None) -> None:
    account = row.person.account
    if account is not None and (by is None or account.pk != by.pk):
        write(BEGUN, to=account, facts={"representation": row.pk})


def _end_replaced(locked: Appointment, *, by: Account | None) -> None:
    """Whoever goes, goes on the day before; their handover note stands there already."""
    former = Representation.objects.select_for_update().get(pk=locked.replaces_id or 0)
    if former.is_over or (locked.role != LEAD and is_last_lead(former)):
        return
    end_row(former, _first_day(locked) - timedelta(days=1))
    record("directory.representation_ended", **_facts_of(by, former))
    end_what_hangs_on(former.person, by=by)


def _begins_later(locked: Appointment) -> bool:
    """Is the beginning that was asked for still ahead?"""
    return locked.since is not None and locked.since > timezone.localdate()


def _first_day(locked: Appointment) -> date:
    """A yes that comes later takes no day away from the past; a document speaks of its own time."""
    today = timezone.localdate()
    first_day = locked.since or today
    return first_day if locked.document else max(first_day, today)


def _standing(
    locked: Appointment, row: Representation | None, *, confirmed: bool
) -> Representation:
    """The row that rests on the appointment: begun now, or with what it gives in addition."""
    signs = locked.may_sign and confirmed
    power = {
        "role": locked.role,
        "is_provisional": not confirmed,
        "may_sign": signs,
        "signs_since": _signs_since(locked, row) if signs else None,
        "rests_on": locked,
    }
    if row is None:
        days = {"since": locked.since, "attested_on": locked.attested_on}
        if not any(days.values()):
            days["since"] = timezone.localdate()
        return begin_row(
            locked.person,
            locked.organisation,
            function=locked.function,
            until_on=locked.until_on,
            replaces=locked.replaces,
            **days,
            **power,
        )
    if row.role == LEAD and not row.is_provisional:
        power["role"] = LEAD
    for name, value in power.items():
        setattr(row, name, value)
    row.function = locked.function or row.function
    row.until_on = locked.until_on
    row.version += 1
    row.full_clean()
    row.save()
    return row


def _signs_since(locked: Appointment, row: Representation | None) -> date | None:
    """As asked; where the person stood there before, not from the beginning but from the decision on."""
    if locked.signs_since or row is None or locked.document:
        return locked.signs_since
    if row.may_sign and row.rests_on_id is not None:
        return row.signs_since
    return timezone.localdate()


def _about(by: Account | None, appointment: Appointment) -> Particulars:
    """What the log keeps beside the event."""
    return {
        "by": by,
        "target": appointment,
        "capacity": capacity.for_organisation(by, appointment.organisation) if by else None,
        "facts": {
            "person": appointment.person_id,
            "organisation": appointment.organisation_id,
            "role": appointment.role,
            "may_sign": appointment.may_sign,
            "second": appointment.second,
            "document": bool(appointment.document),
        },
    }


def _facts_of(by: Account | None, row: Representation) -> Particulars:
    return {
        "by": by,
        "target": row,
        "capacity": capacity.for_organisation(by, row.organisation) if by else None,
        "facts": {
            "person": row.person_id,
            "organisation": row.organisation_id,
            "role": row.role,
            "appointment": row.rests_on_id,
        },
    }


def withdraw_all_of(account: Account, *, by: Account) -> None:
    """Somebody leaves: what waits for them, and what they asked for, is taken back."""
    rows = Appointment.objects.open().select_related("person", "organisation", "representation")
    mine = rows.filter(asked_by=account) | rows.filter(person__account=account)
    for appointment in mine.select_for_update(of=("self",)).order_by("pk"):
        _withdraw(appointment, by=by)
