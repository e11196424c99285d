"""Invented people: whom they stand for."""

from datetime import date
from urllib.parse import urlsplit

from config.demo.accounts import address, open_account
from config.demo.facts import Facts, Value
from config.demo.registry import Loaded
from partnerships.directory.actions.appointments import appoint_by_document
from partnerships.directory.actions.people import enter_person
from partnerships.directory.models import Account, Person
from partnerships.directory.rules.witnesses import has_confirmed_lead

SINCE = date(2024, 1, 1)  # invented, as the people are
DOCUMENT = "Gründungsbeschluss der Vorführung"
DETAILS = ("given_name", "family_name", "phone", "email", "languages", "phone_shown_to")


def enter(facts: Facts, loaded: Loaded, *, by: Account) -> Person:
    """A person with account and representation, where the facts name them; roles come last of all.

    Whom the facts give no name gets the next invented one; `at` says whose address, where nothing else does.
    `opened_at_the_end`: the account is opened when there is something to sign; until then others keep the entry.
    """
    details = {name: facts[name] for name in DETAILS if name in facts}
    if "family_name" not in facts:
        details |= _next(loaded, facts.get("at") or facts["represents"]["organisation"])
    if name := facts.get("account") or facts.get("opened_at_the_end"):
        details["email"] = address(name)
    person = enter_person(by=by, is_invented=True, **details)
    if "account" in facts or facts.get("grants"):
        open_account(person)
        person.refresh_from_db()
    if "represents" in facts:
        represent(person, loaded, **facts["represents"])
    loaded.grants += [(person, grant) for grant in facts.get("grants", ())]
    return person


def _next(loaded: Loaded, organisation: str) -> dict[str, str]:
    """A name, a number, and an address at the organisation's domain."""
    invented = next(loaded.names)
    return {
        "given_name": invented.given_name,
        "family_name": invented.family_name,
        "phone": invented.phone,
        "email": f"{invented.local}@{_domain(organisation, loaded)}",
    }


def _domain(key: str, loaded: Loaded) -> str:
    """The one of its own address or website; otherwise made of the name that the facts use."""
    organisation = loaded.organisations[key]
    own = organisation.email.partition("@")[2] or urlsplit(organisation.website).hostname
    return own or f"{key.replace('_', '-')}.example"


def represent(person: Person, loaded: Loaded, *, organisation: str, **values: Value) -> None:
    """By a document, as the first ones of every installation; an organisation with a lead keeps the entry itself.

    Invented people get no letters about it.
    """
    stands_for = loaded.organisations[organisation]
    days = Facts(since=SINCE) | values
    appoint_by_document(person, stands_for, document=DOCUMENT, tells=False, **days)
    if has_confirmed_lead(stands_for):
        Person.objects.filter(pk=person.pk).update(kept_by=stands_for)
