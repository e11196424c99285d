"""What the person may do in the mailbox; who they are was shown by the code."""

from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.stages import LIFE, Stage
from partnerships.shared.verdicts import Verdict, allowed_if


def can_write_to_office(complaint: Complaint) -> Verdict:
    """The person, through the mailbox: until it is closed."""
    return allowed_if(
        complaint.stage not in (Stage.CLOSED, Stage.WITHDRAWN),
        _("It is closed. Nothing can be added."),
    )


def can_be_nudged(complaint: Complaint) -> Verdict:
    """A letter without content, to an address that the person leaves: until it is closed."""
    return allowed_if(
        complaint.stage not in (Stage.CLOSED, Stage.WITHDRAWN),
        _("It is closed. Nothing can be added."),
    )


def can_withdraw(complaint: Complaint) -> Verdict:
    """The person, through the mailbox: as long as there is no answer."""
    return allowed_if(
        LIFE.possible("withdraw", complaint.stage), _("It can no longer be taken back.")
    )
