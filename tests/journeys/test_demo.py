"""The demo: real partnerships with their known figures, invented people, nobody's rights but those given."""

from collections import Counter
from datetime import date

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from config.demo.accounts import account
from config.demo.facts import read
from config.embedded.welcome import ACCOUNTS, PASSWORD
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import Stage
from partnerships.directory.access import PROTECTED_ROLES
from partnerships.directory.models import (
    Account,
    Body,
    BodyKind,
    Entry,
    Goal,
    GoalKind,
    Grant,
    Organisation,
    Partner,
    Partnership,
    Person,
    ProjectFigure,
    RepresentationRole,
    Role,
    Seat,
    Side,
)
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from partnerships.shared.outbox import Status

SIGNED, REPORTED = date(2024, 6, 4), date(2021, 12, 31)
DORTMUND, SIKO = "Dialog und Vertrauen in Dortmund", "Sicherheitskooperation Ruhr"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for this file, and rolled back."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        call_command("load_demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The demo, and each test's changes taken back."""


def partners(name: str, day: date):
    return Partner.objects.on(day).filter(partnership__name=name).select_related("organisation")


def seen_by(name: str) -> set[str]:
    return set(Partnership.objects.visible_to(account(name)).values_list("name", flat=True))


class TestSiko:
    """Source: annual report 2020/2021, figures as of 31 December 2021."""

    def test_partners(self, demo):
        entries = Counter(partner.entry for partner in partners(SIKO, REPORTED))
        assert entries == {Entry.FOUNDING: 6, Entry.JOINED: 16}

    def test_only_the_founders_were_there_the_day_before(self, demo):
        assert {partner.entry for partner in partners(SIKO, date(2021, 12, 30))} == {Entry.FOUNDING}

    def test_partners_by_kind(self, demo):
        kinds = Counter(str(partner.organisation.kind) for partner in partners(SIKO, REPORTED))
        assert kinds == {
            "state_ministry": 1,
            "federal_police": 1,
            "customs": 1,
            "city": 14,
            "district": 4,
            "university": 1,
        }

    def test_bodies_and_pillars(self, demo):
        bodies = Body.objects.filter(partnership__name=SIKO)
        assert Counter(str(body.kind) for body in bodies) == {
            "steering_committee": 1,
            "coordination_office": 1,
            "expert_working_group": 7,
        }
        assert bodies.get(kind=BodyKind.STEERING_COMMITTEE).meetings_per_year == 2
        assert Goal.objects.filter(partnership__name=SIKO, kind=GoalKind.PILLAR).count() == 4

    def test_committee(self, demo):
        seats = Seat.objects.on(REPORTED).filter(body__kind=BodyKind.STEERING_COMMITTEE)
        assert [seat.voting for seat in seats] == [True] * 6 + [False, True]
        adviser, head = seats[6], seats[7]
        assert not adviser.organisation.partners.exists()
        assert head.organisation is None

    def test_figures(self, demo):
        figures = ProjectFigure.objects.filter(project__partnership__name=SIKO)
        said = [
            (int(figure.value), str(figure.qualifier)) for figure in figures if figure.value != 80
        ]
        assert said == [(value, "exact") for value in (60, 3, 2, 2, 4, 8, 13, 13, 15, 15)]
        assert figures.get(value=80).qualifier == "more_than"
        assert {f.source_note for f in figures} == {"SiKo Ruhr, Jahresbericht 2020/2021"}

    def test_no_group_is_named_by_origin(self):
        facts = str(read("siko")).lower()
        assert not [
            word for word in ("clan", "familie", "syri", "türk", "turk", "arab") if word in facts
        ]


class TestDortmund:
    """Source: the police on the signing of 4 June 2024, and later public notices."""

    def test_twelve_organisations_and_the_police(self, demo):
        sides = Counter(str(partner.side) for partner in partners(DORTMUND, SIGNED))
        assert sides == {Side.AUTHORITY: 1, Side.CIVIL: 10, Side.OTHER: 2}

    def test_unknown_beginnings_are_attested(self, demo):
        known = [p.organisation.name for p in partners(DORTMUND, date(2022, 9, 7))]
        assert known == ["Polizeipräsidium Dortmund"]

    def test_afrido_is_hosted_by_an_organisation_that_is_no_partner(self, demo):
        host = Organisation.objects.get(hosts__name__startswith="AFRIDO")
        assert host.name == "Africa Positive e.V."
        assert not host.partners.exists()

    def test_fourth_goal_of_the_authority(self, demo):
        goal = Goal.objects.get(organisation__name="Polizeipräsidium Dortmund")
        assert (goal.number, goal.kind) == (4, GoalKind.STRATEGIC)

    def test_working_group(self, demo):
        group = Body.objects.get(kind=BodyKind.DIALOGUE_GROUP)
        assert group.founded_on == date(2022, 9, 7)

    def test_everybody_has_a_lead_who_may_sign(self, demo):
        for partner in partners(DORTMUND, date(2026, 1, 1)):
            leads = partner.organisation.representations.filter(role=RepresentationRole.LEAD)
            assert [lead.may_sign for lead in leads] == [True], partner.organisation

    def test_signed_on_paper(self, demo):
        agreement = Agreement.objects.get(paper_signed_on=SIGNED)
        assert (agreement.stage, agreement.effective_on) == (Stage.IN_FORCE, SIGNED)
        assert agreement.parties.count() == 13
        assert agreement.clauses.last().texts.filter(body__contains="**nicht**").exists()

    def test_one_is_being_written(self, demo):
        agreement = Agreement.objects.get(partnership__name=DORTMUND, stage=Stage.DRAFT)
        needed = [party.signatures_needed for party in agreement.parties.all()]
        assert Counter(needed) == {1: 11, 2: 2}
        assert [party.signatories.count() for party in agreement.parties.all()] == needed


