"""What officers and administrators say about who stays away."""

from django.db import transaction

from complaints import rules
from complaints.models import Complaint, Office, Recusal
from partnerships.directory.models import Account, Organisation
from partnerships.shared.audit.actions import record


@transaction.atomic
def recuse(complaint: Complaint, *, reason: str, by: Account) -> Recusal:
    """Not free: from now on they do nothing in it. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_recuse(by, complaint).enforce()
    recusal = Recusal.objects.create(complaint=complaint, by=by, reason=reason)
    record("complaints.recused", by=by, target=complaint)
    return recusal


@transaction.atomic
def name_elsewhere(office: Office, place: Organisation | None, *, by: Account) -> None:
    """To whom complaints about the office itself are handed. Raises: PermissionDenied."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    rules.can_set_times(by, office).enforce()
    office.elsewhere = place
    office.save(update_fields=["elsewhere"])
    record("complaints.elsewhere_named", by=by, target=office)
