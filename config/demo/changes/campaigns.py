"""Who was asked to take part in a project, and what they answered."""

from collections.abc import Iterable

from django.db.models import Q

from config.demo.changes.place import Change, Place
from config.demo.facts import Value
from partnerships.directory.actions.commitments import answer_commitment, ask_commitments
from partnerships.directory.models import Commitment, Project


def ask(
    place: Place,
    *,
    project: str,
    organisations: list[str],
    names: Iterable[str] = (),
    **day: Value,
) -> None:
    """Several at once; `names` do not stand in the directory."""
    organisations_asked = place.organisations(organisations)
    ask_commitments(
        _project(place, project), by=place.by, organisations=organisations_asked, names=names, **day
    )


def answer(
    place: Place,
    *,
    project: str,
    organisations: list[str],
    names: Iterable[str] = (),
    **answer_facts: Value,
) -> None:
    """Notes the same answer of several organisations."""
    theirs = Q(organisation__in=place.organisations(organisations)) | Q(name__in=names)
    for commitment in Commitment.objects.filter(theirs, project=_project(place, project)):
        answer_commitment(commitment, by=place.by, **answer_facts)


def _project(place: Place, name: str) -> Project:
    return Project.objects.get(partnership=place.partnership, name=name)


VERBS: dict[str, Change] = {"ask": ask, "answer": answer}
