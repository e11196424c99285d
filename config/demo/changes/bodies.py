"""Seats change hands or stay vacant; bodies close."""

from config.demo.changes.place import Change, Place
from config.demo.facts import Value
from partnerships.directory.actions import bodies
from partnerships.directory.models import Body, Seat


def fill_seat(
    place: Place, *, label: str, organisation: str, person: str = "", **values: Value
) -> None:
    """Somebody else sits there from a day on; without a person it is vacant."""
    seat = Seat.objects.get(body__partnership=place.partnership, label=label, until_on=None)
    bodies.fill_seat(
        seat,
        by=place.by,
        organisation=place.organisation(organisation),
        person=place.person(person) if person else None,
        **values,
    )


def add_seat(place: Place, *, body: str, organisation: str, person: str, **values: Value) -> None:
    """Adds a seat to a body."""
    bodies.add_seat(
        _body(place, body),
        by=place.by,
        organisation=place.organisation(organisation),
        person=place.person(person),
        **values,
    )


def close_body(place: Place, *, body: str, **values: Value) -> None:
    """Closes a body on its last day."""
    bodies.close_body(_body(place, body), by=place.by, **values)


def _body(place: Place, name: str) -> Body:
    return Body.objects.get(partnership=place.partnership, name=name)


VERBS: dict[str, Change] = {"fill_seat": fill_seat, "add_seat": add_seat, "close_body": close_body}
