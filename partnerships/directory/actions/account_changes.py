"""Change somebody's way in: another address, or the second step and the password taken away."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.endings import end_sessions
from partnerships.directory.letters.account_changes import tell_account, tell_of_change
from partnerships.directory.models import Account, AccountChange, AccountChangeKind
from partnerships.shared.addresses import to_ascii
from partnerships.shared.audit.actions import record

EMAIL = AccountChangeKind.EMAIL


@transaction.atomic
def ask_account_change(
    account: Account, *, by: Account, kind: str, email: str = ""
) -> AccountChange:
    """Waits for a second person where rules.needs_second_yes_for says so; otherwise made at once.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_ask_account_change(by, account).enforce()
    locked = Account.objects.select_for_update().get(pk=account.pk)
    change = _ask(locked, by=by, kind=kind, email=email)
    if rules.needs_second_yes_for(by, locked, kind):
        tell_of_change(change, "asked")
        return change
    return _make(change, locked, by=by)


@transaction.atomic
def ask_own_address(account: Account, email: str) -> AccountChange:
    """Holders of protected roles change their own address with a second person, too.

    A former wish of their own is replaced. Raises: ValidationError.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    for former in AccountChange.objects.open().filter(account=locked, kind=EMAIL, asked_by=locked):
        _withdraw(former, by=locked)
    change = _ask(locked, by=locked, kind=EMAIL, email=email)
    tell_of_change(change, "asked")
    return change


def _ask(account: Account, *, by: Account, kind: str, email: str) -> AccountChange:
    change = AccountChange(
        account=account,
        kind=kind,
        asked_by=by,
        email=_clean_address(email) if kind == EMAIL else "",
    )
    if AccountChange.objects.open().filter(account=account, kind=kind).exists():
        raise ValidationError(_("Such a change waits already. It must be decided first."))
    if kind == EMAIL:
        _refuse_address(account, change.email, own=change.is_own)
    change.full_clean()
    change.save()
    record("directory.account_change_asked", by=by, target=change, facts=_facts(change))
    return change


def _clean_address(email: str) -> str:
    try:
        return to_ascii(email) if email.strip() else ""
    except ValidationError as error:
        raise ValidationError({"email": error}) from None


def _refuse_address(account: Account, email: str, *, own: bool) -> None:
    """Two addresses that differ in case are one. Raises: ValidationError.

    Who asks for themselves learns nothing about other people's addresses: only the second person does.
    """
    if not email:
        raise ValidationError({"email": _("Type the new address.")})
    if email == account.email.lower():
        raise ValidationError({"email": _("This is the present address.")})
    if not own and _is_taken(account, email):
        raise ValidationError({"email": _taken_words()})


def _is_taken(account: Account, email: str) -> bool:
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
    others = Account.objects.exclude(pk=account.pk).filter(email__iexact=email)
    return others.exists() or proven.exclude(user=account).exists()


def _taken_words() -> str:
    return _("There is an account with this address already.")


@transaction.atomic
def agree_account_change(change: AccountChange, *, by: Account) -> AccountChange:
    """The second person agrees, and it is made. Raises: PermissionDenied, ValidationError."""
    account = Account.objects.select_for_update().get(pk=change.account_id)
    locked = _lock(change)
    rules.can_agree_account_change(by, locked).enforce()
    made = _make(locked, account, by=by)
    tell_of_change(made, "made")
    return made


@transaction.atomic
def refuse_account_change(change: AccountChange, *, by: Account) -> AccountChange:
    """The second person says no. Raises: PermissionDenied."""
    locked = _lock(change)
    rules.can_refuse_account_change(by, locked).enforce()
    _close(locked, by=by)
    record("directory.account_change_refused", by=by, target=locked, facts=_facts(locked))
    tell_of_change(locked, "refused")
    return locked


@transaction.atomic
def withdraw_account_change(change: AccountChange, *, by: Account) -> AccountChange:
    """Whoever asked takes it back. Raises: PermissionDenied."""
    locked = _lock(change)
    rules.can_withdraw_account_change(by, locked).enforce()
    return _withdraw(locked, by=by)


def _lock(change: AccountChange) -> AccountChange:
    rows = AccountChange.objects.select_for_update(of=("self",)).select_related("account")
    return rows.get(pk=change.pk)


def _withdraw(change: AccountChange, *, by: Account) -> AccountChange:
    _close(change, by=by)
    record("directory.account_change_withdrawn", by=by, target=change, facts=_facts(change))
    tell_of_change(change, "withdrawn")
    return change


def _close(change: AccountChange, *, by: Account) -> None:
    change.refused_at, change.decided_by = timezone.now(), by
    change.save(update_fields=["refused_at", "decided_by"])


def _facts(change: AccountChange) -> dict[str, object]:
    return {"account": change.account_id, "kind": change.kind}


def _make(change: AccountChange, account: Account, *, by: Account) -> AccountChange:
    """All sessions of the account end: whoever was in must prove themselves anew."""
    addresses = {account.email}
    if change.kind == EMAIL:
        addresses.add(change.email)
        _move(account, change.email)
    else:
        _take_factors(account)
    change.made_at, change.decided_by = timezone.now(), by
    change.save(update_fields=["made_at", "decided_by"])
    end_sessions(account)
    record("directory.account_change_made", by=by, target=change, facts=_facts(change))
    tell_account(change, account, addresses)
    return change


def _move(account: Account, email: str) -> None:
    """allauth's rows follow: one address, proven and primary; what waited to be proven goes."""
    try:
        with transaction.atomic():
            account.email = email
            account.save(update_fields=["email"])
            EmailAddress.objects.filter(user=account).delete()
            EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    except IntegrityError:  # somebody else took it since it was asked
        raise ValidationError({"email": _taken_words()}) from None


def _take_factors(account: Account) -> None:
    """The person signs in by code and sets up a new second step."""
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
