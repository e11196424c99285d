"""The register of enquiries: who sees it, what becomes of an enquiry, what stays of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from analyses.actions import enquiries as actions
from analyses.figures import Counted, count_by_year
from analyses.models import (
    Enquiry,
    EnquiryCount,
    EnquiryDays,
    LogEntry,
    Outcome,
    Refusal,
    seen_by,
    seen_by_house,
    seen_by_nobody,
)
from analyses.tasks import forget_enquiries
from partnerships.directory.models import Account, Role
from partnerships.shared.documents.models import Document
from tests.clock import reckon
from tests.factories import analyses as make
from tests.factories import analyses_enquiries as ask
from tests.factories import directory

TODAY = timezone.localdate


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"analyses:{name}", args=args)


def log_of(what: str) -> list[LogEntry]:
    with seen_by_house():
        return list(LogEntry.objects.filter(what=what))


@pytest.fixture
def office(crew):
    """An analyst of the whole installation's office."""
    return ask.analyst()


class TestWhoSees:
    """Analysts of the office and its data protection; officers and the legal service do not."""

    def test_analysts_and_data_protection_and_nobody_else(self, crew, office):
        found = ask.enquiry(office)
        of_authority = make.officer(crew.police, Role.ANALYST)
        seen = {office: True, crew.guard: True}
        others = (crew.lead, crew.second, crew.legal, of_authority)
        for account, sees in (seen | dict.fromkeys(others, False)).items():
            with seen_by(account):
                assert list(Enquiry.objects.all()) == ([found] if sees else [])
                assert list(Enquiry.objects.visible_to(account)) == ([found] if sees else [])
            client = signed_in(account)
            assert client.get(address("enquiry", found.pk)).status_code == (200 if sees else 404)
            for page in ("enquiries", "enquiry_figures"):
                assert client.get(address(page)).status_code == (200 if sees else 403)

    def test_each_office_its_own(self, crew):
        north, south = directory.PartnershipFactory(), directory.PartnershipFactory()
        one, other = ask.analyst(north), ask.analyst(south)
        mine = ask.enquiry(one, partnership=north)
        guard = ask.somebody(Role.DATA_PROTECTION, south)
        for account, expected in ((one, [mine]), (other, []), (guard, []), (crew.guard, [mine])):
            with seen_by(account):
                assert list(Enquiry.objects.all()) == expected
                assert list(Enquiry.objects.visible_to(account)) == expected
        with seen_by(other), pytest.raises(PermissionDenied):
            actions.enter_enquiry(by=other, **ask.values(partnership=north))

    def test_without_sight_nothing(self, office):
        ask.enquiry(office)
        for table in ("analyses_enquiry", "analyses_enquirycount", "analyses_enquirydays"):
            with seen_by_nobody(), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)
                cursor.execute(
                    "SELECT relforcerowsecurity FROM pg_class WHERE relname = %s", [table]
                )
                assert cursor.fetchone() == (True,)

    def test_data_protection_changes_nothing(self, crew, office):
        found = ask.enquiry(office)
        client = signed_in(crew.guard)
        assert (
            address("answer_enquiry", found.pk)
            not in client.get(address("enquiry", found.pk)).content.decode()
        )
        for step in ("answer_enquiry", "refer_enquiry", "refuse_enquiry", "correct_enquiry"):
            assert client.get(address(step, found.pk)).status_code == 403
        assert client.get(address("enter_enquiry")).status_code == 403


