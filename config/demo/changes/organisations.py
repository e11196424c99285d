"""Organisations are renamed, merged and succeeded; ways to reach them are added."""

from config.demo.changes.place import Change, Place
from config.demo.facts import Value
from partnerships.directory.actions.contact_points import add_contact_point
from partnerships.directory.actions.merging import merge_organisation
from partnerships.directory.actions.organisations import rename_organisation
from partnerships.directory.actions.successions import note_succession


def rename(place: Place, *, organisation: str, **values: Value) -> None:
    """A new name from a day on."""
    rename_organisation(place.organisation(organisation), by=place.by, **values)


def merge(place: Place, *, duplicate: str, into: str) -> None:
    """Joins an organisation that had been entered twice."""
    merge_organisation(place.organisation(duplicate), place.organisation(into), by=place.by)


def succeed(place: Place, *, predecessor: str, successor: str, **values: Value) -> None:
    """Notes that one organisation took over from another."""
    before, after = place.organisation(predecessor), place.organisation(successor)
    note_succession(before, after, by=place.by, **values)


def contact_point(place: Place, *, organisation: str, **values: Value) -> None:
    """One more way to reach it."""
    add_contact_point(place.organisation(organisation), by=place.by, **values)


VERBS: dict[str, Change] = {
    "rename": rename,
    "merge": merge,
    "succeed": succeed,
    "contact_point": contact_point,
}
