"""Invitations that nobody has accepted yet; the few letters that the load has posted."""

from config.demo.changes.place import Change, Place
from partnerships.directory.actions.invitations import invite, withdraw
from partnerships.directory.models import Invitation


def send(place: Place, *, person: str) -> None:
    """To an address that does not exist."""
    invited = place.person(person)
    invite(invited, by=place.by, email=invited.email)


def take_back(place: Place, *, person: str) -> None:
    """Its letter is then cancelled unsent."""
    withdraw(Invitation.objects.open().get(person=place.person(person)), by=place.by)


VERBS: dict[str, Change] = {"invite": send, "withdraw_invitation": take_back}
