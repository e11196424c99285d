"""The whole demo, in one transaction, through the actions that people use."""

from django.db import transaction

from config.demo import accounts, dortmund, invented, people, siko
from config.demo.facts import read
from config.demo.registry import Loaded


@transaction.atomic
def load() -> None:
    """Into a database that holds nobody yet."""
    accounts.open_first()
    admin, loaded = accounts.account("admin"), Loaded()
    in_dortmund = dortmund.load(loaded, by=admin)
    siko.load(loaded, by=admin)
    in_musterstadt = invented.load(loaded, by=admin)
    for facts in read("house")["people"]:
        people.enter(facts, loaded, by=admin)
    people.give_roles(loaded)
    dortmund.load_agreements(in_dortmund, loaded)
    invented.load_agreements(in_musterstadt, loaded)
    accounts.let_in()
