"""Where changes are made: one partnership, by one account, among everything loaded so far."""

from collections.abc import Callable
from dataclasses import dataclass

from config.demo.registry import Loaded
from partnerships.directory.models import Account, Organisation, Partner, Partnership, Person

Change = Callable[..., None]  # of a place and what the facts say behind the verb


@dataclass
class Place:
    """Rows are found by the names that the facts use, and read anew: earlier changes count."""

    partnership: Partnership
    loaded: Loaded
    by: Account

    def organisation(self, key: str) -> Organisation:
        """The organisation as it is now."""
        return Organisation.objects.get(pk=self.loaded.organisations[key].pk)

    def organisations(self, keys: list[str]) -> list[Organisation]:
        """Several organisations as they are now."""
        return [self.organisation(key) for key in keys]

    def person(self, key: str) -> Person:
        """The person as they are now."""
        return Person.objects.get(pk=self.loaded.people[key].pk)

    def partner(self, key: str) -> Partner:
        """The organisation's running place in this partnership."""
        rows = Partner.objects.filter(partnership=self.partnership, until_on=None)
        return rows.get(organisation=self.loaded.organisations[key])
