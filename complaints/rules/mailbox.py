"""What the person may do in the mailbox; who they are was shown by the code."""

from django.utils.translation import gettext as _

from complaints.models import Complaint, Objection, Outcome
from complaints.rules.office import is_answered_lately, not_proposed
from complaints.stages import LIFE, Stage
from partnerships.shared.verdicts import Verdict, allowed_if


def can_write_to_office(complaint: Complaint) -> Verdict:
    """The person, through the mailbox: until it is closed."""
    return allowed_if(
        complaint.stage not in (Stage.CLOSED, Stage.WITHDRAWN),
        _("It is closed. Nothing can be added."),
    )


def can_be_nudged(complaint: Complaint) -> Verdict:
    """A letter without content, to an address that the person leaves: once the office has it, until it is closed."""
    return can_write_to_office(complaint) and _has_reached(complaint)


def _has_reached(complaint: Complaint) -> Verdict:
    return allowed_if(not complaint.is_kept, _("The office has not got it yet."))


def can_disagree(complaint: Complaint) -> Verdict:
    """The person, through the mailbox: ask to look at it again, within three months of the answer, also where it is closed."""
    return (
        allowed_if(LIFE.possible("disagree", complaint.stage), _("There is no answer yet."))
        and _has_reached(complaint)
        and allowed_if(
            is_answered_lately(complaint) and bool(not_proposed(complaint)),
            _("It is closed. Nothing can be added."),
        )
    )


def can_withdraw(complaint: Complaint) -> Verdict:
    """The person, through the mailbox: as long as there is no answer. What was not forwarded need not be taken back."""
    return allowed_if(
        LIFE.possible("withdraw", complaint.stage) and not complaint.is_kept,
        _("It can no longer be taken back."),
    )


def open_objection(complaint: Complaint) -> Objection | None:
    """The one that waits for a decision."""
    found = [each.objection for each in complaint.objections]
    return next((each for each in found if each.outcome == Outcome.OPEN), None)


def can_object(complaint: Complaint) -> Verdict:
    """The person, through the mailbox: one at a time, until it is closed."""
    return (
        can_write_to_office(complaint)
        and _has_reached(complaint)
        and allowed_if(
            open_objection(complaint) is None,
            _("You have objected already. You find the answer here."),
        )
    )
