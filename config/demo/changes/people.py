"""Representatives begin, hand over and end."""

from config.demo import people
from config.demo.changes.place import Change, Place
from config.demo.facts import Value
from partnerships.directory.actions.appointments import appoint_by_document, ask_appointment
from partnerships.directory.actions.representations import end_representation
from partnerships.directory.models import Representation


def represent(place: Place, *, person: str, organisation: str, **values: Value) -> None:
    """Somebody begins to stand for an organisation."""
    people.represent(place.person(person), place.loaded, organisation=organisation, **values)


def replace(place: Place, *, person: str, successor: str, **values: Value) -> None:
    """Somebody hands over to somebody else."""
    former, note = _running(place, person), values.pop("handover_note", "")
    if note:
        former.handover_note = note
        former.save()
    appoint_by_document(
        place.person(successor),
        former.organisation,
        document=people.DOCUMENT,
        replaces=former,
        **values,
    )


def end(place: Place, *, person: str, **values: Value) -> None:
    """Somebody stops, on a day that is past."""
    end_representation(_running(place, person), by=place.by, **values)


def _running(place: Place, person: str) -> Representation:
    return Representation.objects.not_over().get(person=place.person(person))


def ask_first(place: Place, *, person: str, organisation: str, **values: Value) -> None:
    """Somebody is asked to be the first lead, with the right to sign: a witness is needed, too."""
    ask_appointment(
        place.person(person),
        place.organisation(organisation),
        by=place.by,
        role="lead",
        may_sign=True,
        **values,
    )


VERBS: dict[str, Change] = {
    "ask_first": ask_first,
    "represent": represent,
    "replace": replace,
    "end_representation": end,
}
