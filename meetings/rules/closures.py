"""Who enters the days on which people are away."""

from django.utils.translation import gettext as _

from partnerships.directory.models import Account
from partnerships.shared.verdicts import Verdict, allowed_if


def can_keep_closures(by: Account) -> Verdict:
    """Administrators: they hold for all partnerships."""
    return allowed_if(by.is_administrator(), _("Only administrators enter these days."))
