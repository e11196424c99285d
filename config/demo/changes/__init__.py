"""What happened after a partnership was founded: `[[changes]]` of data/*.toml, in the order they stand there."""

from config.demo.changes import bodies, campaigns, invitations, organisations, partners, people
from config.demo.changes.place import Change, Place
from config.demo.facts import Facts

VERBS: dict[str, Change] = {
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
