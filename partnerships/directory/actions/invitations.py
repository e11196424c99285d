"""Invite, send again, withdraw, accept."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.actions.events import Particulars
from partnerships.directory.actions.people import enter_person
from partnerships.directory.actions.representations import begin_representation
from partnerships.directory.models import (
    Account,
    Grant,
    Invitation,
    Organisation,
    Person,
    RepresentationRole,
)
from partnerships.directory.models.invitations import hash_token
from partnerships.directory.rules import capacity
from partnerships.directory.rules import invitations as rules
from partnerships.shared.addresses import to_ascii
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.actor import acting
from partnerships.shared.letters.actions import write

LETTER, ASKED = "directory/invitation", "directory/invitation_asked"
MOST_ASKED = 20
VALID_FOR = timedelta(days=14)


class Entry(NamedTuple):
    """A new person, as one line of a list names them."""

    given_name: str
    family_name: str
    email: str


@transaction.atomic
def invite(person: Person, *, by: Account, email: str, language: str = "de") -> Invitation:
    """Ask a person to open an account, at the address that their entry has; where it has none, this one is kept.

    Answers alike whether or not the address is known elsewhere. Asked twice, the open invitation is sent again. The
    letter waits where a second yes is needed: see rules.needs_second_yes. Raises: PermissionDenied, ValidationError.
    """
    _wait_for_turn(by)
    rules.can_invite(by, person).enforce()
    rules.can_post(by).enforce()
    locked = Person.objects.select_for_update().get(pk=person.pk)
    address = to_ascii(email)
    if not locked.email:
        locked.email = address
        locked.version += 1
        locked.full_clean(exclude=["sort_key"])
        locked.save()
    elif address != locked.email.lower():
        raise ValidationError({"email": _("The entry has another address. Change it there first.")})
    there = Invitation.objects.open().filter(person=locked, email=address).first()
    if there is not None:
        return there if there.is_waiting else resend(there, by=by)
    return write_invitation(locked, by=by, email=address, language=language)


def _wait_for_turn(by: Account) -> None:
    """One invitation of a person after the other: their number in an hour is limited."""
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)


def write_invitation(
    person: Person, *, by: Account | None, email: str, language: str = "de"
) -> Invitation:
    """For actions that have asked the rule; `by` is None for whoever runs the machine, who needs nobody's yes."""
    invitation = Invitation.objects.create(
        person=person,
        email=to_ascii(email),
        language=language,
        invited_by=by,
        needs_yes=by is not None and rules.needs_second_yes(by, person),
        expires_at=timezone.now() + VALID_FOR,
    )
    record("directory.person_invited", **_about(invitation, by))
    if invitation.needs_yes:
        _ask_for_yes(invitation)
    else:
        _post(invitation)
    return invitation


def _ask_for_yes(invitation: Invitation) -> None:
    """Those who may agree see it and are told."""
    invitation.asked_accounts = sorted(rules.seconds_for(invitation))[:MOST_ASKED]
    invitation.save(update_fields=["asked_accounts"])
    for account in Account.objects.filter(pk__in=invitation.asked_accounts).order_by("pk"):
        write(ASKED, to=account, facts={"invitation": invitation.pk})


@transaction.atomic
def agree_invitation(invitation: Invitation, *, by: Account) -> Invitation:
    """The second yes; then the letter goes, and its time begins. Raises: PermissionDenied."""
    locked = _lock(invitation)
    rules.can_agree_invitation(by, locked).enforce()
    locked.agreed_by, locked.agreed_at = by, timezone.now()
    locked.expires_at = timezone.now() + VALID_FOR
    locked.save(update_fields=["agreed_by", "agreed_at", "expires_at"])
    record("directory.invitation_agreed", **_about(locked, by))
    _post(locked)
    return locked


@transaction.atomic
def refuse_invitation(invitation: Invitation, *, by: Account) -> Invitation:
    """Whoever could agree says no: no letter goes. Raises: PermissionDenied."""
    locked = _lock(invitation)
    rules.can_agree_invitation(by, locked).enforce()
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    record("directory.invitation_refused", **_about(locked, by))
    return locked


