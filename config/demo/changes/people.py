"""Representatives begin, hand over and end."""

from typing import Any

from config.demo.changes.place import Place
from partnerships.directory.actions.representations import (
    begin_representation,
    end_representation,
    replace_representation,
)
from partnerships.directory.models import Representation


def represent(place: Place, *, person: str, organisation: str, **values: Any) -> None:
    """Somebody begins to stand for an organisation."""
    begin_representation(
        place.person(person), place.organisation(organisation), by=place.by, **values
    )


def replace(place: Place, *, person: str, successor: str, **values: Any) -> None:
    """Somebody hands over to somebody else."""
    replace_representation(_running(place, person), place.person(successor), by=place.by, **values)


def end(place: Place, *, person: str, **values: Any) -> None:
    """Somebody stops, on a day that is past."""
    end_representation(_running(place, person), by=place.by, **values)


def _running(place: Place, person: str) -> Representation:
    return Representation.objects.not_over().get(person=place.person(person))


VERBS = {"represent": represent, "replace": replace, "end_representation": end}
