"""A partnership that does not exist, so that one can see what its people do not see of the others."""

from typing import Any

from config.demo import partnerships
from config.demo.accounts import account
from config.demo.registry import Loaded
from partnerships.agreements.actions.drafting import draft
from partnerships.agreements.actions.stages import take_step
from partnerships.directory.models import Account


def load(loaded: Loaded, *, by: Account) -> dict[str, Any]:
    """The partnership; returns the facts of its agreement."""
    return partnerships.load("musterstadt", loaded, by=by)["agreements"]


def load_agreements(facts: dict[str, Any], loaded: Loaded) -> None:
    """Drafted by the co-chair from civil society: both sides may begin."""
    co_chair, values = account("outsider"), facts["consultation"]
    agreement = draft(
        loaded.partnerships["musterstadt"],
        by=co_chair,
        organisations=loaded.parties("musterstadt"),
        **values,
    )
    take_step(agreement, "consult", by=co_chair)