class TestEntering:
    """What came in, from whom; nobody's name."""

    def sent(self, **more):
        return {
            "received_on": TODAY().isoformat(),
            "from_kind": "customs",
            "place": "SE",
            "authority": "Tullverket",
            "topic": "Kontrollen von Shisha-Bars",
            **more,
        }

    def test_by_form(self, office):
        client = signed_in(office)
        page = client.get(address("enter_enquiry")).content.decode()
        assert "Schweden" in page
        assert 'name="name"' not in page
        answer = client.post(address("enter_enquiry"), self.sent())
        with seen_by(office):
            found = Enquiry.objects.get()
        assert answer.url == address("enquiry", found.pk)
        assert (found.place, found.outcome, found.entered_by) == ("SE", Outcome.OPEN, office)
        assert [entry.object_id for entry in log_of("enquiry.entered")] == [found.pk]

    def test_about_persons_needs_its_legal_basis(self, crew, office):
        client = signed_in(office)
        sent = self.sent(is_person_related="on")
        page = client.post(address("enter_enquiry"), sent)
        assert page.status_code == 200
        assert "braucht ihre Rechtsgrundlage" in page.content.decode()
        assert (
            client.post(address("enter_enquiry"), sent | {"basis": crew.basis.pk}).status_code
            == 302
        )
        with seen_by(office):
            assert Enquiry.objects.get().basis == crew.basis

    def test_without_any_it_is_refused_at_once(self, crew, office):
        sent = self.sent(is_person_related="on", has_no_basis="on")
        client = signed_in(office)
        both = client.post(address("enter_enquiry"), sent | {"basis": crew.basis.pk})
        assert both.status_code == 200
        assert client.post(address("enter_enquiry"), sent).status_code == 302
        with seen_by(office):
            found = Enquiry.objects.get()
        assert (found.outcome, found.refused_because) == (Outcome.REFUSED, Refusal.NO_BASIS)

    def test_a_basis_that_expired_cannot_be_chosen(self, office):
        old = make.basis("LB02", valid_until=make.day(-1))
        with pytest.raises(ValidationError, match="chosen"):
            ask.enquiry(office, is_person_related=True, basis=old)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("received_on", lambda: make.day(1)),
            ("place", "XX"),
            ("topic", ""),
            ("from_kind", "clan"),
        ],
    )
    def test_bad_input_is_refused(self, office, name, value):
        with pytest.raises(ValidationError) as refused:
            ask.enquiry(office, **reckon({name: value}))
        assert name in refused.value.message_dict

    def test_the_database_holds_it(self, crew, office):
        found = ask.enquiry(office, is_person_related=True, basis=crew.basis)
        for values in (
            {"basis": None},
            {"outcome": Outcome.ANSWERED, "answered_on": TODAY()},
            {"outcome": Outcome.REFERRED, "answered_on": TODAY()},
            {"outcome": Outcome.REFUSED, "refused_because": "unclear"},
        ):
            with seen_by(office), pytest.raises(IntegrityError), transaction.atomic():
                Enquiry.objects.filter(pk=found.pk).update(**values)


