"""The demo: real partnerships with their known figures, invented people, nobody's rights but those given."""

import re
from collections import Counter
from datetime import date

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.test import override_settings
from django.utils import timezone

from analyses.models import Case, Enquiry, Participation, Record
from analyses.models import seen_by as sees_analyses_as
from analyses.rules import can_enter, can_take_check
from analyses.stages import Stage as AnalysisStage
from complaints.models import AnswerDraft, Complaint, DraftState, StatementRequest
from complaints.rules import (
    can_approve,
    can_give_statement,
    can_move,
    can_sort,
    can_translate,
    can_write_for,
)
from complaints.rules import (
    can_draft as can_draft_answer,
)
from config.demo import hired_cars
from config.demo.accounts import account
from config.demo.facts import read
from config.embedded.welcome import ACCOUNTS, PASSWORD
from partnerships.agreements.models import Agreement, PaperRecord, Party, PrintKind, Signatory
from partnerships.agreements.rules import can_draft, can_edit, can_refuse, can_sign
from partnerships.agreements.rules.consultation import can_propose
from partnerships.agreements.stages import Stage
from partnerships.directory.models import (
    Account,
    Body,
    BodyKind,
    Commitment,
    Contact,
    ContactPoint,
    Correction,
    Entry,
    Goal,
    GoalKind,
    Grant,
    Invitation,
    Organisation,
    OrganisationName,
    Partner,
    Partnership,
    Person,
    ProjectFigure,
    Representation,
    RepresentationRole,
    Role,
    Seat,
    Side,
    StandingChange,
    Succession,
)
from partnerships.directory.models.access import PROTECTED_ROLES
from partnerships.directory.rules import (
    can_confirm,
    can_give,
    can_keep_organisation,
    can_keep_partnership,
)
from partnerships.directory.rules.data import can_answer_correction
from partnerships.directory.tidying.duplicates import duplicate_groups
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from partnerships.shared.outbox import Status
from tests.services import ROOT

README = ROOT / "README.md"
SIGNED, REPORTED = date(2024, 6, 4), date(2021, 12, 31)
DORTMUND, SIKO = "Dialog und Vertrauen in Dortmund", "Sicherheitskooperation Ruhr"

pytestmark = pytest.mark.xdist_group(
    "demo"
)  # its load is long: one process makes it for both files
QUELLMOOR = "Jugend und Nachbarschaft im Kreis Quellmoor"
SILBERAUEN = "Netzwerk Zusammenhalt in der Region Silberauen"
WAITS = Q(confirmed_by__isnull=True)


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
        seats = Seat.objects.on(REPORTED).filter(
            body__kind=BodyKind.STEERING_COMMITTEE, body__partnership__name=SIKO
        )
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

    def test_meetings_of_2021(self, demo, client):
        """As the report counts them: 7 groups, 6 have met, 11 meetings; the network moved to the next year."""
        client.force_login(account("liaison"))
        pk = Partnership.objects.get(name=SIKO).pk
        answer = client.get(f"/meetings/partnership/{pk}/figures/?year=2021")
        assert answer.status_code == 200
        page = answer.context
        assert page["sentences"] == [
            "Facharbeitsgruppe: 6 von 7 haben sich getroffen; Treffen insgesamt: 11"
        ]
        rows = {
            re.sub("<.*?>", "", str(row[0])): [re.sub("<.*?>", "", str(n)) for n in row[2:5]]
            for row in page["rows"]
        }
        assert rows["Managementnetzwerk"] == ["0", "0", "1"]
        assert rows["Prävention"] == ["1", "1", "0"]
        assert rows["Aufenthaltsrecht"] == ["0", "1", "0"]
        later = client.get(f"/meetings/partnership/{pk}/figures/?year=2022").context["rows"]
        assert ["Managementnetzwerk" in str(row[0]) for row in later].count(True) == 1

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
        group = Body.objects.get(kind=BodyKind.DIALOGUE_GROUP, partnership__name=DORTMUND)
        assert group.founded_on == date(2022, 9, 7)

    def test_everybody_has_a_lead_who_may_sign(self, demo):
        for partner in partners(DORTMUND, date(2026, 1, 1)):
            leads = partner.organisation.representations.filter(role=RepresentationRole.LEAD)
            assert [lead.may_sign for lead in leads] == [True], partner.organisation

    def test_signed_on_paper(self, demo):
        agreement = Agreement.objects.get(paper_signed_on=SIGNED)
        assert (agreement.stage, agreement.effective_on) == (Stage.IN_FORCE, SIGNED)
        assert agreement.parties.count() == 13
        record = PaperRecord.objects.get(round__agreement=agreement)
        assert record.recorded_for.name == "Polizeipräsidium Dortmund"
        assert record.answered_for in {party.organisation for party in agreement.parties.all()}
        assert record.answered_for != record.recorded_for and record.text_from_paper
        assert agreement.clauses.last().texts.filter(body__contains="**nicht**").exists()

    def test_one_is_being_written(self, demo):
        agreement = Agreement.objects.get(partnership__name=DORTMUND, stage=Stage.DRAFT)
        needed = [party.signatures_needed for party in agreement.parties.all()]
        assert Counter(needed) == {1: 11, 2: 2}
        assert [party.signatories.count() for party in agreement.parties.all()] == needed


