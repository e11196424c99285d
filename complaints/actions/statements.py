"""A unit is asked for its statement, gives it, or is asked no longer. Source: decision 0072."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import timing
from complaints.clocks import ClockKind
from complaints.models import Complaint, StatementRequest, seen_by_house
from complaints.sealed_rows import Keys, read_identity
from complaints.sealed_statements import Asked, seal_asked, seal_reply
from complaints.traces_of_person import find_traces
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

LETTER = "complaints/statement"


@transaction.atomic
def request_statement(
    complaint: Complaint, keys: Keys, *, unit: int, asked: Asked, due_on: date, by: Account
) -> StatementRequest:
    """`unit`: number of a unit concerned. Its leads get a letter, and the time for the statement begins.

    Raises: PermissionDenied; ValidationError for another unit, a day that is over, or a text that tells who complained.
    """
    complaint = Complaint.objects.lock(complaint)
    rules.can_request_statement(by, complaint).enforce()
    if unit not in {each.pk for each in rules.units_to_ask(complaint)}:
        raise ValidationError({"unit": _("This unit cannot be asked here.")})
    if due_on <= timezone.localdate():
        raise ValidationError({"due_on": _("Choose a day after today.")})
    _check_texts(complaint, keys, asked)
    row = StatementRequest(complaint=complaint, unit_id=unit, due_on=due_on, asked_by=by)
    seal_asked(row, keys, asked)
    row.save()
    if not complaint.clocks.running().filter(kind=ClockKind.STATEMENT).exists():
        timing.start(complaint, ClockKind.STATEMENT)
    for account in rules.leads_to_ask(complaint, [unit]):
        write(LETTER, to=account, facts={"request": str(row.pk), "complaint": complaint.pk})
    record("complaints.statement_requested", by=by, target=complaint)
    return row


def _check_texts(complaint: Complaint, keys: Keys, asked: Asked) -> None:
    """Raises: ValidationError that names the words, at their field."""
    identity = read_identity(complaint, keys)
    said = _("The unit must not learn who complained. Take this out: %(words)s")
    wrong = {
        name: said % {"words": ", ".join(traces)}
        for name, text in asked._asdict().items()
        if (traces := find_traces(text, identity, complaint.number))
    }
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def give_statement(
    request: StatementRequest, keys: Keys, *, text: str, by: Account
) -> StatementRequest:
    """By the lead of the unit, once. `keys`: opened by the house for them. Raises: PermissionDenied; ObjectDoesNotExist."""
    with seen_by_house():  # the complaint itself stays unseen to them
        complaint = Complaint.objects.lock(request.complaint)
        row = _read_anew(complaint, StatementRequest.objects.put_to(by), request)
        rules.can_give_statement(by, row).enforce()
        seal_reply(row, keys, text)
        row.replied_by, row.replied_at = by, timezone.now()
        row.save(update_fields=["reply", "replied_by", "replied_at"])
        _stop_clock(complaint)
    record("complaints.statement_given", by=by, target=row.unit)
    return row


@transaction.atomic
def withdraw_request(request: StatementRequest, *, by: Account) -> None:
    """The unit does not see it any more. Raises: PermissionDenied; ObjectDoesNotExist."""
    complaint = Complaint.objects.lock(request.complaint)
    row = _read_anew(complaint, StatementRequest.objects.visible_to(by), request)
    rules.can_withdraw_request(by, row).enforce()
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    _stop_clock(complaint)
    record("complaints.statement_withdrawn", by=by, target=complaint)


def note_statement_read(row: StatementRequest) -> None:
    """An officer has read the reply: it is no to-do any more."""
    StatementRequest.objects.filter(pk=row.pk, reply__isnull=False, read_at__isnull=True).update(
        read_at=timezone.now()
    )


def _stop_clock(complaint: Complaint) -> None:
    """Once no unit is waited for any more."""
    if not StatementRequest.objects.open().filter(complaint=complaint).exists():
        timing.stop(complaint, ClockKind.STATEMENT)


def _read_anew(
    complaint: Complaint,
    rows: QuerySet[StatementRequest],
    request: StatementRequest,
) -> StatementRequest:
    row = rows.select_related("unit").get(pk=request.pk)
    row.complaint = complaint
    return row
