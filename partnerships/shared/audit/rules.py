"""Who reads the log. Which events is `AuditEvent.objects.visible_to`."""

from django.utils.translation import gettext as _

from partnerships.shared.accounts import Account
from partnerships.shared.staff import reads_log
from partnerships.shared.verdicts import Verdict, allowed_if


def can_read(by: Account) -> Verdict:
    """Data protection officers. Administrators keep the installation, not an eye on people."""
    return allowed_if(reads_log(by), _("Only data protection officers read the log."))


def can_verify(by: Account) -> Verdict:
    """Whoever reads it may have it checked."""
    return can_read(by)
