"""Who brings organisations in by a file."""

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, ImportRun, ImportState, Partnership
from partnerships.directory.rules.organisations import can_enter_organisation
from partnerships.directory.rules.partnerships import can_keep_partnership
from partnerships.shared.verdicts import Verdict, allowed_if


def can_import(by: Account, partnership: Partnership | None = None) -> Verdict:
    """Whoever enters organisations; into a partnership, whoever keeps it as well."""
    enters = can_enter_organisation(by)
    return enters and can_keep_partnership(by, partnership) if partnership else enters


def can_confirm_import(by: Account, run: ImportRun) -> Verdict:
    """The person who chose the file, as long as it waits."""
    if run.account_id == by.pk and run.state == ImportState.WAITING:
        return can_import(by, run.partnership)
    return allowed_if(False, _("This file was imported already."))


def can_reread_import(by: Account, run: ImportRun) -> Verdict:
    """The person who chose the file says how it is to be read, as long as it waits."""
    return can_confirm_import(by, run)


def can_withdraw_import(by: Account, run: ImportRun) -> Verdict:
    """The person who chose the file, as long as it waits."""
    return allowed_if(
        run.account_id == by.pk and run.state == ImportState.WAITING,
        _("This file was imported already."),
    )
