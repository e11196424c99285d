"""The accounts of the demo: invited and accepted as anybody's, with one password for all.

Source: DESIGN section 4 (demo accounts).
"""

from django.conf import settings
from django.contrib.auth.hashers import make_password

from config.demo.facts import read
from config.embedded.welcome import PASSWORD
from partnerships.directory.actions.invitations import accept, invite_first, write_invitation
from partnerships.directory.models import Account, Invitation, Person


def address(name: str) -> str:
    """The e-mail address of a demo account."""
    return f"{name}@{settings.DEMO_DOMAIN}"


def account(name: str) -> Account:
    """The account, read anew: what was granted since counts."""
    return Account.objects.get(email=address(name))


def open_first() -> None:
    """The administrator and the data protection officer, from whom all other rights come."""
    for facts in read("house")["first"]:
        name = facts.pop("account")
        accept(invite_first(facts.pop("role"), email=address(name), is_invented=True, **facts))


def open_account(person: Person) -> None:
    """By whoever runs the machine; accepted at once, so that the letter is cancelled unsent."""
    accept(write_invitation(person, by=None, email=person.email))


def let_in() -> None:
    """Mark every account that was opened as one of the demo, and give all the same password.

    The password is printed for everybody at the start, so it is hashed once for all.
    """
    opened = Invitation.objects.filter(accepted_at__isnull=False).values("email")
    Account.objects.filter(email__in=opened).update(password=make_password(PASSWORD), is_demo=True)
