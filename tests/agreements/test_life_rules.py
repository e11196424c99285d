"""Every action of an agreement's life x stage x member of the cast, with the reason."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from partnerships.agreements import rules
from partnerships.agreements.models import Accession, Agreement, Exit
from partnerships.agreements.stages import BINDING, Stage
from tests.cast import NAMES
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.kept import kept

KEEPERS = {"liaison", "chair"}
EVERYBODY = [name for name in NAMES if name != "anonymous"]
NOT_YOU = "Only police liaison staff and the joint management of this partnership can do this."
NO_SIGNER = "Only somebody who may sign for a member of this agreement can do this."
NO_PARTNER = "Only somebody who may sign for a partner of this partnership can declare this."
NO_NOTICE = "No notice of the whole agreement was given."
BOUND = (
    "Each organisation for which you may sign is bound by the agreement, has declared its accession, or is no "
    "partner."
)
# What keepers may do at the two stages that bind; elsewhere everything is refused with the stage's name.
KEEP = """
stage      begin_renewal renew terminate withdraw_termination record_accession record_exit amend evaluate
in_force   yes           -     yes       no_notice            yes              yes         yes   yes
in_renewal -             yes   yes       no_notice            yes              yes         yes   yes
"""
HEAD, *LINES = [line.split() for line in KEEP.strip().splitlines()]
TABLE = {line[0]: dict(zip(HEAD[1:], line[1:], strict=True)) for line in LINES}
MOVES = ("begin_renewal", "renew")  # refused by the table of moves
OWN = ("accede", "exit")


def step_refused(stage: str) -> str:
    return f"This step is not possible at the stage “{Stage(stage).label}”."


def not_binding(stage: str) -> str:
    return f"This is possible while the agreement is in force. It is “{Stage(stage).label}”."


def expected(name: str, verb: str, stage: str) -> str:
    """The reason, empty for yes."""
    if verb in OWN:
        return own_expected(name, verb, stage)
    if name not in KEEPERS:
        return NOT_YOU
    if stage not in BINDING:
        return step_refused(stage) if verb in MOVES else not_binding(stage)
    return {"yes": "", "-": step_refused(stage), "no_notice": NO_NOTICE}[TABLE[stage][verb]]


def own_expected(name: str, verb: str, stage: str) -> str:
    if stage not in BINDING:
        return not_binding(stage)
    if verb == "exit":
        return "" if name == "partner" else NO_SIGNER
    if name == "partner":
        return BOUND
    return "" if name == "outsider" else NO_PARTNER


@kept(after="cast")
def scene(cast) -> SimpleNamespace:
    """North's agreement of police and association; the outsider signs for a third partner that is not bound."""
    third = make.PartnerFactory(partnership=cast.north).organisation
    make.RepresentationFactory(person=cast.people["outsider"], organisation=third, may_sign=True)
    agreement = agree.AgreementFactory(
        partnership=cast.north,
        drafted_by=cast.account("liaison"),
        term_months=36,
        renewal="by_decision",
    )
    for position, organisation in enumerate((cast.police, cast.association)):
        agree.PartyFactory(agreement=agreement, organisation=organisation, position=position)
    agree.put_in_force(agreement, "2026-03-05")
    accounts = {name: cast.account(name) for name in EVERYBODY}
    return SimpleNamespace(cast=cast, agreement=agreement, accounts=accounts, third=third)