def _about(invitation: Invitation, by: Account | None) -> Particulars:
    """What the log keeps beside the event."""
    return {
        "by": by,
        "target": invitation,
        "capacity": capacity.for_person(by, invitation.person),
        "facts": {"person": invitation.person_id},
    }


def _post(invitation: Invitation) -> None:
    """A letter that carries a link; a letter written before has none any more."""
    invitation.token_hash = ""
    invitation.letter = write(
        LETTER,
        email=invitation.email,
        language=invitation.language,
        facts={"invitation": invitation.pk},
    )
    invitation.save(update_fields=["token_hash", "letter", "expires_at"])


@transaction.atomic
def resend(invitation: Invitation, *, by: Account) -> Invitation:
    """A new letter with a new link and a new time; the link sent before ends at once.

    Raises: PermissionDenied.
    """
    _wait_for_turn(by)
    locked = _lock(invitation)
    rules.can_resend(by, locked).enforce()
    rules.can_post(by).enforce()
    locked.expires_at = timezone.now() + VALID_FOR
    _post(locked)
    record("directory.invitation_resent", **_about(locked, by))
    return locked


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_related("person").select_for_update(of=("self",))
    return rows.get(pk=invitation.pk)


@transaction.atomic
def invite_many(
    organisation: Organisation,
    *,
    by: Account,
    people: Iterable[Person] = (),
    entries: Iterable[Entry] = (),
    role: str = RepresentationRole.REPRESENTATIVE,
    language: str = "de",
) -> list[Invitation]:
    """Invite people who stand for an organisation already, and new ones who are to. All or nothing.

    Raises: PermissionDenied, ValidationError.
    """
    rules.can_invite_many(by, organisation).enforce()
    people, entries = list(people), list(entries)
    _wait_for_turn(by)
    rules.can_post(by, len(people) + len(entries)).enforce()
    for entry in entries:
        people.append(_enter(entry, organisation, by=by, role=role))
    return [invite(person, by=by, email=person.email, language=language) for person in people]


def _enter(entry: Entry, organisation: Organisation, *, by: Account, role: str) -> Person:
    person = enter_person(
        by=by,
        kept_by=organisation,
        given_name=entry.given_name,
        family_name=entry.family_name,
        email=entry.email,
    )
    begin_representation(person, organisation, by=by, role=role, since=timezone.localdate())
    return person


@transaction.atomic
def invite_first(
    role: str, *, email: str, family_name: str, language: str = "de", **values: object
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
    return write_invitation(person, by=None, email=email, language=language)


def open_invitation(token: str) -> Invitation | None:
    """The open invitation behind a link, or None."""
    rows = Invitation.objects.open().agreed().select_related("person", "invited_by__person")
    return rows.filter(token_hash=hash_token(token)).first() if token else None


@transaction.atomic
def accept(invitation: Invitation) -> Account | None:
    """Open the account; its address is proven by the link. None when the address has an account already.

    The person then signs in with it; a link alone never opens an existing account. Raises: PermissionDenied.
    """
    rows = Invitation.objects.open().select_for_update(of=("self",))
    locked = rows.filter(pk=invitation.pk).first()
    rules.can_accept(locked).enforce()
    assert locked is not None  # noqa: S101  the rule has refused nothing else
    if _is_taken(locked.email):
        return None
    account = Account.objects.create_user(
        locked.email, language=locked.language, is_demo=settings.DEMO
    )
    account.set_unusable_password()
    account.save(update_fields=["password"])
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    Person.objects.filter(pk=locked.person_id, account__isnull=True).update(account=account)
    Invitation.objects.filter(pk=locked.pk).update(accepted_at=timezone.now())
    with acting(account):  # whoever holds the letter is this account from now on
        record("directory.invitation_accepted", by=account, target=locked)
    return account


def _is_taken(address: str) -> bool:
    """An account signs in with it, or has proven it as a further one."""
    own = Account.objects.filter(email__iexact=address)
    further = EmailAddress.objects.filter(email__iexact=address, verified=True)
    return own.exists() or further.exists()


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Account) -> Invitation:
    """The link ends at once. Raises: PermissionDenied."""
    locked = _lock(invitation)
    rules.can_withdraw(by, locked).enforce()
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    record("directory.invitation_withdrawn", **_about(locked, by))
    return locked
