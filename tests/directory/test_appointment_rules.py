"""Who asks, agrees, witnesses, refuses and takes back: every question x everybody. Source: decision 0021."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from partnerships.directory.models import (
    Account,
    Appointment,
    Invitation,
    Kind,
    Organisation,
    Person,
    Second,
)
from partnerships.directory.rules import appointments as rules
from partnerships.directory.rules.grants import can_confirm
from partnerships.directory.rules.invitations import can_agree_invitation
from tests.cast import NAMES, Cast
from tests.factories import directory as make
from tests.kept import kept

MORE = ("head", "elder", "deputy", "puppet", "helper", "newcomer", "veteran")
EVERYBODY = [*(name for name in NAMES if name != "anonymous"), *MORE]
NOBODY = ""


@dataclass
class Scene:
    """North with more people. `fresh` has no lead and is kept by the police; `helper` stands for it without power.

    `begun`: the newcomer leads it provisionally. `old`: the veteran leads it from before the rule. Both kept by the police.
    `elder` leads another association of North; `deputy` and `puppet` stand for the association, the puppet's account
    was opened by its lead, the `partner`, alone.
    """

    cast: Cast
    fresh: Organisation
    begun: Organisation
    old: Organisation
    others: Organisation


def entered(cast: Cast, name: str, **values) -> Person:
    """One more of the cast, with an account that nobody opened."""
    cast.people[name] = make.PersonFactory(
        given_name=name.title(), account=make.AccountFactory(email=f"{name}@example.org"), **values
    )
    return cast.people[name]


def in_north(cast: Cast, **values) -> Organisation:
    made = make.OrganisationFactory(**values)
    make.PartnerFactory(partnership=cast.north, organisation=made)
    return made


def opened_by(cast: Cast, name: str, opener: str) -> None:
    """The account of `name` came by an invitation that nobody else saw, and nobody said since who it is."""
    cast.people[name].representations.update(rests_on=None)
    Appointment.objects.filter(person=cast.people[name]).delete()
    Invitation.objects.create(
        person=cast.people[name],
        email=f"{name}@example.org",
        invited_by=cast.account(opener),
        accepted_at=timezone.now(),
        expires_at=timezone.now(),
    )


@kept(after="cast")
def scene(cast) -> Scene:
    """Without `head`: the police have no lead, unless `led_police` is asked for."""
    fresh, begun, old = (in_north(cast, kept_by=cast.police) for _ in range(3))
    others = in_north(cast)
    make.RepresentationFactory(person=entered(cast, "elder"), organisation=others)
    for name in ("deputy", "puppet"):
        make.RepresentationFactory(
            person=entered(cast, name), organisation=cast.association, role="deputy"
        )
    opened_by(cast, "puppet", "partner")
    make.RepresentationFactory(
        person=entered(cast, "helper"), organisation=fresh, role="representative"
    )
    make.RepresentationFactory(
        person=entered(cast, "newcomer"), organisation=begun, is_provisional=True
    )
    make.RepresentationFactory(
        person=entered(cast, "veteran"), organisation=old, may_sign=True, rests_on=False
    )
    entered(cast, "head")
    return Scene(cast, fresh, begun, old, others)


@kept(after="scene")
def led_police(scene) -> Scene:
    """`head` leads the police."""
    make.RepresentationFactory(
        person=scene.cast.people["head"], organisation=scene.cast.police, may_sign=True
    )
    return scene


def allowed(cast: Cast, rule, *asked) -> str:
    """Names of those to whom the rule says yes."""
    numbers = {name: cast.people[name].account_id for name in EVERYBODY}
    accounts = Account.objects.in_bulk(numbers.values())  # fresh ones, without cached access
    return " ".join(name for name in EVERYBODY if rule(accounts[numbers[name]], *asked))


def asked_for(
    scene: Scene,
    organisation: Organisation,
    name: str = "helper",
    *,
    by: str = "liaison",
    agreed: bool = True,
    **values,
) -> Appointment:
    """`by` asked that `name` leads it and may sign; agreed to, and waiting for the witness."""
    cast, person = scene.cast, scene.cast.people[name]
    asker = cast.account(by)
    values = {"role": "lead", "may_sign": True, "second": Second.WITNESS} | values
    if agreed:
        values |= {"agreed_by": cast.account(name), "agreed_at": timezone.now()}
    return Appointment.objects.create(
        person=person,
        organisation=organisation,
        asked_by=asker,
        asked_for_id=rules.asks_in_the_name_of(asker, organisation),
        **values,
    )


# Rows: which organisation; columns: who asks that somebody stands for it, and who asks to lead it oneself.
ASKING = {
    "of North, with a lead": ("partner", NOBODY),
    "the police, without a lead": ("liaison admin", NOBODY),
    "kept by the police": ("liaison", "helper"),
    "kept by the association": ("partner", NOBODY),
    "kept by nobody": ("admin", NOBODY),
    "with a provisional lead": ("liaison", "newcomer"),
    "with a lead from before the rule": ("veteran", "veteran"),
    "with a lead whose account is closed": ("liaison", "helper"),
    "with a lead without account": ("liaison", "helper"),
    "with a lead of yesterday": ("liaison", "helper"),
    "merged": (NOBODY, NOBODY),
}


@pytest.mark.parametrize("which", ASKING)
def test_who_asks(scene, which) -> None:
    cast, organisation = scene.cast, scene.fresh
    if which == "merged":
        Organisation.objects.filter(pk=organisation.pk).update(merged_into=cast.association)
        organisation.refresh_from_db()
    elif which == "with a lead whose account is closed":
        closed = make.PersonFactory(account=make.AccountFactory(is_active=False))
        make.RepresentationFactory(organisation=organisation, person=closed)
    elif which == "with a lead without account":
        make.RepresentationFactory(organisation=organisation)
    elif which == "with a lead of yesterday":
        make.RepresentationFactory(
            organisation=organisation,
            person=cast.people["outsider"],
            until_on=make.LONG_AGO,
        )
    else:
        organisation = {
            "of North, with a lead": cast.association,
            "the police, without a lead": cast.police,
            "kept by the association": make.OrganisationFactory(kept_by=cast.association),
            "kept by nobody": make.OrganisationFactory(),
            "with a provisional lead": scene.begun,
            "with a lead from before the rule": scene.old,
        }.get(which, scene.fresh)
    appoints, leads = ASKING[which]
    assert allowed(cast, rules.can_appoint, organisation) == appoints
    assert allowed(cast, rules.can_ask_to_lead, organisation) == leads


def test_once_the_police_have_a_lead_neither_staff_nor_administrators_ask(led_police) -> None:
    cast = led_police.cast
    assert allowed(cast, rules.can_appoint, cast.police) == "head"
    assert allowed(cast, rules.can_appoint, led_police.fresh) == "liaison head"


# Rows: state of what the liaison staff asked of the helper; columns: agree, be the witness, refuse, take back.
STATES = {
    "asked": ("helper", NOBODY, "helper", "liaison"),
    "agreed": (NOBODY, "partner elder veteran", "partner elder helper veteran", "liaison"),
    "seconded": (NOBODY, NOBODY, "helper", "liaison"),
    "complete": (NOBODY, NOBODY, NOBODY, NOBODY),
    "refused": (NOBODY, NOBODY, NOBODY, NOBODY),
    "withdrawn": (NOBODY, NOBODY, NOBODY, NOBODY),
    "asked, without a second": ("helper", NOBODY, "helper", "liaison"),
    "asked by somebody who lost the role": (NOBODY, NOBODY, "helper", "liaison"),
    "agreed, asked by somebody who lost the role": (NOBODY, NOBODY, "helper", "liaison"),
    "asked by a closed account": (NOBODY, NOBODY, "helper", NOBODY),
    "asked before a lead came": (NOBODY, NOBODY, "helper", "liaison"),
}


@pytest.mark.parametrize("state", STATES)
def test_state(scene, state) -> None:
    cast, now = scene.cast, timezone.now()
    waits = asked_for(scene, scene.fresh, agreed=not state.startswith("asked"))
    done = {
        "seconded": {"seconded_by": cast.account("elder"), "seconded_at": now},
        "refused": {"refused_at": now},
        "withdrawn": {"withdrawn_at": now},
        "asked, without a second": {"second": Second.NOBODY},
    }
    done["complete"] = done["seconded"] | {"completed_at": now}
    Appointment.objects.filter(pk=waits.pk).update(**done.get(state, {"version": 2}))
    if state.endswith("lost the role"):
        cast.people["liaison"].grants.update(ended_at=now)
    elif state == "asked by a closed account":
        Account.objects.filter(pk=cast.account("liaison").pk).update(is_active=False)
    elif state == "asked before a lead came":
        make.RepresentationFactory(organisation=scene.fresh, person=cast.people["outsider"])
    found = Appointment.objects.get(pk=waits.pk)
    got = tuple(
        allowed(cast, rule, found)
        for rule in (
            rules.can_agree,
            rules.can_second,
            rules.can_refuse_appointment,
            rules.can_withdraw_appointment,
        )
    )
    if state == "asked by a closed account":  # who signs in no more takes nothing back
        got = (*got[:3], got[3].replace("liaison", "").strip())
    assert got == STATES[state]


class TestAgreeing:
    """The person; for an entry without account who keeps it, to a name and nothing more."""

    @pytest.mark.parametrize(
        ("keeper", "power", "agrees"),
        [
            ("police", {}, "liaison"),
            ("association", {}, "partner"),
            ("nobody", {}, "admin"),
            ("police", {"role": "lead"}, NOBODY),
            ("police", {"may_sign": True}, NOBODY),
        ],
    )
    def test_an_entry_without_account(self, scene, keeper, power, agrees) -> None:
        cast = scene.cast
        kept_by = {"police": cast.police, "association": cast.association, "nobody": None}[keeper]
        cast.people["entry"] = make.PersonFactory(kept_by=kept_by)
        values = {"role": "deputy", "may_sign": False, "second": Second.NOBODY} | power
        waits = asked_for(scene, scene.others, "entry", by="elder", agreed=False, **values)
        assert allowed(cast, rules.can_agree, waits) == agrees

    def test_not_who_kept_the_entry_before_the_account(self, scene) -> None:
        cast = scene.cast
        Person.objects.filter(pk=cast.people["helper"].pk).update(kept_by=cast.police)
        waits = asked_for(
            scene, scene.others, by="elder", agreed=False, role="deputy", may_sign=False
        )
        assert allowed(cast, rules.can_agree, waits) == "helper"


class TestWitness:
    """Confirmed, outside the trees of asker and person, nobody's puppet, and no authority for an authority."""

    def seconds(self, scene, **values) -> str:
        return allowed(scene.cast, rules.can_second, asked_for(scene, scene.fresh, **values))

    def test_where_the_police_ask_no_authority_witnesses(self, led_police) -> None:
        customs = in_north(led_police.cast, kind=Kind.CUSTOMS)
        make.RepresentationFactory(person=led_police.cast.people["customs"], organisation=customs)
        assert self.seconds(led_police) == "partner elder veteran"

    def test_what_a_partner_is_called_proves_nothing(self, led_police) -> None:
        """A police station entered on the side of civil society is an authority all the same."""
        cast = led_police.cast
        station = in_north(cast, kind=Kind.POLICE)
        make.RepresentationFactory(person=cast.people["chair"], organisation=station)
        station.partners.update(side="civil")
        cast.north.partners.filter(organisation=cast.association).update(side="authority")
        assert self.seconds(led_police) == "partner elder veteran"

    def test_where_an_association_asks_the_police_may(self, led_police) -> None:
        Organisation.objects.filter(pk=led_police.fresh.pk).update(
            kept_by=led_police.cast.association
        )
        led_police.fresh.refresh_from_db()
        assert self.seconds(led_police, by="partner") == "head elder veteran"

    @pytest.mark.parametrize("relation", ["parent", "hosted_by"])
    @pytest.mark.parametrize("whose", ["asker", "person", "organisation"])
    @pytest.mark.parametrize("way", ["above", "below", "beside"])
    def test_not_from_the_same_house(self, scene, relation, whose, way) -> None:
        """The elder's association belongs to one of those concerned, by either relation."""
        cast = scene.cast
        away = cast.south.partners.get().organisation
        if whose == "person":
            make.RepresentationFactory(
                person=cast.people["helper"], organisation=away, role="deputy"
            )
        near = {"asker": cast.police, "person": away, "organisation": scene.fresh}[whose]
        link = Organisation.objects.filter
        if way == "above":
            link(pk=near.pk).update(**{relation: scene.others})
        elif way == "below":
            link(pk=scene.others.pk).update(**{relation: near})
        else:
            roof = make.OrganisationFactory()
            link(pk__in=[near.pk, scene.others.pk]).update(**{relation: roof})
        assert self.seconds(scene) == "partner veteran"

    @pytest.mark.parametrize("opener", ["liaison", "helper"])
    def test_no_puppet(self, scene, opener) -> None:
        opened_by(scene.cast, "elder", opener)
        assert self.seconds(scene) == "partner veteran"

    def test_no_puppet_of_a_puppet(self, scene) -> None:
        cast = scene.cast
        opened_by(cast, "chair", "liaison")
        opened_by(cast, "elder", "chair")
        assert self.seconds(scene) == "partner veteran"

    def test_no_puppet_once_an_independent_person_said_who_it_is(self, scene) -> None:
        cast = scene.cast
        opened_by(cast, "elder", "liaison")
        assert self.seconds(scene) == "partner veteran"
        Appointment.objects.open().filter(organisation=scene.fresh).delete()
        known = asked_for(scene, scene.others, "elder")
        Appointment.objects.filter(pk=known.pk).update(
            seconded_by=cast.account("partner"), seconded_at=timezone.now()
        )
        assert self.seconds(scene) == "partner elder veteran"

    def test_one_invited_by_the_same_third(self, scene) -> None:
        """Asker's and witness's accounts were both opened by the administrator alone."""
        for name in ("elder", "liaison"):
            opened_by(scene.cast, name, "admin")
        assert self.seconds(scene) == "partner veteran"

    def test_not_provisional_not_former_not_from_elsewhere(self, scene) -> None:
        """The newcomer leads provisionally; the outsider leads in South; neither is asked. The veteran stays."""
        cast = scene.cast
        cast.people["elder"].representations.update(is_provisional=True, may_sign=False)
        cast.people["partner"].representations.update(until_on=make.LONG_AGO)
        assert self.seconds(scene) == "veteran"

    def test_a_lead_from_before_the_rule_may(self, scene) -> None:
        """Existing leads stay, and witness: otherwise nobody could begin. They sign when somebody has witnessed them."""
        assert "veteran" in self.seconds(scene).split()
        assert not scene.cast.account("veteran").access.signs

    def test_not_whoever_holds_a_role_of_the_asking_authority(self, scene) -> None:
        make.GrantFactory(
            person=scene.cast.people["elder"],
            role="officer",
            organisation=scene.cast.police,
            until_on=None,
        )
        assert self.seconds(scene) == "partner veteran"

    @pytest.mark.parametrize(("related", "may"), [(False, "customs"), (True, NOBODY)])
    def test_among_authorities_alone_one_outside_the_hierarchy(self, cast, related, may) -> None:
        place = make.PartnershipFactory()
        customs = make.OrganisationFactory(
            kind=Kind.CUSTOMS, parent=cast.police if related else None
        )
        office = make.OrganisationFactory(kind=Kind.POLICE, kept_by=cast.police)
        for organisation in (cast.police, customs, office):
            make.PartnerFactory(partnership=place, organisation=organisation)
        make.RepresentationFactory(person=cast.people["customs"], organisation=customs)
        cast.people["helper"] = make.PersonFactory(account=make.AccountFactory())
        scene = Scene(cast, office, office, office, office)
        waits = asked_for(scene, office)
        found = [name for name in cast.people if rules.can_second(cast.account(name), waits)]
        assert " ".join(found) == may

    def test_an_association_among_authorities_has_no_authority_as_witness(self, cast) -> None:
        """A partnership that the police founded with a friendly authority and the association is not one of
        authorities alone: the paper of the association stands for the witness.
        """
        place = make.PartnershipFactory()
        customs = make.OrganisationFactory(kind=Kind.CUSTOMS)
        small = make.OrganisationFactory(kept_by=cast.police)
        for organisation in (cast.police, customs, small):
            make.PartnerFactory(partnership=place, organisation=organisation)
        make.RepresentationFactory(person=cast.people["customs"], organisation=customs)
        cast.people["helper"] = make.PersonFactory(account=make.AccountFactory())
        waits = asked_for(Scene(cast, small, small, small, small), small)
        assert not [name for name in cast.people if rules.can_second(cast.account(name), waits)]

    def test_where_administrators_ask_no_authority_witnesses(self, led_police) -> None:
        """Whoever runs the installation does so for an authority."""
        alone = in_north(led_police.cast)
        waits = asked_for(led_police, alone, by="admin")
        assert allowed(led_police.cast, rules.can_second, waits) == "partner elder veteran"