class TestAgreements:
    """Issue 4, point 6: every stage of a life, among invented organisations only."""

    def test_every_stage_is_there(self, demo):
        of = lambda name: Counter(  # noqa: E731
            Agreement.objects.filter(partnership__name=name).values_list("stage", flat=True)
        )
        assert of(SILBERAUEN) == {Stage.IN_FORCE: 1, Stage.READY: 1}
        assert of(QUELLMOOR) == {
            Stage.CONSULTATION: 1,
            Stage.PARTLY_SIGNED: 1,
            Stage.DECLINED: 1,
            Stage.IN_RENEWAL: 1,
            Stage.EXPIRED: 1,
            Stage.TERMINATED: 1,
            Stage.SUPERSEDED: 1,
            Stage.IN_FORCE: 1,
        }

    def test_nothing_in_force_is_past_its_term(self, demo):
        past = Agreement.objects.binding().filter(until_on__lt=timezone.localdate())
        assert not past.exists()


class TestSize:
    """Issue 3: 60 organisations, 300 people, 5 partnerships with changes over four years."""

    def test_counts(self, demo):
        assert Organisation.objects.present().count() >= 60
        assert Person.objects.count() >= 300
        assert Partnership.objects.count() == 5

    def test_every_organisation_has_somebody_but_those_that_ended_or_only_host(self, demo):
        empty = Organisation.objects.present().filter(
            Q(representations__isnull=True), partners__in=Partner.objects.current()
        )
        assert not empty.exists()

    def test_no_address_is_real(self, demo):
        for model in (Organisation, Person, ContactPoint):
            addresses = model.objects.exclude(email="").values_list("email", flat=True)
            assert [each for each in addresses if not each.endswith(".example")] == []
        sites = Organisation.objects.exclude(website="").values_list("website", flat=True)
        assert [site for site in sites if not site.endswith(".example/")] == []
        for model in (Organisation, ContactPoint):
            numbers = model.objects.exclude(phone="").values_list("phone", flat=True)
            assert [n for n in numbers if not n.startswith("+49 221 4710")] == []

    def test_real_organisations_have_no_invented_contact_points(self, demo):
        real = Partnership.objects.filter(name__in=[DORTMUND, SIKO])
        rows = Organisation.objects.filter(partners__partnership__in=real)
        assert not rows.exclude(email="", website="", contact_points__isnull=True).exists()