class TestPeople:
    """Nobody is real, and nobody has more rights than given."""

    def test_the_accounts_are_those_that_the_terminal_shows(self, demo, settings):
        addresses = {f"{name}@{settings.DEMO_DOMAIN}" for name in ACCOUNTS}
        assert set(Account.objects.values_list("email", flat=True)) == addresses
        assert not Account.objects.filter(is_demo=False).exists()
        assert not Account.objects.exclude(language="de").exists()

    def test_one_password(self, demo):
        assert all(found.check_password(PASSWORD) for found in Account.objects.all())

    def test_every_person_is_invented(self, demo):
        assert Person.objects.count() > 30
        assert not Person.objects.filter(is_invented=False).exists()
        assert not Person.objects.exclude(email__endswith=".example").exists()
        assert not Person.objects.exclude(phone__startswith="+49 221 4710").exists()

    def test_nobody_has_anothers_number_or_address(self, demo):
        people = Person.objects.count()
        assert Person.objects.values("phone").distinct().count() == people
        assert Person.objects.values("email").distinct().count() == people

    def test_protected_roles_have_a_second_person(self, demo):
        given = Grant.objects.filter(role__in=PROTECTED_ROLES, given_by__isnull=False)
        assert set(given.values_list("role", flat=True)) == {
            Role.COMPLAINTS,
            Role.APPROVER,
            Role.ANALYST,
        }
        assert {(grant.given_by, grant.confirmed_by) for grant in given} == {
            (account("admin"), account("dpo"))
        }

    def test_invitations_are_never_sent(self, demo):
        letters = Letter.objects.filter(kind="directory/invitation")
        assert letters.count() == len(ACCOUNTS)
        for letter in letters:
            post_letter.apply((letter.pk,), throw=True)
        assert set(letters.values_list("status", flat=True)) == {Status.CANCELLED}
        assert mail.outbox == []

    @pytest.mark.parametrize(
        ("name", "partnerships"),
        [
            ("liaison", {DORTMUND, SIKO}),
            ("chair", {DORTMUND}),
            ("partner", {DORTMUND}),
            ("outsider", {"Sicherheitspartnerschaft Musterstadt"}),
            ("customs", {SIKO}),
            ("analyst", {SIKO}),
            *((name, set()) for name in ("complaints", "approver", "dpo", "admin")),
        ],
    )
    def test_what_each_sees(self, demo, name, partnerships):
        assert seen_by(name) == partnerships

    def test_agreements_are_seen_by_their_people_alone(self, demo):
        counts = {
            n: Agreement.objects.visible_to(account(n)).count()
            for n in ("partner", "outsider", "customs")
        }
        assert counts == {"partner": 2, "outsider": 1, "customs": 0}

    def test_who_may_write(self, demo):
        dortmund = Partnership.objects.get(name=DORTMUND).pk
        assert account("liaison").access.is_liaison_in(dortmund)
        assert account("chair").access.co_manages(dortmund)
        assert not account("partner").access.co_manages(dortmund)

    def test_sign_in(self, demo, client):
        words = {"login": account("partner").email, "password": PASSWORD}
        assert client.post("/accounts/login/", words).status_code == 302
        assert client.session["_auth_user_id"] == str(account("partner").pk)


class TestCommand:
    """Safe to run at every start."""

    def test_a_second_load_changes_nothing(self, demo, django_assert_max_num_queries):
        before = [model.objects.count() for model in (Account, Person, Partnership, AuditEvent)]
        with override_settings(DEMO=True), django_assert_max_num_queries(3):
            call_command("load_demo")
        assert [
            model.objects.count() for model in (Account, Person, Partnership, AuditEvent)
        ] == before

    def test_every_change_is_in_the_audit(self, demo):
        written = Counter(AuditEvent.objects.values_list("what", flat=True))
        assert written["directory.partner_admitted"] == Partner.objects.count()
        assert written["agreements.drafted"] == Agreement.objects.count()

    @override_settings(DEMO=False)
    def test_outside_the_demo(self, db):
        with pytest.raises(CommandError, match="HANDSCHLAG_DEMO=1"):
            call_command("load_demo")

    @pytest.mark.parametrize("loaded_before", [False, True])
    @override_settings(DEMO=True)
    def test_a_database_that_people_use(self, request, db, loaded_before):
        if loaded_before:
            request.getfixturevalue("loaded")
        people = Person.objects.create(family_name="Echt") and Person.objects.count()
        with pytest.raises(CommandError, match="not of the demo"):
            call_command("load_demo")
        assert Person.objects.count() == people