class TestOutcomes:
    """Answered, passed on, refused, taken back, become an analysis."""

    def test_answered_refused_and_taken_back_by_form(self, office):
        found = ask.enquiry(office)
        client = signed_in(office)
        sent = {"answer": "Nach § 33c GewO.", "answered_on": TODAY().isoformat()}
        assert client.post(address("answer_enquiry", found.pk), sent).status_code == 302
        page = client.get(address("enquiry", found.pk)).content.decode()
        assert "§ 33c GewO" in page
        assert client.get(address("refuse_enquiry", found.pk)).status_code == 403
        assert client.post(address("take_back_enquiry", found.pk)).status_code == 302
        sent = {"refused_because": "other", "answered_on": TODAY().isoformat()}
        assert client.post(address("refuse_enquiry", found.pk), sent).status_code == 200
        sent["refused_text"] = "Schon von anderer Stelle beantwortet"
        assert client.post(address("refuse_enquiry", found.pk), sent).status_code == 302
        with seen_by(office):
            found = Enquiry.objects.get()
        assert (found.outcome, found.answer, found.days) == (Outcome.REFUSED, "", 5)
        assert len(log_of("enquiry.taken_back")) == 1

    def test_about_persons_it_is_passed_on_and_never_answered(self, crew, office):
        found = ask.enquiry(office, is_person_related=True, basis=crew.basis)
        client = signed_in(office)
        assert client.get(address("answer_enquiry", found.pk)).status_code == 403
        assert client.get(address("make_analysis", found.pk)).status_code == 403
        sent = {"referred_to": "Polizei Ruhrtal", "answered_on": TODAY().isoformat()}
        assert client.post(address("refer_enquiry", found.pk), sent).status_code == 302
        (entry,) = log_of("enquiry.referred")
        assert (entry.operation, entry.basis_id) == ("disclose", crew.basis.pk)

    def test_not_passed_on_by_a_basis_that_expired_meanwhile(self, crew, office):
        found = ask.enquiry(office, is_person_related=True, basis=make.last_day())
        with (
            make.tomorrow(),
            seen_by(office),
            pytest.raises(ValidationError, match="expired"),
        ):
            actions.refer_enquiry(found, referred_to="Zoll", answered_on=TODAY(), by=office)

    def test_the_number_of_its_case_is_shown_only_to_who_sees_the_case(self, crew, office):
        named = make.officer(crew.city, Role.ANALYST)
        directory.GrantFactory(person=named.person, role=Role.ANALYST, organisation=None)
        named = Account.objects.get(pk=named.pk)
        people = [
            make.Named(crew.lead, crew.police, "lead"),
            make.Named(named, crew.city, "analyst"),
            make.Named(crew.second, crew.customs, "contributor"),
        ]
        case = make.request(crew, people=people)
        found = ask.enquiry(office)
        with seen_by(office), pytest.raises(PermissionDenied):
            actions.make_analysis(found, case=case, answered_on=TODAY(), by=office)
        page = signed_in(office).get(address("make_analysis", found.pk)).content.decode()
        assert case.number not in page
        sent = {"case": case.pk, "answered_on": TODAY().isoformat()}
        assert signed_in(named).post(address("make_analysis", found.pk), sent).status_code == 302
        pages = [
            signed_in(each).get(address("enquiry", found.pk)).content.decode()
            for each in (named, office)
        ]
        assert [case.number in page for page in pages] == [True, False]
        assert signed_in(named).get(address("write_letter", found.pk)).status_code == 403

    def test_the_answer_cannot_come_before_the_enquiry(self, office):
        found = ask.enquiry(office)
        with seen_by(office), pytest.raises(ValidationError, match="before"):
            actions.answer_enquiry(found, answer="Ja", answered_on=make.day(-9), by=office)

    def test_corrected(self, office):
        found = ask.enquiry(office, topic="Herr Beispiel und sein Auto")
        client = signed_in(office)
        form = client.get(address("correct_enquiry", found.pk)).context["form"]
        sent = {
            "version": form.initial["version"],
            "received_on": found.received_on.isoformat(),
            "from_kind": found.from_kind,
            "place": found.place,
            "authority": found.authority,
            "topic": "Ein Auto",
        }
        answer = client.post(address("correct_enquiry", found.pk), sent)
        assert answer.status_code == 302, answer.content.decode()
        with seen_by(office):
            assert Enquiry.objects.get().topic == "Ein Auto"
        assert [entry.fields for entry in log_of("enquiry.corrected")] == [["topic"]]


class TestList:
    """Narrowed, ordered, taken away; each of it in the log."""

    def test_filters_sorting_and_export_and_their_entries(self, office):
        early = ask.enquiry(office, received_on=date(2021, 3, 1), place="FR")
        late = ask.enquiry(office, topic="Immobilien")
        client = signed_in(office)
        page = client.get(address("enquiries"), {"year": 2021}).content.decode()
        assert early.number in page
        assert late.number not in page
        for asked in ({"place": "FR"}, {"persons": "no"}, {"outcome": "open"}, {"sort": "days"}):
            answer = client.get(address("enquiries"), asked)
            assert early.number in answer.content.decode()
        assert client.get(address("enquiries"), {"year": "0"}).status_code == 200
        for column in ("place", "-days", "outcome", "from_kind", "persons"):
            assert client.get(address("enquiries"), {"sort": column}).status_code == 200
        answer = client.get(address("enquiries"), {"export": "csv", "place": "FR"})
        text = b"".join(answer.streaming_content).decode()
        assert "Frankreich" in text
        assert late.number not in text
        (entry,) = log_of("enquiries.exported")
        assert (entry.operation, entry.fields) == ("disclose", ["place=FR"])
        assert {entry.operation for entry in log_of("enquiries.listed")} == {"search", "consult"}