class TestChanges:
    """What happens in four years happens in the invented partnerships; the real ones stay as recorded."""

    @pytest.mark.parametrize(
        ("day", "number"),
        [("2022-05-10", 6), ("2023-12-31", 12), ("2024-12-31", 12), ("2026-03-01", 14)],
    )
    def test_partners_come_and_go(self, demo, day, number):
        assert partners(QUELLMOOR, date.fromisoformat(day)).count() == number

    def test_who_left_may_come_back(self, demo):
        spans = Partner.objects.filter(organisation__name="Jugendfeuerwehr Brackenfelde")
        assert [span.until_on for span in spans.order_by("id")] == [date(2024, 2, 29), None]

    def test_the_real_ones_stay_as_recorded(self, demo):
        theirs = Q(partnership__name__in=[DORTMUND, SIKO])
        assert not Partner.objects.filter(theirs, until_on__isnull=False).exists()
        assert not StandingChange.objects.filter(partner__partnership__name__in=[DORTMUND, SIKO])
        assert not Commitment.objects.filter(project__partnership__name=SIKO).exists()

    def test_former_names(self, demo):
        former = set(OrganisationName.objects.filter(until_on__isnull=False).values_list("name"))
        assert ("Ring der Jugendgruppen Quellmoor e.V.",) in former and len(former) == 3

    def test_standing_on_a_day_and_attested(self, demo):
        school = StandingChange.objects.filter(partner__organisation__name__contains="Moorsee")
        steps = [(c.before, c.after, c.on_day, c.attested_on) for c in school.order_by("id")]
        assert steps == [
            ("observer", "advisory", date(2023, 9, 1), None),
            ("advisory", "full", None, date(2024, 10, 15)),
        ]

    def test_duplicates_are_merged_and_their_people_go_on(self, demo):
        merged = Organisation.objects.filter(merged_into__isnull=False)
        assert {row.merged_into.name for row in merged} == {
            "Mädchentreff Libelle e.V.",
            "Çiçek – Frauen im Gespräch e.V.",
        }
        assert not Representation.objects.current().filter(organisation__in=merged).exists()

    def test_one_duplicate_waits_to_be_found(self, demo):
        found = duplicate_groups(account("admin"))
        assert [[row.name for row in group] for group in found] == [
            ["Bolzplatz Tannhude", "Bolzplatz Tannhude e.V."]
        ]

    def test_successions(self, demo):
        kinds = Counter(Succession.objects.values_list("kind", flat=True))
        assert kinds == {"merger": 2, "change_of_form": 1}

    def test_seats(self, demo):
        now = Seat.objects.current()
        assert now.filter(person__isnull=True, body__partnership__name=QUELLMOOR).count() == 2
        assert now.filter(voting=False, body__partnership__name=SILBERAUEN).count() == 3
        assert now.filter(organisation__isnull=True, body__partnership__name=SILBERAUEN).exists()

    def test_handovers(self, demo):
        rows = Representation.objects.filter(replaces__isnull=False)
        assert rows.count() == 3
        assert not rows.filter(replaces__handover_note="").exists()
        assert Representation.objects.over().count() > 30

    def test_campaigns(self, demo):
        answers = Counter(Commitment.objects.values_list("answer", flat=True))
        assert answers == {"agreed": 14, "declined": 2, "asked": 8}

    def test_contacts_are_noted_by_people_with_accounts(self, demo):
        assert {
            contact.noted_by.account.email.split("@")[0] for contact in Contact.objects.all()
        } == {
            "liaison",
            "partner",
            "outsider",
        }

    def test_scripts(self, demo):
        names = " ".join(Organisation.objects.values_list("name", flat=True))
        assert all(word in names for word in ("بيت الحوار", "انجمن", "Çiçek", "Derneği"))
        assert max(map(len, Organisation.objects.values_list("name", flat=True))) > 110


class TestWork:
    """There is something to do for each."""

    def test_one_role_of_each_state(self, demo):
        assert Grant.objects.waiting().count() == 1
        assert Grant.objects.to_review(timezone.localdate()).count() == 1
        assert Grant.objects.filter(until_on__gt=timezone.localdate()).count() == 1
        assert Correction.objects.open().count() == 1

    @pytest.mark.parametrize("name", ACCOUNTS)
    def test_home(self, demo, client, name):
        client.force_login(account(name))
        page = client.get("/home/").context
        assert page["tasks"] or page["soon"]


def rows_of_the_readme() -> dict[str, str]:
    """Account and what it can try, as the README's table says."""
    rows = re.findall(r"^\| (`.+?) \| .+? \| (.+?) \|$", README.read_text(), re.MULTILINE)
    return {name: can for names, can in rows for name in re.findall(r"`(\w+)`", names)}


def seen(name: str):
    return Agreement.objects.visible_to(account(name))


def every_stage(name: str) -> bool:
    sealed = seen(name).filter(
        title="Vereinbarung über Dialog und Zusammenhalt in der Region Silberauen"
    )
    waiting = seen(name).filter(stage=Stage.READY)
    return (
        set(seen(name).values_list("stage", flat=True)) == set(Stage.values)
        and sealed.get().prints.filter(kind=PrintKind.FINAL).exists()
        and waiting.count() == 1
    )


def keeps_dortmund(name: str) -> bool:
    partnership = Partnership.objects.get(name=DORTMUND)
    draft = seen(name).get(partnership=partnership, stage=Stage.DRAFT)
    keeps = can_keep_partnership(account(name), partnership)
    return bool(keeps) and bool(can_edit(account(name), draft))


def keeps_proposes_and_writes_for(name: str) -> bool:
    own = Organisation.objects.get(name__startswith="Multikulturelles Forum")
    draft = seen(name).get(stage=Stage.DRAFT)
    by = account(name)
    kept = Complaint.objects.helped_by(by).filter(forwarded_at__isnull=True)
    writes = can_write_for(by, own.pk) and kept.exists()
    return bool(can_keep_organisation(by, own)) and bool(can_propose(by, draft)) and bool(writes)


