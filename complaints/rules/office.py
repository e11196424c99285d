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
    everywhere = Q(organisation__isnull=True, partnership__isnull=True)
    grants = Grant.objects.in_effect().filter(
        everywhere | Q(organisation=office.authority_id), role=Role.COMPLAINTS
    )
    return Account.objects.filter(person__in=grants.values("person"), is_active=True)


def _works_on(by: Account, complaint: Complaint) -> Verdict:
    """As `visible_to`, without asking the database once more."""
    authority = complaint.office.authority_id
    scopes = {grant[1:] for grant in by.access.grants if grant.role == Role.COMPLAINTS}
    works = (None, None) in scopes or any(scope[0] == authority for scope in scopes)
    return allowed_if(works, _("Only complaints officers of this office work on it."))


def can_acknowledge(by: Account, complaint: Complaint) -> Verdict:
    """Say that it arrived: once."""
    return _works_on(by, complaint) and _possible("acknowledge", complaint)


def can_ask(by: Account, complaint: Complaint) -> Verdict:
    """Put a question to the person."""
    return _works_on(by, complaint) and _possible("ask", complaint)


def can_answer(by: Account, complaint: Complaint) -> Verdict:
    """Give the answer."""
    return _works_on(by, complaint) and _possible("answer", complaint)


def can_close(by: Account, complaint: Complaint) -> Verdict:
    """After the answer, or where the person took it back."""
    return _works_on(by, complaint) and _possible("close", complaint)


def can_translate(by: Account, complaint: Complaint) -> Verdict:
    """Put a translation beside what the person wrote."""
    return _works_on(by, complaint)


def can_say(by: Account, complaint: Complaint, kind: str) -> Verdict:
    """A question, the answer, or a notice in between."""
    if kind == MessageKind.QUESTION:
        return can_ask(by, complaint)
    if kind == MessageKind.ANSWER:
        return can_answer(by, complaint)
    return _works_on(by, complaint) and allowed_if(
        complaint.stage in (*OPEN, Stage.ANSWERED), _("It is closed.")
    )


def _possible(verb: str, complaint: Complaint) -> Verdict:
    return allowed_if(
        LIFE.possible(verb, complaint.stage), _("That is not possible at this stage.")
    )
