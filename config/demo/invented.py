"""Musterstadt does not exist; its people see nothing of the others. Its agreement is under consultation."""

from config.demo.accounts import account
from config.demo.facts import Facts
from config.demo.registry import Loaded
from partnerships.agreements.actions.drafting import draft
from partnerships.agreements.actions.stages import take_step


def load_agreements(facts: Facts, loaded: Loaded) -> None:
    """Drafted by the co-chair from civil society: both sides may begin."""
    co_chair, values = account("outsider"), facts["consultation"]
    agreement = draft(
        loaded.partnerships["musterstadt"],
        by=co_chair,
        organisations=loaded.parties("musterstadt"),
        **values,
    )
    take_step(agreement, "consult", by=co_chair)
