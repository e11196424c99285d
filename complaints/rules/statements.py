"""Who asks a unit for its statement, who gives it, and who never does. Source: decision 0072."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from complaints.models import Complaint, StatementRequest
from complaints.rules.office import is_free, is_unsuspected, works_on
from complaints.stages import Stage
from partnerships.directory.models import Account, Organisation
from partnerships.directory.rules.witnesses import confirmed_leads
from partnerships.shared.verdicts import Verdict, allowed_if


def can_request_statement(by: Account, complaint: Complaint) -> Verdict:
    """Ask a unit concerned, while the complaint is examined."""
    return (
        works_on(by, complaint)
        and allowed_if(complaint.stage == Stage.UNDER_REVIEW, _("It is not being examined."))
        and is_free(by, complaint)
        and is_unsuspected(complaint)
    )


def can_withdraw_request(by: Account, request: StatementRequest) -> Verdict:
    """Whoever may work on the complaint, until the unit has said something."""
    complaint = request.complaint
    return (
        works_on(by, complaint)
        and is_free(by, complaint)
        and allowed_if(request.is_open, _("The unit has answered, or it was taken back."))
    )


def can_give_statement(by: Account, request: StatementRequest) -> Verdict:
    """The confirmed lead of the unit, once. Whether the complaint names them is asked by `put_to`."""
    return allowed_if(
        request.unit_id in by.access.vouches,
        _("Only the confirmed lead of the unit gives its statement."),
    ) and allowed_if(request.is_open, _("The unit has answered, or it was taken back."))


def leads_to_ask(complaint: Complaint, units: Iterable[int]) -> QuerySet[Account]:
    """Confirmed leads of these units who can sign in; without those whom the complaint names."""
    named = complaint.concerns.filter(officer__isnull=False).values("officer")
    people = confirmed_leads(units).values("person")
    return Account.objects.filter(person__in=people, is_active=True).exclude(pk__in=named)


def units_to_ask(complaint: Complaint) -> list[Organisation]:
    """Units concerned whose lead can answer here and that are not asked already."""
    asked = StatementRequest.objects.open().filter(complaint=complaint).values("unit")
    rows = Organisation.objects.filter(
        pk__in=complaint.concerns.filter(unit__isnull=False).values("unit"),
        merged_into__isnull=True,
    )
    rows = rows.exclude(pk__in=asked).order_by("sort_key", "pk")
    return [unit for unit in rows if leads_to_ask(complaint, [unit.pk]).exists()]