class TestColleague:
    """A right to sign for oneself, or for an account that one opened alone: somebody else agrees."""

    @pytest.fixture
    def not_signing(self, led_police) -> Scene:
        """The association's lead may not sign."""
        led_police.cast.people["partner"].representations.update(may_sign=False)
        return led_police

    @pytest.mark.parametrize(
        ("name", "needs"),
        [
            ("partner", Second.COLLEAGUE),
            ("puppet", Second.COLLEAGUE),
            ("deputy", Second.NOBODY),
            ("chair", Second.NOBODY),
        ],
    )
    def test_when(self, not_signing, name, needs) -> None:
        cast, by = not_signing.cast, not_signing.cast.account("partner")
        asked = {"organisation": cast.association, "role": "deputy", "may_sign": True}
        assert rules.second_for(by, cast.people[name], **asked) == needs
        asked["may_sign"] = False
        assert rules.second_for(by, cast.people[name], **asked) == Second.NOBODY
        cast.people["partner"].representations.update(may_sign=True)
        by, asked["may_sign"] = cast.account("partner"), True
        assert rules.second_for(by, cast.people[name], **asked) == Second.NOBODY

    def test_whose_account_is_known_when_the_person_agrees(self, not_signing) -> None:
        """Asked as an entry of others; by then it is an account that the lead opened."""
        cast = not_signing.cast
        values = {"role": "deputy", "second": Second.NOBODY}
        waits = asked_for(not_signing, cast.association, "chair", by="partner", **values)
        assert rules.second_now(waits) == Second.NOBODY
        opened_by(cast, "chair", "partner")
        assert rules.second_now(waits) == Second.COLLEAGUE

    @pytest.mark.parametrize(
        ("name", "seconds"),
        [
            ("partner", "head elder deputy veteran"),
            ("puppet", "head elder deputy veteran"),
        ],
    )
    def test_who(self, not_signing, name, seconds) -> None:
        """An independent colleague or a witness: neither the lead nor the puppet."""
        cast = not_signing.cast
        waits = asked_for(
            not_signing, cast.association, name, by="partner", second=Second.COLLEAGUE
        )
        assert set(allowed(cast, rules.can_second, waits).split()) == set(seconds.split())


