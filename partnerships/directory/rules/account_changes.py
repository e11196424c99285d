"""Who changes somebody else's way in, and who must agree."""

from django.utils.translation import gettext as _

from partnerships.directory.models import Account, AccountChange, AccountChangeKind, Grant
from partnerships.directory.models.access import PROTECTED_ROLES
from partnerships.directory.rules.grants import is_second_person
from partnerships.directory.rules.independence import are_independent
from partnerships.shared.verdicts import Verdict, allowed_if, refused


def needs_second_yes_for(by: Account, account: Account, kind: str) -> bool:
    """Another address for somebody else always: whoever reads its mail is that person from then on. Lost factors, and
    one's own address, where the account's person holds a protected role.
    """
    if kind == AccountChangeKind.EMAIL and by.pk != account.pk:
        return True
    return needs_second_person(account)


def needs_second_person(account: Account) -> bool:
    """The account's person holds a protected role, or one waits or is to come."""
    rows = Grant.objects.not_over().filter(person__account=account, role__in=PROTECTED_ROLES)
    return rows.exists()


def can_see_account_changes(by: Account) -> Verdict:
    """Administrators and the installation's data protection officers."""
    return allowed_if(
        is_second_person(by),
        _("Only administrators and data protection officers see changes of accounts."),
    )


def can_ask_account_change(by: Account, account: Account) -> Verdict:
    """Administrators, for others; for themselves they go the way everybody goes."""
    if not by.is_administrator():
        return refused(_("Only administrators change somebody else's account."))
    return allowed_if(
        account.pk != by.pk, _("Change your own account under “My account”, as everybody does.")
    )


def can_agree_account_change(by: Account, change: AccountChange) -> Verdict:
    """The second person: neither who asked nor whose account it is."""
    if not is_second_person(by):
        return refused(_("Only a second administrator or the data protection officer agrees."))
    if not change.is_open:
        return refused(_("This change is decided already."))
    gains = (change.asked_by_id, change.account_id)
    return allowed_if(
        all(are_independent(by.pk, other) for other in gains),
        _("A second person must agree to this change."),
    )


def can_refuse_account_change(by: Account, change: AccountChange) -> Verdict:
    """Whoever could agree may say no."""
    return can_agree_account_change(by, change)


def can_withdraw_account_change(by: Account, change: AccountChange) -> Verdict:
    """Whoever asked, as long as nobody decided."""
    if change.asked_by_id != by.pk:
        return refused(_("Only the person who asked for the change withdraws it."))
    return allowed_if(change.is_open, _("This change is decided already."))