class TestFigures:
    """They stay when rows go."""

    def test_arithmetic(self):
        rows = [
            Counted(2019, "", "", "", None, 30),
            Counted(2021, "tax", "SE", "answered", True, 2, 4),
            Counted(2021, "tax", "SE", "open", False, 1, None),
        ]
        first, empty, last = count_by_year(rows, [(2021, 10, 1)])
        assert (first.total, first.median_days, empty.total) == (30, None, 0)
        assert (last.total, last.about_persons, last.median_days) == (3, 2, 4)
        assert count_by_year([]) == []

    def test_years_before_the_register_and_the_picture(self, office):
        client = signed_in(office)
        for year, count in ((2020, 30), (2021, 162), (2021, 163)):
            sent = {"year": year, "count": count}
            assert client.post(address("enter_enquiry_count"), sent).status_code == 302
        assert (
            client.post(address("enter_enquiry_count"), {"year": 1999, "count": 1}).status_code
            == 200
        )
        page = client.get(address("enquiry_figures"), {"year": 2021}).content.decode()
        assert "2020: 30, 2021: 163" in page
        assert "ana-years" in page

    def test_the_clock_deletes_rows_and_keeps_figures(self, office, settings):
        settings.ANALYSES_ENQUIRY_MONTHS = 12
        kept = ask.enquiry(office, received_on=make.day(-900))
        gone = [ask.enquiry(office, received_on=make.day(-400)) for _ in range(3)]
        with seen_by(office):
            for days, each in enumerate(gone):
                actions.answer_enquiry(
                    each,
                    answer="Ja",
                    answered_on=each.received_on + timedelta(days=days),
                    by=office,
                )
            letter = actions.request_letter(gone[0], by=office)
        client = signed_in(office)
        assert Document.objects.visible_to(office).get() == letter
        before = client.get(address("enquiry_figures")).context["rows"]
        forget_enquiries()
        with seen_by(office):
            assert list(Enquiry.objects.all()) == [kept]
            assert EnquiryCount.objects.get().count == 3
            assert sorted(EnquiryDays.objects.values_list("days", flat=True)) == [0, 1, 2]
        assert client.get(address("enquiry_figures")).context["rows"] == before
        assert not Document.objects.filter(pk=letter.pk).exists()
        erased = log_of("enquiry.deleted")
        assert {entry.object_id for entry in erased} == {each.pk for each in gone}
        assert {(entry.operation, entry.account_id) for entry in erased} == {("erase", None)}

    def test_not_a_day_too_early(self, office, settings):
        settings.ANALYSES_ENQUIRY_MONTHS = 12
        with time_machine.travel("2025-01-31T12:00:00Z"):
            found = ask.enquiry(office, received_on=date(2025, 1, 31))
            with seen_by(office):
                actions.answer_enquiry(found, answer="Ja", answered_on=date(2025, 1, 31), by=office)
        for day, there in (("2026-01-31", True), ("2026-02-01", False)):
            with time_machine.travel(f"{day}T12:00:00Z"):
                forget_enquiries()
                with seen_by_house():
                    assert Enquiry.objects.filter(pk=found.pk).exists() is there


class TestLetter:
    """The answer on paper."""

    def test_it_says_what_became_of_it_and_nobodys_name(self, office):
        found = ask.enquiry(office)
        with seen_by(office):
            actions.answer_enquiry(found, answer="Nach § 33c GewO.", answered_on=TODAY(), by=office)
        answer = signed_in(office).post(address("write_letter", found.pk))
        letter = Document.objects.get()
        assert answer.url == reverse("documents:detail", args=[letter.pk])
        assert letter.facts["answer"] == "Nach § 33c GewO."
        said = str(letter.facts)
        assert office.person.family_name not in said
        assert office.email not in said
        assert len(log_of("enquiry.letter")) == 1

    def test_who_is_no_longer_analyst_fetches_none(self, office):
        found = ask.enquiry(office)
        with seen_by(office):
            actions.refuse_enquiry(
                found, refused_because="unclear", refused_text="", answered_on=TODAY(), by=office
            )
            letter = actions.request_letter(found, by=office)
        page = reverse("documents:detail", args=[letter.pk])
        assert signed_in(office).get(page).status_code == 200
        office.person.grants.update(until_on=make.day(-1))
        assert signed_in(office).get(page).status_code == 404

    def test_first_the_answer(self, office):
        found = ask.enquiry(office)
        assert signed_in(office).get(address("write_letter", found.pk)).status_code == 403