class TestWhoNeedsAWitness:
    """A first or lost lead, and whoever leads from before the rule."""

    @pytest.mark.parametrize(
        ("role", "may_sign", "needs"),
        [
            ("lead", True, Second.WITNESS),
            ("lead", False, Second.WITNESS),
            ("deputy", True, Second.WITNESS),
            ("representative", False, Second.NOBODY),
        ],
    )
    @pytest.mark.parametrize("which", ["fresh", "begun"])
    def test_without_a_confirmed_lead(self, scene, which, role, may_sign, needs) -> None:
        by, organisation = scene.cast.account("liaison"), getattr(scene, which)
        person = scene.cast.people["helper"]
        got = rules.second_for(by, person, organisation, role=role, may_sign=may_sign)
        assert got == needs

    def test_from_before_the_rule(self, scene) -> None:
        """The veteran leads alone and does not confirm themselves; others they name as every lead does."""
        veteran, by = scene.cast.people["veteran"], scene.cast.account("veteran")
        asked = {"organisation": scene.old, "role": "lead", "may_sign": True}
        assert rules.second_for(by, veteran, **asked) == Second.WITNESS
        assert not by.access.signs and by.access.vouches == {scene.old.pk}
        assert allowed(scene.cast, rules.can_ask_to_lead, scene.old) == "veteran"