def finds_nothing_and_drafts(name: str) -> bool:
    musterstadt = Partnership.objects.get(name__contains="Musterstadt")
    return DORTMUND not in seen_by(name) and bool(can_draft(account(name), musterstadt))


def signs(organisation: str, needed: int):
    def can(name: str) -> bool:
        waiting = Party.objects.filter(agreement__stage=Stage.READY)
        party = waiting.get(organisation__name__startswith=organisation)
        by = account(name)
        return party.signatures_needed == needed and all(
            (can_sign(by, party), can_refuse(by, party))
        )

    return can


def watches(name: str) -> bool:
    by, correction = account(name), Correction.objects.open().get()
    asked = any(can_confirm(by, grant) for grant in Grant.objects.waiting())
    return bool(can_answer_correction(by, correction)) and asked


def gives_roles(name: str) -> bool:
    return bool(can_give(account(name), Role.LIAISON))


def reads_complaints(name: str) -> bool:
    """Sees every complaint, in eleven languages, and may translate them; some can be asked about, some answered."""
    by, complaints = account(name), list(Complaint.objects.visible_to(account(name)))
    each_is_open = all(can_translate(by, complaint) for complaint in complaints)
    some = any(can_move(by, row, "ask") for row in complaints)
    some &= any(can_draft_answer(by, row) for row in complaints) and any(
        can_sort(by, row) for row in complaints
    )
    languages = {complaint.language for complaint in complaints}
    return (
        len(complaints) == Complaint.objects.reached().count()
        and each_is_open
        and some
        and len(languages) == 11
    )


def approves_answers(name: str) -> bool:
    """One waits, written by somebody else."""
    by, drafts = account(name), AnswerDraft.objects.filter(state=DraftState.SUBMITTED)
    return any(can_approve(by, each.complaint, each) for each in drafts)


def gives_statement(name: str) -> bool:
    """One is wanted, and the complaint itself is not seen."""
    by = account(name)
    (request,) = StatementRequest.objects.open().put_to(by)
    return bool(can_give_statement(by, request)) and not Complaint.objects.visible_to(by).exists()


def sees_hired_cars(name: str) -> bool:
    """The case with the records of five authorities; of the other cases those in which somebody is named."""
    with sees_analyses_as(account(name)):
        case = Case.objects.get(title__startswith="Mietwagen")
        records = Record.objects.filter(case=case)
        givers = records.values("contribution__authority").distinct().count()
        mine = Case.objects.visible_to(account(name)).count()
        assert 0 < records.count() < len(hired_cars.records()), "more than a legal basis lets them"
        expected = (AnalysisStage.ANALYSING, 5, Case.objects.count())
        return (case.stage, givers, mine) == expected


def leads_and_keeps_enquiries(name: str) -> bool:
    by = account(name)
    with sees_analyses_as(by):
        leads = Participation.objects.held_by(by).filter(role="lead").count()
        return leads == 26 and Enquiry.objects.visible_to(by).count() == 13 and bool(can_enter(by))


def checks_requests(name: str) -> bool:
    by = account(name)
    with sees_analyses_as(by):
        return [
            bool(can_take_check(by, case)) for case in Case.objects.filter(stage="requested")
        ] == [True]


CAN_TRY = {
    "see an analysis of hired cars with records of five authorities, and no case in which they are not named": sees_hired_cars,
    "lead analyses, keep the enquiries of other authorities and their figures": leads_and_keeps_enquiries,
    "check a request for an analysis": checks_requests,
    "an agreement in every stage of its life, one of them sealed, one waiting for signatures": every_stage,
    "keep a partnership: its partners, bodies and the agreement that is being written": keeps_dortmund,
    "look after one's own organisation; propose other words; write for a person who complains"
    " (code of the organisation: 1234 5678 9012 3456 7890 1235)": keeps_proposes_and_writes_for,
    "find nothing of the first one; draft an agreement": finds_nothing_and_drafts,
    "sign, or refuse, the agreement on mutual visits": signs("Stadt Silberauen", 1),
    "the same, on another device": signs("Technische Hochschule", 1),
    "the same, where two have to sign": signs("Rat der Religionen in der Region Silberauen", 2),
    "read the log, answer a correction, agree to a role": watches,
    "give a role, which begins when a second person agrees": gives_roles,
    "read what people wrote in eleven languages, translate, sort, ask, draft an answer;"
    " write yourself at `/complaint/`": reads_complaints,
    "approve an answer that another officer drafted": approves_answers,
    "give the statement of the station, without learning who complained": gives_statement,
}


