"""Who may change the directory: every rule x every member of the cast."""

from pathlib import Path

import pytest

from partnerships.directory import rules
from partnerships.directory.models import Grant, Invitation, Kind, Role
from partnerships.directory.models.access import PROTECTED_ROLES
from tests.cast import NAMES
from tests.factories import directory as make
from tests.verdicts import assert_as_written

EVERYBODY = [name for name in NAMES if name != "anonymous"]
# Rows: what is asked; columns: who may. `partner` is the lead representative of the association.
REASONS = Path(__file__).with_name("rules_verdicts.txt")
TABLE = {
    "found_partnership": "liaison admin",
    "keep_partnership north": "liaison chair admin",
    "keep_partnership south": "admin",
    "enter_organisation": "liaison admin",
    "keep_organisation own": "partner",
    "keep_organisation police": "liaison admin",
    "keep_organisation away": "outsider",
    "keep_organisation fresh": "admin",
    "keep_organisation entered by the police": "liaison",
    "enter_person": "liaison partner outsider admin",
    "invite": "partner",
    "invite kept by the police": "liaison",
    "invite kept by nobody": "admin",
    "give": "admin",
    "confirm": "dpo admin",
}


@pytest.fixture
def asked(cast):
    """Each question of the table, as a function of the account."""
    away = cast.south.partners.get().organisation
    fresh = make.OrganisationFactory()
    entered = make.OrganisationFactory(kept_by=cast.police)
    person, by_police, by_nobody = (
        make.RepresentationFactory(
            organisation=cast.association, role="deputy", person__kept_by=keeper
        ).person
        for keeper in (cast.association, cast.police, None)
    )
    giver = make.AccountFactory()
    return {
        "found_partnership": rules.can_found_partnership,
        "keep_partnership north": lambda by: rules.can_keep_partnership(by, cast.north),
        "keep_partnership south": lambda by: rules.can_keep_partnership(by, cast.south),
        "enter_organisation": rules.can_enter_organisation,
        "keep_organisation own": lambda by: rules.can_keep_organisation(by, cast.association),
        "keep_organisation police": lambda by: rules.can_keep_organisation(by, cast.police),
        "keep_organisation away": lambda by: rules.can_keep_organisation(by, away),
        "keep_organisation fresh": lambda by: rules.can_keep_organisation(by, fresh),
        "keep_organisation entered by the police": lambda by: rules.can_keep_organisation(
            by, entered
        ),
        "enter_person": rules.can_enter_person,
        "invite": lambda by: rules.can_invite(by, person),
        "invite kept by the police": lambda by: rules.can_invite(by, by_police),
        "invite kept by nobody": lambda by: rules.can_invite(by, by_nobody),
        "give": lambda by: rules.can_give(by, Role.ANALYST, person),
        "confirm": lambda by: rules.can_confirm(
            by, Grant(person=person, role=Role.ANALYST, given_by=giver)
        ),
    }


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_may(cast, asked, name) -> None:
    account = cast.account(name)
    wrong = [
        q for q, rule in asked.items() if bool(rule(account)) is not (name in TABLE[q].split())
    ]
    assert wrong == []
    verdicts = {question: rule(account) for question, rule in asked.items()}
    assert_as_written(REASONS, name, verdicts)


def test_the_table_asks_everything(asked) -> None:
    assert list(TABLE) == list(asked)


def test_nobody_gives_or_confirms_a_role_of_their_own(cast) -> None:
    admin, dpo = cast.account("admin"), cast.account("dpo")
    assert not rules.can_give(admin, Role.ANALYST, cast.people["admin"])
    own = Grant(person=cast.people["dpo"], role=Role.ANALYST, given_by=admin)
    assert not rules.can_confirm(dpo, own)
    grant = Grant(person=cast.people["partner"], role=Role.ANALYST, given_by=admin)
    assert not rules.can_confirm(admin, grant)
    assert rules.can_confirm(dpo, grant)
    grant.confirmed_by = dpo
    assert not rules.can_confirm(dpo, grant)


def test_an_invitation_is_withdrawn_by_whoever_sent_it_or_keeps_the_person(cast) -> None:
    """And by administrators: it takes a way in away."""
    stands = make.RepresentationFactory(organisation=cast.police, person__kept_by=cast.police)
    invitation = Invitation(person=stands.person, invited_by=cast.account("partner"))
    may = {name for name in EVERYBODY if rules.can_withdraw(cast.account(name), invitation)}
    assert may == {"partner", "liaison", "admin"}


@pytest.mark.parametrize("role", [role for role in Role.values if role not in PROTECTED_ROLES])
def test_of_other_roles_an_administrator_is_no_second_person(cast, role) -> None:
    """The authority is; where nobody leads it, data protection."""
    person, giver = cast.people["partner"], make.AccountFactory()
    grant = Grant(person=person, role=role, given_by=giver, organisation=cast.police)
    may = {name for name in EVERYBODY if rules.can_confirm(cast.account(name), grant)}
    assert may == {"dpo"}
    make.RepresentationFactory(organisation=cast.police, person=cast.people["customs"])
    may = {name for name in EVERYBODY if rules.can_confirm(cast.account(name), grant)}
    assert may == {"customs"}
    own = Grant(person=cast.people["customs"], role=role, given_by=giver, organisation=cast.police)
    assert not rules.can_confirm(cast.account("customs"), own)
    assert rules.can_confirm(cast.account("dpo"), own)


@pytest.mark.parametrize("role", sorted(PROTECTED_ROLES))
def test_a_protected_role_waits_for_the_second_person(cast, role) -> None:
    person = cast.people["partner"]
    grant = make.GrantFactory(person=person, role=role, given_by=cast.account("admin"))
    assert not cast.account("partner").access.has(role)
    grant.confirmed_by = cast.account("dpo")
    grant.save()
    assert cast.account("partner").access.has(role)


def test_whoever_has_an_account_is_not_invited(cast) -> None:
    assert not rules.can_invite(cast.account("admin"), cast.people["partner"])


def test_liaison_staff_sees_the_partnerships_of_its_authority_only(cast) -> None:
    other = make.OrganisationFactory(kind=Kind.POLICE)
    make.PartnerFactory(partnership=cast.south, organisation=other)
    assert cast.account("liaison").access.partnership_ids == {cast.north.pk}


def test_rights_end_with_the_row(cast) -> None:
    seats = cast.people["chair"].seats
    seats.update(until_on=make.LONG_AGO)
    assert cast.account("chair").access.partnership_ids == frozenset()


def test_a_locked_account_has_no_access(cast) -> None:
    account = cast.account("admin")
    account.is_active = False
    account.save()
    assert not cast.account("admin").is_administrator()
