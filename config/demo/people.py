"""Invented people: whom they stand for, and their roles."""

from datetime import date
from typing import Any

from config.demo.accounts import account, address, open_account
from config.demo.registry import Loaded
from partnerships.directory.access import PROTECTED_ROLES
from partnerships.directory.actions.grants import confirm_role, give_role
from partnerships.directory.actions.people import enter_person
from partnerships.directory.actions.representations import begin_representation
from partnerships.directory.models import Account, Person

SINCE = date(2024, 1, 1)  # invented, as the people are


def enter(facts: dict[str, Any], loaded: Loaded, *, by: Account) -> Person:
    """A person with account and representation, where the facts name them; roles come last of all."""
    details = {name: facts[name] for name in ("given_name", "family_name", "phone")}
    email = address(facts["account"]) if "account" in facts else facts["email"]
    person = enter_person(by=by, email=email, is_invented=True, **details)
    if "represents" in facts:
        _represent(person, loaded, by=by, **facts["represents"])
    if "account" in facts:
        open_account(person, by=by)
    loaded.grants += [(person, grant) for grant in facts.get("grants", ())]
    return person


def _represent(
    person: Person, loaded: Loaded, *, by: Account, organisation: str, **values: Any
) -> None:
    begin_representation(person, loaded.organisations[organisation], by=by, since=SINCE, **values)


def give_roles(loaded: Loaded) -> None:
    """The administrator gives them; the data protection officer confirms the protected ones."""
    admin, officer = account("admin"), account("dpo")
    for person, grant in loaded.grants:
        person.refresh_from_db()
        given = give_role(
            person, by=admin, role=grant["role"], since=SINCE, **_scope(grant, loaded)
        )
        if given.role in PROTECTED_ROLES:
            confirm_role(given, by=officer)


def _scope(grant: dict[str, str], loaded: Loaded) -> dict[str, Any]:
    if "partnership" in grant:
        return {"partnership": loaded.partnerships[grant["partnership"]]}
    return {"organisation": loaded.organisations[grant["organisation"]]}
