"""Rows of representations begin and end; who may let them, stands in actions.representations and actions.appointments."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.models import Account, Organisation, Person, Representation


def hold(organisation: Organisation, *, by: Account) -> Account:
    """Lock the organisation, and read again what `by` may do: two leads may be ending each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    return Account.objects.get(pk=by.pk)


def begin_row(person: Person, organisation: Organisation, **values: object) -> Representation:
    """A new row. Raises: ValidationError, also where the person stands for it on one of these days already."""
    if person.merged_into_id is not None:
        raise ValidationError(_("This entry goes on as another one and stays as it is."))
    row = Representation(person=person, organisation=organisation, **values)
    row.full_clean()
    refuse_overlap(row)
    row.save()
    return row


def refuse_overlap(one: Representation) -> None:
    """Nobody stands twice for the same organisation on the same day. Raises: ValidationError."""
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


def end_row(row: Representation, last_day: date | None, handover_note: str = "") -> None:
    """A representation that never reached its last day ends at this moment."""
    if last_day is None or (row.since and last_day < row.since):
        row.ended_at = timezone.now()
    else:
        row.until_on = last_day
    row.handover_note = handover_note or row.handover_note
    row.version += 1
    row.full_clean()
    row.save()


def live_row(person: Person, organisation: Organisation) -> Representation | None:
    """The one that holds today or is still to begin, locked."""
    rows = Representation.objects.not_over().filter(person=person, organisation=organisation)
    return rows.select_for_update().order_by("since", "pk").first()
