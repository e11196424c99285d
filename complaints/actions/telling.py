"""Letters to the office: that something came, never what."""

from complaints.models import CallBack, Complaint, Office
from complaints.rules import independent_of, officers_of
from partnerships.directory.models import Account
from partnerships.shared.letters.actions import write

ARRIVED = "complaints/arrived"
CALL = "complaints/call"
OBJECTED = "complaints/objected"
CIRCLE = "complaints/circle"
KEEPING = "complaints/keeping"


def tell_officers(complaint: Complaint) -> None:
    """All complaints officers of the office; nobody of what a partner keeps."""
    if complaint.is_kept:
        return
    for officer in officers_of(complaint.office):
        write(ARRIVED, to=officer, facts={"complaint": complaint.pk})


def tell_of_call(call: CallBack) -> None:
    """The same officers, in the same words: nobody sees in a letter that somebody wants to be called."""
    for officer in officers_of(call.office):
        write(CALL, to=officer, facts={"call": str(call.pk)})


def tell_of_objection(complaint: Complaint) -> None:
    """The office as of everything; beside it those who do not belong to it, so that it does not stay among those concerned."""
    tell_officers(complaint)
    for account in independent_of(complaint.office):
        write(OBJECTED, to=account, facts={"complaint": complaint.pk})


def tell_of_circle(complaint: Complaint, *, untold: set[int]) -> None:
    """Who may work on it has changed: those hear of it who do not belong to the office; not accounts that it concerns or that noted it."""
    for account in independent_of(complaint.office).exclude(pk__in=untold):
        write(CIRCLE, to=account, facts={"complaint": complaint.pk})


def tell_of_keeping(office: Office, *, by: Account) -> None:
    """How long complaints are kept, or who deletes them, is set anew: data protection and officers of the installation hear of it."""
    for account in independent_of(office).exclude(pk=by.pk):
        write(KEEPING, to=account, facts={"office": office.pk})