def fresh(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def test_the_table_has_every_action() -> None:
    assert set(HEAD[1:]) | set(OWN) == set(rules.LIFE_STEPS)
    assert set(TABLE) == set(BINDING)


@pytest.mark.parametrize("stage", Stage.values)
def test_who_may_do_what(scene, stage) -> None:
    scene.agreement.stage = stage
    for name, account in scene.accounts.items():
        for verb, rule in rules.LIFE_STEPS.items():
            said = str(rule(account, scene.agreement).reason)
            assert said == expected(name, verb, stage), (name, verb)


@pytest.mark.parametrize("stage", Stage.values)
def test_who_decides_about_an_accession(scene, stage) -> None:
    accession = declared(scene)
    accession.agreement.stage = stage
    for name, account in scene.accounts.items():
        said = str(rules.can_decide_accession(account, accession).reason)
        wanted = NOT_YOU if name not in KEEPERS else "" if stage in BINDING else not_binding(stage)
        assert said == wanted, name


def declared(scene, **values) -> Accession:
    values = {
        "organisation": scene.third,
        "name": "Dritte",
        "declared_on": date(2026, 4, 1),
        "declared_by": scene.accounts["outsider"],
        "signed_name": "Dritte Person",
    } | values
    return Accession.objects.create(agreement=scene.agreement, **values)


def test_nobody_decides_about_the_own_organisation_or_twice(scene) -> None:
    accession, chair = declared(scene), scene.accounts["chair"]
    make.RepresentationFactory(person=scene.cast.people["chair"], organisation=scene.third)
    own = rules.can_decide_accession(scene.cast.account("chair"), accession)
    assert (
        own.reason == "You stand for this organisation. Somebody else decides about its accession."
    )
    accession.decision = "refused"
    assert rules.can_decide_accession(chair, accession).reason == "This was decided already."


def test_a_declared_accession_is_not_declared_again(scene) -> None:
    declared(scene)
    outsider, liaison = scene.accounts["outsider"], scene.accounts["liaison"]
    assert rules.can_accede(outsider, fresh(scene.agreement)).reason == BOUND
    again = rules.can_record_accession(liaison, fresh(scene.agreement), scene.third)
    assert again.reason.endswith("has declared its accession, or is no partner.")
    party = rules.can_record_accession(liaison, fresh(scene.agreement), scene.cast.association)
    assert party.reason.startswith("Verein Nord e. V. is bound by the agreement")


def test_where_nothing_can_be_renewed(scene) -> None:
    liaison, agreement = scene.accounts["liaison"], scene.agreement
    agreement.renewal = "ends"
    assert rules.can_begin_renewal(liaison, agreement).reason == (
        "This agreement ends with its term. To go on, make a new version of it."
    )
    agreement.until_on = None
    assert rules.can_begin_renewal(liaison, agreement).reason == (
        "No end is agreed, so there is nothing to renew."
    )


def test_after_notice_of_the_whole(scene) -> None:
    liaison, agreement = scene.accounts["liaison"], scene.agreement
    today = timezone.localdate()
    agreement.terminations.create(noticed_on=today, last_on=today, noticed_by=liaison)
    given = "Notice of the whole agreement was given."
    for verb in ("begin_renewal", "terminate"):
        assert rules.LIFE_STEPS[verb](liaison, fresh(agreement)).reason == given
    assert rules.can_withdraw_termination(liaison, fresh(agreement))
    agreement.stage = Stage.IN_RENEWAL
    assert rules.can_renew(liaison, agreement).reason == given


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_takes_an_exit_back(scene, name) -> None:
    today, partner = timezone.localdate(), scene.accounts["partner"]
    notice = Exit.objects.create(
        agreement=scene.agreement,
        organisation=scene.cast.association,
        name="Verein",
        noticed_on=date(2026, 4, 1),
        last_on=today,
        noticed_by=partner,
    )
    said = rules.can_withdraw_exit(scene.accounts[name], notice).reason
    other = "Only the person who gave or recorded this notice can take it back."
    assert said == ("" if name == "partner" else other)
    notice.last_on = date(2026, 5, 1)
    assert rules.can_withdraw_exit(partner, notice).reason == "The last day is over."
    notice.withdrawn_at = timezone.now()
    assert rules.can_withdraw_exit(partner, notice).reason == "This notice was taken back already."


def test_one_new_version_at_a_time(scene) -> None:
    chair, agreement = scene.accounts["chair"], scene.agreement
    draft = agree.AgreementFactory(partnership=scene.cast.north, supersedes=agreement)
    said = rules.can_amend(chair, fresh(agreement)).reason
    assert said == "A new version of this agreement is being prepared already."
    agree.lead_to(draft, Stage.DECLINED)
    assert rules.can_amend(chair, fresh(agreement))
