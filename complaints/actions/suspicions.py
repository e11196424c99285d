"""A complaint tells of a crime: noted, given on, decided, lifted. Source: decision 0073."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import timing
from complaints.clocks import ClockKind
from complaints.models import Complaint, StatementRequest, Suspicion
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.verdicts import Verdict

Rule = Callable[[Account, Complaint, Suspicion | None], Verdict]


@transaction.atomic
def suspect(complaint: Complaint, *, by: Account) -> Suspicion:
    """From now on nothing is closed or deleted and no unit is asked; open requests are taken back. Raises: PermissionDenied."""
    complaint = Complaint.objects.lock(complaint)
    rules.can_suspect(by, complaint).enforce()
    row = Suspicion.objects.create(complaint=complaint, noted_by=by)
    asked = StatementRequest.objects.open().filter(complaint=complaint)
    if asked.update(withdrawn_at=row.noted_at):
        timing.stop(complaint, ClockKind.STATEMENT)
    record("complaints.crime_suspected", by=by, target=complaint)
    return row


@transaction.atomic
def refer(
    complaint: Complaint,
    *,
    referred_to: str,
    place: str,
    referred_on: date,
    by: Account,
    reference: str = "",
) -> None:
    """Complete, and with the identity as far as it is held (StPO § 163): handed over outside of this program, noted here.

    Raises: PermissionDenied; ValidationError for a day to come or before it was noted.
    """
    row = _allow(rules.can_refer, complaint, by)
    _check_day("referred_on", referred_on, timezone.localdate(row.noted_at))
    row.referred_to, row.place, row.reference = referred_to, place, reference
    row.referred_on, row.referred_by = referred_on, by
    row.full_clean()
    row.save()
    record("complaints.crime_referred", by=by, target=complaint)


@transaction.atomic
def note_case_decision(
    complaint: Complaint, *, decision: str, decided_on: date, by: Account
) -> None:
    """Of the prosecutor. Raises: PermissionDenied; ValidationError for a day to come or before they got it."""
    row = _allow(rules.can_note_case_decision, complaint, by)
    _check_day("decided_on", decided_on, row.referred_on)
    row.decision, row.decided_on, row.decided_by = decision, decided_on, by
    row.full_clean()
    row.save()
    record("complaints.crime_decided", by=by, target=complaint)


@transaction.atomic
def lift_suspicion(complaint: Complaint, *, by: Account) -> None:
    """It can be closed, and deleted once its term is over. Raises: PermissionDenied."""
    row = _allow(rules.can_lift_suspicion, complaint, by)
    row.lifted_by, row.lifted_at = by, timezone.now()
    row.save(update_fields=["lifted_by", "lifted_at"])
    record("complaints.suspicion_lifted", by=by, target=complaint)


def _allow(rule: Rule, complaint: Complaint, by: Account) -> Suspicion:
    """The open one, behind the lock of its complaint, with which this may be done. Raises: PermissionDenied, also where there is none."""
    complaint = Complaint.objects.lock(complaint)
    row = Suspicion.objects.open().filter(complaint=complaint).first()
    rule(by, complaint, row).enforce()
    if row is None:
        raise PermissionDenied
    return row


def _check_day(name: str, day: date, first: date | None) -> None:
    if day > timezone.localdate() or (first is not None and day < first):
        raise ValidationError({name: _("This day does not fit: it is to come, or too early.")})
