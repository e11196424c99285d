"""What a partner may do that writes for people, and the people themselves. `by` None: the person, through the mailbox."""

from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.models.complaints import helps_for
from complaints.stages import OPEN, TOLD, Stage
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def is_helper(by: Account) -> bool:
    """Of some organisation, today."""
    return bool(helps_for(by))


def can_see_help(by: Account) -> Verdict:
    """The list of what one's organisation wrote: its helpers."""
    return allowed_if(
        is_helper(by), _("Only helpers of a partner organisation write complaints for people.")
    )


def can_write_for(by: Account, organisation: int) -> Verdict:
    """In the name of this organisation: by a role for it, and standing for it today."""
    return allowed_if(
        organisation in helps_for(by), _("Only helpers of this organisation write in its name.")
    )


def _helps(by: Account | None, complaint: Complaint) -> Verdict:
    """The person may always; of the partner, as long as the person keeps it as helper."""
    if by is None:
        return allowed_if(True, "")
    return can_write_for(by, complaint.partner_id or 0) and allowed_if(
        complaint.has_helper, _("The person goes on without your organisation.")
    )


def can_read_as_helper(by: Account, complaint: Complaint) -> Verdict:
    """All messages."""
    return _helps(by, complaint)


def _still_kept(complaint: Complaint) -> Verdict:
    return allowed_if(complaint.is_kept, _("It has been forwarded already.")) and allowed_if(
        complaint.stage == Stage.RECEIVED, _("It was taken back.")
    )


def can_note_consent(by: Account | None, complaint: Complaint) -> Verdict:
    """What the person says about forwarding, until it is forwarded."""
    return _helps(by, complaint) and _still_kept(complaint)


def can_withdraw_consent(by: Account | None, complaint: Complaint) -> Verdict:
    """Where there is one to withdraw."""
    return can_note_consent(by, complaint) and allowed_if(
        _is_agreed(complaint), _("There is no consent.")
    )


def can_forward(by: Account | None, complaint: Complaint) -> Verdict:
    """With the consent of the person, who gives it here and now in the mailbox, or gave it before."""
    return can_note_consent(by, complaint) and allowed_if(
        _is_agreed(complaint), _("The person has not agreed to it.")
    )


def _is_agreed(complaint: Complaint) -> bool:
    consent = complaint.consent
    return consent is not None and consent.allows


def can_write_as_helper(by: Account, complaint: Complaint) -> Verdict:
    """Until it is closed."""
    return _helps(by, complaint) and allowed_if(
        complaint.stage in (*OPEN, *TOLD), _("It is closed.")
    )


def can_end_help(complaint: Complaint) -> Verdict:
    """The person, as long as there is a helper."""
    return allowed_if(complaint.has_helper, _("There is no helper."))
