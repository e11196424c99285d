"""Who may report a barrier: everybody, where somebody reads it."""

from django.conf import settings
from django.utils.translation import gettext as _

from partnerships.shared.accounts import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def can_report_barrier(by: Account | None) -> Verdict:
    """Needs no account. Without an address of the operator there is nobody to read it."""
    return allowed_if(
        settings.OPERATOR_EMAIL, _("Reports cannot be sent from here. Please call or write.")
    )
