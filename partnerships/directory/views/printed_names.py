"""What the page says after a name was saved that paper cannot print."""

from collections.abc import Iterable

from django.urls import reverse

from partnerships.directory.models import Organisation, Person
from partnerships.directory.requests import Request
from partnerships.directory.rules.people import can_edit_person
from partnerships.shared.on_paper import lacks_printed_name
from partnerships.shared.printed_name import with_names_to_print


def hint_at_person(done: str, person: Person, request: Request) -> str:
    """`done`, and where the printed form of the name is given, to whoever may give it."""
    return hint_at_people(done, [person], request)


def hint_at_people(done: str, people: Iterable[Person], request: Request) -> str:
    """The same for several people."""
    lacking = [row for row in people if lacks_printed_name(str(row), row.printed_name)]
    places = [(str(row), _where(row, request)) for row in lacking]
    return with_names_to_print(done, [(name, address) for name, address in places if address])


def _where(person: Person, request: Request) -> str:
    """Where the account can give the printed name; blank for whoever may not."""
    if person.account_id is not None and person.account_id == request.user.pk:
        return reverse("directory:edit_me")
    may = can_edit_person(request.user, person)
    return reverse("directory:edit_person", args=[person.pk]) if may else ""


def hint_at_organisation(done: str, organisation: Organisation) -> str:
    """The same for the name of an organisation."""
    lacking = lacks_printed_name(organisation.name, organisation.printed_name)
    address = reverse("directory:edit_organisation", args=[organisation.pk])
    return with_names_to_print(done, [(organisation.name, address)] if lacking else [])
