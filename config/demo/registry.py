"""What the load has made so far, by the names that the facts use."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from config.demo.facts import Facts
from config.demo.names import Invented, invented
from partnerships.directory.models import Organisation, Partnership, Person


@dataclass
class Loaded:
    """`grants` waits until every scope exists: pairs of a person and what the facts say of the role.

    `names` are for people to whom the facts give none.
    """

    organisations: dict[str, Organisation] = field(default_factory=dict)
    partnerships: dict[str, Partnership] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    grants: list[tuple[Person, Facts]] = field(default_factory=list)
    names: Iterator[Invented] = field(default_factory=invented)

    def parties(self, partnership: str) -> list[Organisation]:
        """The partners of a partnership in the order of the facts."""
        partners = self.partnerships[partnership].partners.select_related("organisation")
        return [partner.organisation for partner in partners.order_by("id")]
