"""Who notes that a complaint tells of a crime, and who lifts that again: nobody alone, and not before the prosecutor. Source: decision 0073."""

from django.utils.translation import gettext as _

from complaints.models import Complaint, Suspicion
from complaints.models.suspicions import suspicion_of
from complaints.rules.office import is_free, works_on
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def can_suspect(by: Account, complaint: Complaint) -> Verdict:
    """Note it, at any stage: also what was taken back or closed."""
    return _may_act(by, complaint) and allowed_if(
        suspicion_of(complaint) is None, _("It is noted already.")
    )


def can_refer(by: Account, complaint: Complaint, row: Suspicion | None) -> Verdict:
    """Note that the prosecutor, or who works for them, got it."""
    return _may_act(by, complaint) and allowed_if(
        row is not None and row.referred_on is None, _("The prosecutor has got it already.")
    )


def can_note_case_decision(by: Account, complaint: Complaint, row: Suspicion | None) -> Verdict:
    """Note what the prosecutor decided, once they have got it."""
    return _may_act(by, complaint) and allowed_if(
        row is not None and row.referred_on is not None and row.decided_on is None,
        _("The prosecutor has not got it yet, or has decided already."),
    )


def can_lift_suspicion(by: Account, complaint: Complaint, row: Suspicion | None) -> Verdict:
    """After the prosecutor's decision, by another officer than who noted it."""
    return (
        _may_act(by, complaint)
        and allowed_if(
            row is not None and row.decided_on is not None,
            _("The prosecutor has not decided yet."),
        )
        and allowed_if(
            row is not None and row.decided_by_id != by.pk,
            _("A second complaints officer does that."),
        )
    )


def _may_act(by: Account, complaint: Complaint) -> Verdict:
    """Complaints officers of the office who are free for it."""
    return works_on(by, complaint) and is_free(by, complaint)