class TestReadme:
    """The table of the README says who can try what: each row is tried here."""

    def test_the_table_names_the_accounts_of_the_terminal(self):
        assert rows_of_the_readme().keys() == ACCOUNTS.keys()

    def test_three_sign(self, demo):
        assert (
            sum(str(can).startswith(("sign", "the same")) for can in rows_of_the_readme().values())
            == 3
        )

    @pytest.mark.parametrize("name", ACCOUNTS)
    def test_who_can_try_what(self, demo, name):
        assert CAN_TRY[rows_of_the_readme()[name]](name)


class TestPeople:
    """Nobody is real, and nobody has more rights than given."""

    def test_the_accounts_are_those_that_the_terminal_shows(self, demo, settings):
        addresses = {f"{name}@{settings.DEMO_DOMAIN}" for name in ACCOUNTS}
        there = set(Account.objects.values_list("email", flat=True))
        assert addresses <= there
        # The others sign agreements, or lead one on.
        signers = Account.objects.filter(
            Q(person__in=Signatory.objects.values("person"))
            | Q(pk__in=Agreement.objects.values("drafted_by"))
        )
        assert there - addresses == set(signers.values_list("email", flat=True)) - addresses
        assert not Account.objects.filter(is_demo=False).exists()
        assert not Account.objects.exclude(language="de").exists()

    def test_one_password(self, demo):
        assert all(found.check_password(PASSWORD) for found in Account.objects.all())

    def test_every_person_is_invented(self, demo):
        assert not Person.objects.filter(is_invented=False).exists()
        assert not Person.objects.exclude(email__endswith=".example").exists()
        assert not Person.objects.exclude(phone__startswith="+49 221 4710").exists()

    def test_nobody_has_anothers_name_number_or_address(self, demo):
        people = Person.objects.count()
        for own in (("given_name", "family_name"), ("phone",), ("email",)):
            assert Person.objects.values(*own).distinct().count() == people, own

    def test_protected_roles_have_a_second_person(self, demo):
        given = Grant.objects.filter(role__in=PROTECTED_ROLES, given_by__isnull=False)
        assert set(given.values_list("role", flat=True)) == {
            Role.COMPLAINTS,
            Role.APPROVER,
            Role.ANALYST,
            Role.LEGAL,
        }
        assert {(grant.given_by, grant.confirmed_by) for grant in given.exclude(WAITS)} == {
            (account("admin"), account("dpo"))
        }

    def test_only_open_invitations_are_sent(self, demo):
        letters = Letter.objects.filter(kind="directory/invitation")
        for letter in letters:
            post_letter.apply((letter.pk,), throw=True)
        posted = letters.exclude(status=Status.CANCELLED).values_list("email", flat=True)
        waiting = Invitation.objects.open().values_list("email", flat=True)
        assert sorted(posted) == sorted(waiting) == sorted(to for m in mail.outbox for to in m.to)
        over = Invitation.objects.exclude(pk__in=Invitation.objects.open())  # accepted, withdrawn
        over = over.filter(letter__isnull=False)  # others waited for a second yes
        unsent = letters.filter(status=Status.CANCELLED).values_list("facts__invitation", flat=True)
        assert set(unsent) == set(over.values_list("pk", flat=True))

    def test_few_letters(self, demo):
        assert Letter.objects.exclude(kind="directory/invitation").count() < 40

    @pytest.mark.parametrize(
        ("name", "partnerships"),
        [
            ("liaison", {DORTMUND, SIKO, QUELLMOOR, SILBERAUEN}),
            ("chair", {DORTMUND}),
            ("partner", {DORTMUND}),
            ("outsider", {"Sicherheitspartnerschaft Musterstadt", SILBERAUEN}),
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
        assert counts == {"partner": 2, "outsider": 3, "customs": 0}

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
        assert (
            written["directory.representation_begun"] + written["directory.representation_replaced"]
            == Representation.objects.count()
        )
        assert written["agreements.drafted"] == Agreement.objects.count()

    @override_settings(DEMO=False)
    def test_outside_the_demo(self, db):
        with pytest.raises(CommandError, match="HANDSCHLAG_DEMO=1"):
            call_command("load_demo")

    @override_settings(DEMO=True)
    def test_a_database_that_people_use(self, db):
        self._refused()

    def test_a_demo_that_people_use(self, demo):
        self._refused()

    def _refused(self):
        people = Person.objects.create(family_name="Echt") and Person.objects.count()
        with pytest.raises(CommandError, match="not of the demo"):
            call_command("load_demo")
        assert Person.objects.count() == people
