"""What an office aims at, when it is closed, and the head who is told what takes long: set by administrators, with history."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import timing
from complaints.clocks import Times
from complaints.models import Clock, Complaint, Office, OfficeClosure, Target, seen_by_house
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


def _lock(office: Office) -> Office:
    """So that of two who change it at once one comes after the other."""
    return Office.objects.select_for_update(no_key=True).get(pk=office.pk)


@transaction.atomic
def set_target(office: Office, kind: str, times: Times, *, reason: str, by: Account) -> Target:
    """From now on; what runs keeps the target with which it began. Raises: PermissionDenied, ValidationError."""
    office = _lock(office)
    rules.can_set_times(by, office).enforce()
    if Target.objects.in_force(office)[kind] == times:
        raise ValidationError(_("This is the target already."))
    target = Target(office=office, kind=kind, reason=reason, set_by=by, **times._asdict())
    target.full_clean()
    target.save()
    record("complaints.target_set", by=by, target=office, facts={"kind": kind})
    return target


@transaction.atomic
def enter_closure(
    office: Office, *, name: str, first_day: date, last_day: date, by: Account
) -> OfficeClosure:
    """These days do not count: what is due is reckoned anew, also of what runs. Raises: PermissionDenied, ValidationError."""
    office = _lock(office)
    rules.can_set_times(by, office).enforce()
    closure = OfficeClosure(office=office, name=name, first_day=first_day, last_day=last_day)
    closure.full_clean()
    closure.save()
    _reckon_all(office)
    record("complaints.office_closed_on", by=by, target=office)
    return closure


@transaction.atomic
def remove_closure(closure: OfficeClosure, *, by: Account) -> None:
    """Raises: PermissionDenied, OfficeClosure.DoesNotExist."""
    office = _lock(closure.office)
    rules.can_set_times(by, office).enforce()
    OfficeClosure.objects.get(pk=closure.pk).delete()
    _reckon_all(office)
    record("complaints.office_open_on", by=by, target=office)


@transaction.atomic
def name_head(office: Office, head: Account | None, *, by: Account) -> None:
    """Who is told that something takes long. Raises: PermissionDenied, ValidationError for somebody of another house."""
    office = _lock(office)
    rules.can_set_times(by, office).enforce()
    if head and not rules.heads_for(office).filter(pk=head.pk).exists():
        raise ValidationError({"head": _("This person does not belong to the authority.")})
    office.head = head
    office.save(update_fields=["head"])
    record("complaints.head_named", by=by, target=office)


def _reckon_all(office: Office) -> None:
    """Administrators see no complaint: the house does it."""
    closed = OfficeClosure.objects.of(office)
    with seen_by_house():
        ids = Clock.objects.running().filter(complaint__office=office).values("complaint")
        rows = Complaint.objects.select_related("office").filter(pk__in=ids).order_by("pk")
        for complaint in rows.select_for_update(of=("self",), no_key=True):
            timing.reckon(complaint, closed)
