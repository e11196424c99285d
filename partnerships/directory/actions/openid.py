"""Come in by the sign-in service, link it, end the link. Source: decision 0014.

A link is a row of allauth: issuer and subject. What the service says about a person is not kept. Whoever owns
the account is told by letter, so that no link stays unnoticed.
"""

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from partnerships.directory import rules
from partnerships.directory.actions import invitations
from partnerships.directory.models import Account, Invitation
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.actor import acting
from partnerships.shared.letters.actions import write


def enter_by_openid(*, issuer: str, subject: str, address: str) -> Account | None:
    """Open the oldest open invitation to this proven address, and link its new account.

    None when there is none, when the address has an account already (it is never taken over; its owner
    links it when signed in), or when somebody else was faster. Nothing is written then.
    """
    if not address:
        return None
    invitations = (
        Invitation.objects.open().filter(email__iexact=address).order_by("created_at", "pk")
    )
    invitation = invitations.first()
    if invitation is None:
        return None
    try:
        return _enter(invitation, issuer, subject)
    except (PermissionDenied, IntegrityError):  # the address or the subject was taken a moment ago
        return None


@transaction.atomic
def _enter(invitation: Invitation, issuer: str, subject: str) -> Account | None:
    account = invitations.accept(invitation)
    if account is not None:
        with acting(account):
            link_openid(by=account, issuer=issuer, subject=subject)
    return account


@transaction.atomic
def link_openid(*, by: Account, issuer: str, subject: str) -> SocialAccount:
    """The service's subject opens this account from now on. Raises: PermissionDenied."""
    Account.objects.select_for_update().get(pk=by.pk)  # two windows at once link once
    rules.can_link_openid(by, issuer, subject).enforce()
    try:
        with transaction.atomic():
            link = SocialAccount.objects.create(user=by, provider=issuer, uid=subject)
    except IntegrityError:  # another account took the subject a moment ago: the rule says so now
        rules.can_link_openid(by, issuer, subject).enforce()
        raise
    record("directory.openid_linked", by=by, target=by)
    write("directory/openid_linked", to=by, facts={})
    return link


@transaction.atomic
def unlink_openid(link: SocialAccount | None, *, by: Account) -> None:
    """The service opens this account no longer; a code by e-mail does. Raises: PermissionDenied."""
    locked = SocialAccount.objects.select_for_update().filter(pk=link.pk).first() if link else None
    rules.can_unlink_openid(by, locked).enforce()
    assert locked is not None  # noqa: S101  the rule has refused nothing else
    locked.delete()
    record("directory.openid_unlinked", by=by, target=by)
    write("directory/openid_unlinked", to=by, facts={})
