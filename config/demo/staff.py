"""People without a story: who else stands, or stood, for each organisation."""

from config.demo import people
from config.demo.facts import read
from config.demo.registry import Loaded
from partnerships.directory.models import Account


def enter_all(loaded: Loaded, *, by: Account) -> None:
    """The patterns of data/staff.toml, once for every organisation named there."""
    facts = read("staff")
    for key, pattern in facts["organisations"].items():
        for values in facts["patterns"][pattern]:
            people.enter(_apart(key, values), loaded, by=by)


ABOUT_THE_PERSON = {"languages", "phone_shown_to"}


def _apart(organisation: str, values: dict) -> dict:
    """What belongs to the person, and what to the representation."""
    own = {name: value for name, value in values.items() if name in ABOUT_THE_PERSON}
    rest = {name: value for name, value in values.items() if name not in ABOUT_THE_PERSON}
    return own | {"represents": {"organisation": organisation, **rest}}
