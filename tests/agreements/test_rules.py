"""Every action x stage x member of the cast, with the reason."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from partnerships.agreements import rules
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import Stage
from tests.cast import NAMES
from tests.factories.agreements import (
    AgreementFactory,
    ClauseFactory,
    PartyFactory,
    whole_agreement,
)
from tests.kept import kept

KEEPERS = {"liaison", "chair"}
MEMBERS = {*KEEPERS, "partner"}
EVERYBODY = [name for name in NAMES if name != "anonymous"]
NOT_YOU = "Only police liaison staff and the joint management of this partnership can do this."
FROZEN = "The text can only be changed in draft and under consultation. Recall the agreement first."
ALONE = "You do not take part in this agreement."

# Stage by stage, what keepers may do; everything else is refused with the stage's name.
STEPS = """
stage              edit  consult return_to_draft make_ready recall decline
draft              yes   yes     -               -          -      -
under_consultation yes   -       yes             yes        -      yes
ready_to_sign      -     -       -               -          yes    yes
partly_signed      -     -       -               -          yes    yes
in_force           -     -       -               -          -      -
in_renewal         -     -       -               -          -      -
expired            -     -       -               -          -      -
terminated         -     -       -               -          -      -
superseded         -     -       -               -          -      -
declined           -     -       -               -          -      -
"""
HEAD, *LINES = [line.split() for line in STEPS.strip().splitlines()]
TABLE = {line[0]: dict(zip(HEAD[1:], line[1:], strict=True)) for line in LINES}


def expected(name: str, verb: str, stage: str) -> str:
    """The reason, empty for yes."""
    if name not in KEEPERS:
        return NOT_YOU
    if TABLE[stage][verb] == "yes":
        return ""
    if verb == "edit":
        return FROZEN
    return f"This step is not possible at the stage “{Stage(stage).label}”."


@kept(after="cast")
def scene(cast) -> SimpleNamespace:
    """An agreement of North without a row's stage: rules read what stands in the object."""
    agreement = whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
    accounts = {name: cast.account(name) for name in EVERYBODY}
    return SimpleNamespace(cast=cast, agreement=agreement, accounts=accounts)


def test_the_table_has_every_stage_and_every_step() -> None:
    assert list(TABLE) == Stage.values
    assert set(HEAD[1:]) == {"edit", *rules.STEPS}


@pytest.mark.parametrize("stage", Stage.values)
def test_who_may_do_what(scene, stage) -> None:
    scene.agreement.stage = stage
    asked = {"edit": rules.can_edit, **rules.STEPS}
    for name, account in scene.accounts.items():
        for verb, rule in asked.items():
            verdict = rule(account, scene.agreement)
            assert str(verdict.reason) == expected(name, verb, stage), (name, verb)
        offered = [verb for verb in rules.STEPS if not expected(name, verb, stage)]
        assert set(rules.possible_steps(account, scene.agreement)) == set(offered), name


def test_who_may_draft_and_print(scene) -> None:
    for name, account in scene.accounts.items():
        drafting = rules.can_draft(account, scene.cast.north)
        assert str(drafting.reason) == ("" if name in KEEPERS else NOT_YOU), name
        assert rules.can_draft(account, scene.cast.south).reason == NOT_YOU, name
        printing = rules.can_request_document(account, scene.agreement)
        assert str(printing.reason) == ("" if name in MEMBERS else ALONE), name


def test_who_sees_it(scene) -> None:
    seen = {n for n, a in scene.accounts.items() if Agreement.objects.visible_to(a).exists()}
    assert seen == MEMBERS


def test_a_party_from_outside_sees_it_and_cannot_change_it(scene) -> None:
    outsider = scene.accounts["outsider"]
    PartyFactory(
        agreement=scene.agreement, organisation=scene.cast.south.partners.get().organisation
    )
    assert Agreement.objects.visible_to(outsider).get() == scene.agreement
    assert rules.can_edit(outsider, scene.agreement).reason == NOT_YOU


@pytest.mark.parametrize(
    ("parties", "clauses", "empty", "reason"),
    [
        (1, 1, 0, "An agreement needs at least two parties."),
        (2, 0, 0, "An agreement needs at least one clause."),
        (2, 1, 2, "Clauses without text in the governing language: 2."),
        (2, 1, 0, ""),
    ],
)
def test_what_is_missing_before_signing(cast, parties, clauses, empty, reason) -> None:
    agreement = AgreementFactory(partnership=cast.north, stage=Stage.DRAFT)
    for _ in range(parties):
        PartyFactory(agreement=agreement)
    for _ in range(clauses + empty):
        clause = ClauseFactory(agreement=agreement)
        if _ >= clauses:
            clause.texts.update(body="")
    agreement.stage = Stage.CONSULTATION
    with override("en"):
        assert str(rules.can_make_ready(cast.account("chair"), agreement).reason) == reason


def test_whoever_is_not_signed_in_has_no_access() -> None:
    assert not hasattr(AnonymousUser(), "access")  # the doors are locked before any rule is asked
