"""Begin, edit, replace and end representations."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import capacity
from partnerships.directory.actions.endings import end_what_hangs_on
from partnerships.directory.models import (
    Account,
    Organisation,
    Person,
    Representation,
    RepresentationRole,
)
from partnerships.directory.rules import representations as rules
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write
from partnerships.shared.versions import Conflict

BEGUN, ENDED = "directory/representation_begun", "directory/representation_ended"


@transaction.atomic
def begin_representation(
    person: Person, organisation: Organisation, *, by: Any, role: str, **values: Any
) -> Representation:
    """Somebody stands for an organisation, `since` a day or `attested_on` one.

    Raises: PermissionDenied, ValidationError.
    """
    by = _hold(organisation, by=by)
    rules.can_begin_representation(by, organisation).enforce()
    begun = _begin(person, organisation, role=role, **values)
    record("directory.representation_begun", **_about(by, begun))
    _tell(BEGUN, begun, by=by)
    return begun


def _hold(organisation: Organisation, *, by: Any) -> Any:
    """Lock the organisation, and read again what `by` may do: two leads may be ending each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    return Account.objects.get(pk=by.pk)


def _begin(person: Person, organisation: Organisation, **values: Any) -> Representation:
    if person.merged_into_id is not None:
        raise ValidationError(_("This entry goes on as another one and stays as it is."))
    representation = Representation(person=person, organisation=organisation, **values)
    representation.full_clean()
    _refuse_overlap(representation)
    representation.save()
    return representation


def _refuse_overlap(one: Representation) -> None:
    """Nobody stands twice for the same organisation on the same day."""
    others = Representation.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=one.since or one.attested_on),
        person=one.person_id,
        organisation=one.organisation_id,
        ended_at__isnull=True,
    ).exclude(pk=one.pk)
    if one.until_on is not None:
        others = others.filter(Q(since__isnull=True) | Q(since__lte=one.until_on))
    if others.exists():
        raise ValidationError(_("This person stands for the organisation already."))


@transaction.atomic
def edit_representation(
    representation: Representation, *, by: Any, version: int, **values: Any
) -> Representation:
    """Role, function, may sign, days. Raises: PermissionDenied, ValidationError, Conflict."""
    by, locked = _locked(representation, by=by, version=version)
    rules.can_edit_representation(by, locked).enforce()
    if values.get("role", RepresentationRole.LEAD) != RepresentationRole.LEAD:
        rules.can_end_representation(by, locked).enforce()
    elif values.get("until_on"):
        rules.can_end_representation(by, locked, values["until_on"]).enforce()
    for name, value in values.items():
        setattr(locked, name, value)
    if locked.is_over:
        raise ValidationError(
            {"until_on": _("This day has passed. End the representation instead.")}
        )
    locked.version += 1
    locked.full_clean()
    _refuse_overlap(locked)
    locked.save()
    record("directory.representation_edited", **_about(by, locked, fields=sorted(values)))
    return locked


def _locked(
    representation: Representation, *, by: Any, version: int | None
) -> tuple[Any, Representation]:
    by = _hold(representation.organisation, by=by)
    rows = Representation.objects.select_related("organisation", "person")
    locked = rows.select_for_update(of=("self",)).get(pk=representation.pk)
    if version is not None and locked.version != version and not locked.is_over:
        raise Conflict("stale")
    return by, locked


@transaction.atomic
def end_representation(
    representation: Representation,
    *,
    by: Any,
    last_day: date | None = None,
    handover_note: str = "",
    reason: str = "",
    version: int | None = None,
) -> Representation:
    """At the end of a day, or at this moment: then the next request is refused.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is given and not the present one.
    """
    by, locked = _locked(representation, by=by, version=version)
    rules.can_end_representation(by, locked, last_day).enforce()
    locked.ending_reason = reason
    _end(locked, last_day, handover_note)
    record("directory.representation_ended", **_about(by, locked, at_once=last_day is None))
    _tell(ENDED, locked, by=by)
    end_what_hangs_on(locked.person, by=by)
    return locked


def _end(locked: Representation, last_day: date | None, handover_note: str = "") -> None:
    """A representation that never reached its last day ends at this moment."""
    if last_day is None or (locked.since and last_day < locked.since):
        locked.ended_at = timezone.now()
    else:
        locked.until_on = last_day
    locked.handover_note = handover_note or locked.handover_note
    locked.version += 1
    locked.full_clean()
    locked.save()


@transaction.atomic
def replace_representation(
    representation: Representation,
    person: Person,
    *,
    by: Any,
    role: str,
    since: date,
    handover_note: str = "",
    version: int | None = None,
    **values: Any,
) -> Representation:
    """One ends on the day before `since`, another begins; a deputy who follows is no deputy any more.

    Raises: PermissionDenied, ValidationError, Conflict.
    """
    by, locked = _locked(representation, by=by, version=version)
    rules.can_replace_representation(by, locked).enforce()
    if role != RepresentationRole.LEAD:
        rules.can_end_representation(by, locked).enforce()
    if person.pk == locked.person_id:
        raise ValidationError(_("Name somebody else."))
    _end(locked, since - timedelta(days=1), handover_note)
    _end_present(person, locked.organisation, since)
    begun = _begin(person, locked.organisation, role=role, since=since, replaces=locked, **values)
    record("directory.representation_replaced", **_about(by, begun, before=locked.pk))
    _tell(ENDED, locked, by=by)
    _tell(BEGUN, begun, by=by)
    end_what_hangs_on(locked.person, by=by)
    return begun


def _end_present(person: Person, organisation: Organisation, since: date) -> None:
    rows = Representation.objects.not_over().filter(person=person, organisation=organisation)
    for row in rows.select_for_update():
        _end(row, since - timedelta(days=1))


def _about(by: Any, representation: Representation, **facts: Any) -> dict[str, Any]:
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


def _tell(kind: str, representation: Representation, *, by: Any) -> None:
    """Whoever has an account learns it, unless they did it themselves."""
    account = representation.person.account
    if account is not None and account.pk != by.pk:
        write(kind, to=account, facts={"representation": representation.pk})
