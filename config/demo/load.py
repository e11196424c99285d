"""The whole demo, in one transaction, through the actions that people use."""

from complaints.models import seen_by_house
from config.demo import (
    accounts,
    analyses,
    complaints,
    dortmund,
    invented,
    keeping,
    meetings,
    own_words,
    partnerships,
    people,
    roles,
    signing,
    staff,
)
from config.demo.facts import read
from config.demo.one_piece import in_one_piece
from config.demo.registry import Loaded
from partnerships.agreements.tasks import follow_terms

NAMES = ("dortmund", "siko", "musterstadt", "quellmoor", "silberauen")  # in the order of the lists


@in_one_piece()
def load() -> None:
    """Into a database that holds nobody yet."""
    accounts.open_first()
    admin, loaded = accounts.account("admin"), Loaded()
    facts = {name: partnerships.load(name, loaded, by=admin) for name in NAMES}
    for values in read("house")["people"]:
        people.enter(values, loaded, by=admin)
    staff.enter_all(loaded, by=admin)
    for name in NAMES:
        partnerships.change(name, facts[name], loaded, by=admin)
    roles.give_all(loaded)
    keeping.hand_over()
    dortmund.load_agreements(facts["dortmund"]["agreements"], loaded)
    invented.load_agreements(facts["musterstadt"]["agreements"], loaded)
    for name in ("quellmoor", "silberauen"):
        signing.load_agreements(name, facts[name]["agreements"], loaded)
    follow_terms()  # as after every midnight: what is past its term has ended
    meetings.enter_holidays(read("house")["holidays"])
    for name in NAMES:
        meetings.load(name, facts[name], loaded)
    with seen_by_house():
        complaints.load(loaded)
    analyses.load(loaded)
    signing.tell_nobody()
    for name in NAMES:
        own_words.note_contacts(name, facts[name], loaded)
    own_words.ask_corrections()
    accounts.let_in()