def test_works_at_once_only_where_nobody_stood_before(scene) -> None:
    """A former deputy's notes and comments are not for a stranger whom nobody has witnessed."""
    cast = scene.cast
    empty = make.OrganisationFactory(kept_by=cast.police)

    def works(name: str, organisation: Organisation, by: str = "liaison") -> bool:
        return rules.works_at_once(asked_for(scene, organisation, name, by=by))

    assert works("helper", scene.fresh)
    assert not works("chair", scene.fresh)
    make.RepresentationFactory(organisation=empty)  # a name without account reads nothing
    assert works("chair", empty)
    assert not works("elder", empty, by="elder")  # who asks for themselves
    make.RepresentationFactory(
        organisation=empty, person=cast.people["former"], until_on=make.LONG_AGO
    )
    assert not works("customs", empty)


# Rows: what was asked of the helper; columns: who sees it. `elder` was asked to be the witness.
SEEN = {
    "asked": "liaison dpo admin helper",
    "agreed": "liaison dpo admin elder helper",
    "led": "liaison outsider dpo admin elder helper",
    "religious": "liaison dpo elder helper",
}


@pytest.mark.parametrize(
    "state",
    [
        "asked",
        "agreed",
        "led",
        "religious",
    ],
)
def test_who_sees_it(scene, state) -> None:
    """Those concerned, and those who are asked; not the whole partnership."""
    cast = scene.cast
    waits = asked_for(scene, scene.fresh, agreed=state != "asked")
    if state != "asked":
        elder = cast.account("elder").pk
        Appointment.objects.filter(pk=waits.pk).update(asked_accounts=[elder])
    if state == "led":
        make.RepresentationFactory(organisation=scene.fresh, person=cast.people["outsider"])
    if state == "religious":
        Organisation.objects.filter(pk=scene.fresh.pk).update(kind=Kind.RELIGIOUS_UMBRELLA)
    rows = Appointment.objects.filter(pk=waits.pk)
    seen = [name for name in EVERYBODY if rows.visible_to(cast.account(name)).exists()]
    assert " ".join(seen) == SEEN[state]


