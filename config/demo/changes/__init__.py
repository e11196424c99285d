"""What happened after a partnership was founded: `[[changes]]` of data/*.toml, in the order they stand there."""

from typing import Any

from config.demo.changes import bodies, campaigns, invitations, organisations, partners, people
from config.demo.changes.place import Place

Facts = dict[str, Any]

VERBS = {
    **organisations.VERBS,
    **partners.VERBS,
    **people.VERBS,
    **bodies.VERBS,
    **campaigns.VERBS,
    **invitations.VERBS,
}


def make(changes: list[Facts], place: Place) -> None:
    """Each through the action that people use. Raises: KeyError for a verb that nobody knows."""
    for values in changes:
        VERBS[values.pop("what")](place, **values)
