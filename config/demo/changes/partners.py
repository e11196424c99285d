"""Partners come, change their standing, leave."""

from config.demo.changes.place import Change, Place
from config.demo.facts import Value
from partnerships.directory.actions import partners


def admit(place: Place, *, organisation: str, **values: Value) -> None:
    """It joins later, or comes back."""
    partners.admit_partner(
        place.partnership, place.organisation(organisation), by=place.by, **values
    )


def change_standing(place: Place, *, organisation: str, **values: Value) -> None:
    """From a day on, or attested on one."""
    partners.change_standing(place.partner(organisation), by=place.by, **values)


def leave(place: Place, *, organisation: str, **values: Value) -> None:
    """Its last day; its seats end with it."""
    partners.leave_partnership(place.partner(organisation), by=place.by, **values)


VERBS: dict[str, Change] = {"admit": admit, "change_standing": change_standing, "leave": leave}
