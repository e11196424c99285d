"""Who may look after letters."""

from django.utils.translation import gettext as _

from partnerships.shared.accounts import Account
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from partnerships.shared.staff import is_administrator
from partnerships.shared.verdicts import Verdict, allowed_if


def can_look_after(by: Account) -> Verdict:
    """Administrators see kind, address and state, never the text."""
    return allowed_if(is_administrator(by), _("Only administrators see the list of letters."))


def can_retry(by: Account, letter: Letter) -> Verdict:
    """A failed letter may be posted again."""
    allowed = can_look_after(by)
    return allowed and allowed_if(
        letter.status == Status.FAILED, _("Only a letter that failed can be posted again.")
    )
