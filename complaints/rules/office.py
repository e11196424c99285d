"""Who reads complaints and works on them. Seeing is `Complaint.objects.visible_to`."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from complaints.models import Complaint, MessageKind, Office
from complaints.stages import LIFE, OPEN, Stage
from partnerships.directory.models import Account, Grant, Role
from partnerships.shared.verdicts import Verdict, allowed_if


def is_officer(by: Account) -> bool:
    """Complaints officer of an authority, or of the whole installation, today."""
    return by.access.has(Role.COMPLAINTS)


def can_read_complaints(by: Account) -> Verdict:
    """The list: complaints officers."""
    return allowed_if(is_officer(by), _("Only complaints officers read complaints."))


def officers_of(office: Office) -> QuerySet[Account]:
    """Who is told of what comes in: complaints officers of its authority or of the installation today."""
    return everybody_with(Role.COMPLAINTS, office.authority_id)


def everybody_with(role: str, authority: int | None) -> QuerySet[Account]:
    """Who holds it today for the installation, or for this authority."""
    scope = Q(organisation__isnull=True, partnership__isnull=True)
    if authority is not None:
        scope |= Q(organisation=authority)
    grants = Grant.objects.in_effect().filter(scope, role=role)
    return Account.objects.filter(person__in=grants.values("person"), is_active=True)


def works_for(by: Account, office: Office) -> bool:
    """As `visible_to`, without asking the database once more."""
    scopes = {grant[1:] for grant in by.access.grants if grant.role == Role.COMPLAINTS}
    return (None, None) in scopes or any(scope[0] == office.authority_id for scope in scopes)


def can_enter(by: Account, office: Office) -> Verdict:
    """A letter, a call, a visit: complaints officers of this office."""
    return allowed_if(
        works_for(by, office), _("Only complaints officers of this office enter what came in.")
    )


def _works_on(by: Account, complaint: Complaint) -> Verdict:
    return allowed_if(
        works_for(by, complaint.office) and not complaint.is_kept,
        _("Only complaints officers of this office work on it."),
    )


def can_acknowledge(by: Account, complaint: Complaint) -> Verdict:
    """Say that it arrived: once."""
    return _works_on(by, complaint) and _possible("acknowledge", complaint)


def can_ask(by: Account, complaint: Complaint) -> Verdict:
    """Put a question to the person."""
    return _works_on(by, complaint) and _possible("ask", complaint) and _free(by, complaint)


def can_answer(by: Account, complaint: Complaint) -> Verdict:
    """Give the answer."""
    return _works_on(by, complaint) and _possible("answer", complaint) and _free(by, complaint)


def can_close(by: Account, complaint: Complaint) -> Verdict:
    """After the answer, or where the person took it back."""
    return _works_on(by, complaint) and _possible("close", complaint) and _free(by, complaint)


def can_translate(by: Account, complaint: Complaint) -> Verdict:
    """Put a translation beside what the person wrote."""
    return _works_on(by, complaint)


def can_say(by: Account, complaint: Complaint, kind: str) -> Verdict:
    """A question, the answer, or a notice in between."""
    if kind == MessageKind.QUESTION:
        return can_ask(by, complaint)
    if kind == MessageKind.ANSWER:
        return can_answer(by, complaint)
    return (
        _works_on(by, complaint)
        and allowed_if(complaint.stage in (*OPEN, Stage.ANSWERED), _("It is closed."))
        and _free(by, complaint)
    )


def _free(by: Account, complaint: Complaint) -> Verdict:
    """Whoever had written in it when the person objected writes no more, unless the objection was not followed."""
    return allowed_if(
        by.pk not in complaint.objected_to,
        _("The person objects to those who have written here. Another complaints officer goes on."),
    )


def _possible(verb: str, complaint: Complaint) -> Verdict:
    return allowed_if(
        LIFE.possible(verb, complaint.stage), _("That is not possible at this stage.")
    )
