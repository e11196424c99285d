"""Sorting a complaint: codes, units and people whom it concerns."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions.telling import tell_of_circle
from complaints.lists import OF_SORT, Sort
from complaints.models import Complaint, Concern, Sorting, seen_by_house
from complaints.models.concerning import concerning
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


@transaction.atomic
def sort_complaint(
    complaint: Complaint,
    *,
    sort: str,
    causes: Sequence[str],
    by: Account,
    subjects: Sequence[str] = (),
    signs: Sequence[str] = (),
    area: str = "",
    units: Collection[int] = (),
    officers: Collection[int] = (),
) -> Sorting:
    """Instead of how it was sorted before. `units`, `officers`: numbers of organisations and accounts.

    Raises: PermissionDenied; ValidationError where causes do not fit, or a unit or a person is of another house.
    """
    complaint = Complaint.objects.lock(complaint)
    rules.can_sort(by, complaint).enforce()
    if not causes or not set(causes) <= set(OF_SORT[Sort(sort)]):
        raise ValidationError({"causes": _("Choose causes that fit the kind of complaint.")})
    row = Sorting.objects.filter(complaint=complaint).first() or Sorting(complaint=complaint)
    row.sort, row.causes, row.subjects = sort, sorted(causes), sorted(subjects)
    row.signs, row.area, row.by, row.at = sorted(signs), area, by, timezone.now()
    row.full_clean()
    row.save()
    before = _barred(complaint)
    _note_concerns(complaint, set(units), set(officers), by)
    if (after := _barred(complaint)) != before:
        tell_of_circle(complaint, untold={by.pk} | before | after)
    record("complaints.sorted", by=by, target=complaint)
    return row


def _barred(complaint: Complaint) -> set[int]:
    """Accounts of the office's complaints officers whom it concerns."""
    with seen_by_house():
        return {
            officer.pk
            for officer in rules.officers_of(complaint.office)
            if concerning(officer).filter(complaint=complaint).exists()
        }


def _note_concerns(complaint: Complaint, units: set[int], officers: set[int], by: Account) -> None:
    """Those that are new are noted, those that are left out go."""
    before = list(complaint.concerns.all())
    new_units = units - {each.unit_id for each in before if each.unit_id}
    new_officers = officers - {each.officer_id for each in before if each.officer_id}
    ours = rules.units_of(complaint.office).filter(pk__in=new_units)
    people = rules.heads_for(complaint.office).filter(pk__in=new_officers)
    if ours.count() < len(new_units):
        raise ValidationError({"units": _("This unit does not belong to the authority.")})
    if people.count() < len(new_officers):
        raise ValidationError({"officers": _("This person does not belong to the authority.")})
    over = [
        each.pk
        for each in before
        if (each.unit_id and each.unit_id not in units)
        or (each.officer_id and each.officer_id not in officers)
    ]
    Concern.objects.filter(pk__in=over).delete()
    Concern.objects.bulk_create(
        [
            *(Concern(complaint=complaint, unit_id=pk, by=by) for pk in sorted(new_units)),
            *(Concern(complaint=complaint, officer_id=pk, by=by) for pk in sorted(new_officers)),
        ]
    )
