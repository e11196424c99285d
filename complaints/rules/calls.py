"""Who calls back: complaints officers of the office that was asked."""

from django.utils.translation import gettext as _

from complaints.models import CallBack
from complaints.rules.office import is_officer, works_for
from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def can_read_calls(by: Account) -> Verdict:
    """The list, with the numbers."""
    return allowed_if(is_officer(by), _("Only complaints officers call back."))


def can_finish_call(by: Account, call: CallBack) -> Verdict:
    """Say that somebody was called, which deletes the request."""
    return allowed_if(
        works_for(by, call.office), _("Only complaints officers of this office call back.")
    )
