"""Invite, accept, withdraw."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.models import Account, Grant, Invitation, Person
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite(person: Person, *, by: Any, email: str, language: str = "de") -> Invitation:
    """Ask a person to open an account. Answers alike whether or not the address is known elsewhere.

    Raises: PermissionDenied.
    """
    rules.can_invite(by, person).enforce()
    return _invite(person, by=by, email=email, language=language)


def _invite(person: Person, *, by: Any, email: str, language: str) -> Invitation:
    invitation = Invitation.objects.create(
        person=person,
        email=email.strip().lower(),
        language=language,
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    invitation.letter = write(
        "directory/invitation",
        email=invitation.email,
        language=language,
        facts={"invitation": invitation.pk},
    )
    invitation.save(update_fields=["letter"])
    record("directory.person_invited", by=by, target=invitation, facts={"person": person.pk})
    return invitation


@transaction.atomic
def invite_first(
    role: str, *, email: str, family_name: str, language: str = "de", **values: Any
) -> Invitation:
    """For `manage.py invite_admin`: the first administrator and the first data protection officer.

    Nobody is signed in yet who could be the second person; whoever runs the machine is.
    Raises: ValueError when somebody holds the role already.
    """
    if Grant.objects.in_effect().filter(role=role).exists():
        raise ValueError(f"somebody holds the role {role} already")
    person = Person.objects.create(family_name=family_name, email=email, **values)
    grant = Grant.objects.create(person=person, role=role, since=timezone.localdate())
    record("directory.role_given", by=None, target=grant, facts={"person": person.pk, "role": role})
    return _invite(person, by=None, email=email, language=language)


def hash_of(token: str) -> str:
    """What stays of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def mint_link(invitation: Invitation) -> str:
    """A fresh link, made at the moment of posting; a former one of the same invitation ends."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=hash_of(token))
    return f"{settings.SITE_URL}/invitations/{token}/"


def open_invitation(token: str) -> Invitation | None:
    """The open invitation behind a link, or None."""
    return (
        Invitation.objects.open().select_related("person").filter(token_hash=hash_of(token)).first()
    )


@transaction.atomic
def accept(invitation: Invitation) -> Account | None:
    """Open the account; its address is proven by the link. None when the address has an account already.

    The person then signs in with it; a link alone never opens an existing account. Raises: PermissionDenied.
    """
    locked = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    rules.can_accept(locked).enforce()
    assert locked is not None  # noqa: S101  the rule has refused nothing else
    if Account.objects.filter(email__iexact=locked.email).exists():
        return None
    account = Account.objects.create_user(
        locked.email, language=locked.language, is_demo=settings.DEMO
    )
    account.set_unusable_password()
    account.save(update_fields=["password"])
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    Person.objects.filter(pk=locked.person_id, account__isnull=True).update(account=account)
    Invitation.objects.filter(pk=locked.pk).update(accepted_at=timezone.now())
    record("directory.invitation_accepted", by=account, target=locked)
    return account


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Any) -> Invitation:
    """The link ends at once. Raises: PermissionDenied."""
    rules.can_withdraw(by, invitation).enforce()
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("directory.invitation_withdrawn", by=by, target=invitation)
    return invitation