def test_who_was_asked_and_stands_for_nobody_any_more_sees_neither(scene) -> None:
    cast = scene.cast
    elder = cast.account("elder").pk
    waits = asked_for(scene, scene.fresh)
    Appointment.objects.filter(pk=waits.pk).update(asked_accounts=[elder])
    invited = Invitation.objects.create(
        person=make.PersonFactory(), email="x@example.org", asked_accounts=[elder],
        needs_yes=True, expires_at=timezone.now() + timezone.timedelta(days=1),
    )  # fmt: skip
    rows = (
        Appointment.objects.filter(pk=waits.pk),
        Invitation.objects.filter(pk=invited.pk),
    )
    assert all(found.visible_to(cast.account("elder")).exists() for found in rows)
    cast.people["elder"].representations.update(ended_at=timezone.now())
    assert not any(found.visible_to(cast.account("elder")).exists() for found in rows)


class TestInvitations:
    """Whose yes the invitation of an entry needs that stands in two organisations."""

    def invited(self, scene, by: str, kept_by: Organisation, *places) -> Invitation:
        person = make.PersonFactory(kept_by=kept_by, email="entry@example.org")
        for organisation in places:
            make.RepresentationFactory(person=person, organisation=organisation, role="deputy")
        return Invitation.objects.create(
            person=person, email=person.email, invited_by=scene.cast.account(by), needs_yes=True,
            expires_at=timezone.now() + timezone.timedelta(days=1),
        )  # fmt: skip

    def test_of_the_other_organisation(self, scene) -> None:
        cast = scene.cast
        waits = self.invited(scene, "partner", cast.association, cast.association, scene.others)
        assert "elder" in allowed(cast, can_agree_invitation, waits).split()
        for name in ("partner", "puppet", "deputy", "admin", "dpo", "liaison", "outsider"):
            assert not can_agree_invitation(cast.account(name), waits)

    def test_not_who_is_a_puppet_of_the_inviter(self, scene) -> None:
        cast = scene.cast
        opened_by(cast, "elder", "partner")
        waits = self.invited(scene, "partner", cast.association, cast.association, scene.others)
        assert not can_agree_invitation(cast.account("elder"), waits)

    def test_a_colleague_does_not_agree_for_the_other_organisation(self, scene) -> None:
        cast = scene.cast
        make.RepresentationFactory(person=entered(cast, "second"), organisation=cast.association)
        waits = self.invited(scene, "partner", cast.association, cast.association, scene.others)
        assert can_agree_invitation(cast.account("elder"), waits)
        assert not can_agree_invitation(cast.account("second"), waits)


