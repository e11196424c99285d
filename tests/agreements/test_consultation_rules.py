"""Drafting together: every action x stage x member of the cast, with the reason."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from partnerships.agreements import rules
from partnerships.agreements.stages import EDITABLE, Stage
from tests.agreements.test_rules import EVERYBODY, FROZEN, KEEPERS, NOT_YOU
from tests.factories import directory as make
from tests.factories.agreements import PartyFactory, talk_over, whole_agreement
from tests.kept import kept

SPEAKERS = {"liaison", "partner", "colleague", "neighbour"}  # of police, association, another party
OWN = {"partner", "colleague"}  # of the association, which wrote everything here
NAMES = [*EVERYBODY, "colleague", "neighbour"]
NO_PARTY = "You do not stand for a party of this agreement."
NOT_OWN = "Only people of the organisation that wrote this can do this."
CLOSED = "The text is frozen: comments and proposals belong to draft and consultation."
RELEASED = "This comment has been released: all parties read it."
UNRELEASED = "This comment has not been released."
AUTHOR = "Only who wrote this comment can change it."
ANSWERED = "This proposal has been answered already."
GONE = "The clause has been removed: this proposal can only be declined or withdrawn."
NO_ANNEX = "Files belong to an annex."

# Who may at an open stage, and at one that is frozen; what is refused says the first reason that holds.
#   who: speakers, own (of the organisation), author, keepers.   -: nobody
TABLE = """
action             on          open      frozen
comment            -           speakers  -
propose            -           speakers  -
edit_comment       inside      author    -
edit_comment       released    -         -
remove_comment     inside      author    author
remove_comment     released    -         -
release_comment    inside      own       -
release_comment    released    -         -
settle_comment     inside      -         -
settle_comment     released    keepers   keepers
withdraw           waiting     own       own
withdraw           declined    -         -
accept             waiting     keepers   -
accept             declined    -         -
accept             orphan      -         -
decline_proposal   waiting     keepers   -
decline_proposal   declined    -         -
decline_proposal   orphan      keepers   -
attach             annex       keepers   -
attach             clause      -         -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:] if line.strip()]
PEOPLE = {
    "speakers": SPEAKERS,
    "own": OWN,
    "author": {"partner"},
    "keepers": KEEPERS,
    "-": set(),
}


@kept(after="cast")
def scene(cast) -> SimpleNamespace:
    """The association has said everything once; rules read the stage that stands in the object."""
    agreement = whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    neighbour = make.PartnerFactory(partnership=cast.north).organisation
    for organisation in (cast.police, cast.association, neighbour):
        PartyFactory(agreement=agreement, organisation=organisation)
    for name, organisation in (("colleague", cast.association), ("neighbour", neighbour)):
        account = make.AccountFactory(email=f"{name}@example.org")
        cast.people[name] = make.PersonFactory(account=account)
        make.RepresentationFactory(organisation=organisation, person=cast.people[name])
    talk_over(agreement, cast.association, by=cast.account("partner"))
    orphan = agreement.proposals.create(
        language="de",
        heading="Weg",
        body="Weg.",
        about="Weg",
        organisation=cast.association,
        by=cast.account("partner"),
    )
    things = {
        "-": agreement,
        "inside": agreement.comments.get(released_at__isnull=True),
        "released": agreement.comments.get(released_at__isnull=False),
        "waiting": agreement.proposals.filter(answer="open").first(),
        "declined": agreement.proposals.get(answer="declined"),
        "orphan": orphan,
        "annex": agreement.clauses.last(),
        "clause": agreement.clauses.first(),
    }
    for thing in things.values():
        if thing is not agreement:
            thing.agreement = agreement
    accounts = {name: cast.account(name) for name in NAMES}
    return SimpleNamespace(agreement=agreement, things=things, accounts=accounts)


def reason(name: str, action: str, on: str, stage: str) -> str:
    """Why not; the first that holds. Empty for yes."""
    closed = "" if stage in EDITABLE else CLOSED
    if action in ("comment", "propose"):
        return NO_PARTY if name not in SPEAKERS else closed
    if action == "settle_comment":
        return NOT_YOU if name not in KEEPERS else UNRELEASED if on == "inside" else ""
    if action in ("accept", "decline_proposal", "attach"):
        if name not in KEEPERS or closed:
            return NOT_YOU if name not in KEEPERS else FROZEN
        wrong = {"declined": ANSWERED, "clause": NO_ANNEX}
        return GONE if (action, on) == ("accept", "orphan") else wrong.get(on, "")
    return NOT_OWN if name not in OWN else _of_the_own(name, action, on, closed)


def _of_the_own(name: str, action: str, on: str, closed: str) -> str:
    if action == "withdraw":
        return ANSWERED if on == "declined" else ""
    if on == "released":
        return RELEASED
    if action != "release_comment" and name != "partner":
        return AUTHOR
    return "" if action == "remove_comment" else closed


@pytest.mark.parametrize("stage", Stage.values)
def test_who_may_do_what_and_why_not(scene, stage) -> None:
    scene.agreement.stage = stage
    for action, on, at_open, at_frozen in ROWS:
        rule, thing = getattr(rules, f"can_{action}"), scene.things[on]
        may = PEOPLE[at_open if stage in EDITABLE else at_frozen]
        for name, account in scene.accounts.items():
            verdict = rule(account, thing)
            said = (action, on, name)
            assert str(verdict.reason) == reason(name, action, on, stage), said
            assert bool(verdict) == (name in may), said


def test_a_settled_comment_stays_released(scene) -> None:
    released = scene.things["released"]
    released.done_at = timezone.now()
    assert rules.can_settle_comment(scene.accounts["chair"], released)
    assert not rules.can_edit_comment(scene.accounts["partner"], released)


def test_nobody_speaks_for_another_party(scene, cast) -> None:
    for name, account in scene.accounts.items():
        for organisation in (cast.police, cast.association):
            may = {"liaison": cast.police, "partner": cast.association}.get(name) == organisation
            may = may or (name == "colleague" and organisation == cast.association)
            verdict = rules.can_speak_for(account, scene.agreement, organisation)
            assert str(verdict.reason) == ("" if may else NO_PARTY), name
