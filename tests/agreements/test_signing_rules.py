"""Every action of signing x stage x member of the cast, with the reason."""

from types import SimpleNamespace

import pytest

from partnerships.agreements import rules
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import BINDING, OVER, SIGNING, Stage
from tests.agreements.signing_scene import SigningScene
from tests.cast import NAMES
from tests.kept import kept

EVERYBODY = [name for name in NAMES if name != "anonymous"]
KEEPERS = {"liaison", "chair"}
SIGNERS = {"deputy", "second_deputy"}  # of the club
SEES = {*KEEPERS, "partner", "mayor", "chairwoman", "treasurer", "member", *SIGNERS}
NOT_YOU = "Only police liaison staff and the joint management of this partnership can do this."
NOT_SIGNER = "You may not sign for Club Nord today."
ALONE = "You do not take part in this agreement."


def closed(stage: str) -> str:
    """What signing says at a stage."""
    return f"Nobody can sign at the stage “{Stage(stage).label}”."


# Who may at all; then at which stages; then what is said at the others.
TABLE = {
    "sign": (SIGNERS, NOT_SIGNER, SIGNING, closed),
    "refuse": (SIGNERS, NOT_SIGNER, SIGNING, closed),
    "record": (KEEPERS, NOT_YOU, SIGNING, closed),
    "record_for": (KEEPERS, NOT_YOU, SIGNING, closed),
    "print_frozen": (KEEPERS, NOT_YOU, SIGNING, closed),
    "plan_ceremony": (
        KEEPERS,
        NOT_YOU,
        [stage for stage in Stage if stage not in OVER],
        lambda stage: "This agreement is over: there is nothing left to sign.",
    ),
    "show_ceremony": (
        SEES,
        ALONE,
        [*SIGNING, *BINDING],
        lambda stage: f"There is nothing to show at the stage “{Stage(stage).label}”.",
    ),
}
OF_PARTY = ("sign", "refuse", "record_for")


@kept(after="signing")
def scene(signing: SigningScene) -> SimpleNamespace:
    """Frozen, nobody has signed; rules read the stage that stands in the object."""
    signing.ready()
    names = [*EVERYBODY, *signing.people]
    accounts = {
        name: signing.account(name) if name in signing.people else signing.cast.account(name)
        for name in names
    }
    party = signing.party_of("deputy")
    party.agreement = signing.agreement
    return SimpleNamespace(signing=signing, accounts=accounts, party=party)


def expected(verb: str, name: str, stage: str) -> str:
    """The reason, empty for yes."""
    who, not_you, stages, otherwise = TABLE[verb]
    if name not in who:
        return not_you
    return "" if stage in stages else otherwise(stage)


def asked(verb: str, account, party) -> str:
    """What the rule says."""
    thing = party if verb in OF_PARTY else party.agreement
    return str(getattr(rules, f"can_{verb}")(account, thing).reason)


@pytest.mark.parametrize("stage", Stage.values)
def test_who_may_do_what(scene, stage) -> None:
    scene.party.agreement.stage = stage
    for verb in TABLE:
        for name, account in scene.accounts.items():
            said = asked(verb, account, scene.party)
            assert said == expected(verb, name, stage), (verb, name)


def test_who_sees_it(scene) -> None:
    seen = {n for n, a in scene.accounts.items() if Agreement.objects.visible_to(a).exists()}
    assert seen == SEES


def test_after_the_signature_of_one(scene) -> None:
    scene.signing.sign("deputy")
    party = scene.signing.party_of("deputy")
    given = "You have signed for Club Nord already."
    taken = "Club Nord has signed already: Deputy Muster"
    for name, verb, reason in (
        ("deputy", "sign", given),
        ("second_deputy", "sign", taken),
        ("second_deputy", "refuse", taken),
        ("liaison", "record_for", taken),
        ("liaison", "record", ""),
        ("member", "sign", NOT_SIGNER),
    ):
        account = scene.accounts[name]
        assert asked(verb, account, party) == reason, (name, verb)


def test_a_text_frozen_before_there_were_rounds(cast, signing) -> None:
    Agreement.objects.filter(pk=signing.agreement.pk).update(stage="ready_to_sign")
    party = signing.party_of("deputy")
    said = rules.can_sign(signing.account("deputy"), party).reason
    assert said.startswith("This text was frozen without a round of signing.")
    client, path = signing.client("mayor"), f"/agreements/{signing.agreement.pk}/"
    assert client.get(f"{path}signatures/").status_code == 200
    assert client.get(f"{path}ceremony/").status_code == 200
    assert client.get(f"{path}ceremony/screen/").status_code == 200
