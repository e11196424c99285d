"""What people note and ask themselves, once they have their accounts and roles."""

from config.demo.accounts import account
from config.demo.facts import Facts, read
from config.demo.registry import Loaded
from partnerships.directory.actions.contacts import note_contact
from partnerships.directory.actions.data import ask_correction


def note_contacts(name: str, facts: Facts, loaded: Loaded) -> None:
    """`[[contacts]]` of a partnership, each by somebody who was there."""
    for values in facts.get("contacts", ()):
        note_contact(
            loaded.organisations[values.pop("organisation")],
            by=account(values.pop("by")),
            partnership=loaded.partnerships[name],
            **values,
        )


def ask_corrections() -> None:
    """Somebody found a mistake in their own entry."""
    for values in read("house")["corrections"]:
        ask_correction(by=account(values.pop("by")), **values)