class TestRoles:
    """Liaison staff and officers: the authority's confirmed lead, in its absence data protection."""

    @pytest.mark.parametrize("role", ["liaison", "officer"])
    @pytest.mark.parametrize(
        ("lead", "confirms"),
        [
            (None, "dpo"),
            ({}, "head"),
            ({"is_provisional": True}, "dpo"),
            ({"rests_on": False}, "head"),
            ({"until_on": make.LONG_AGO}, "dpo"),
            ({"role": "deputy"}, "dpo"),
        ],
    )
    def test_who_confirms(self, scene, role, lead, confirms) -> None:
        cast = scene.cast
        if lead is not None:
            make.RepresentationFactory(person=cast.people["head"], organisation=cast.police, **lead)
        grant = make.GrantFactory(
            person=cast.people["helper"],
            role=role,
            organisation=cast.police,
            given_by=cast.account("admin"),
        )
        assert allowed(cast, can_confirm, grant) == confirms

    def test_of_the_lead_itself_data_protection(self, led_police) -> None:
        cast = led_police.cast
        grant = make.GrantFactory(
            person=cast.people["head"],
            role="liaison",
            organisation=cast.police,
            given_by=cast.account("admin"),
        )
        assert allowed(cast, can_confirm, grant) == "dpo"

    def test_where_the_lead_opened_the_account_somebody_confirms(self, led_police) -> None:
        """The daily case: the head of the police brought the officer in, the administrator gives the role."""
        cast = led_police.cast
        opened_by(cast, "helper", "head")
        grant = make.GrantFactory(
            person=cast.people["helper"],
            role="liaison",
            organisation=cast.police,
            given_by=cast.account("admin"),
        )
        assert allowed(cast, can_confirm, grant) == "dpo"
