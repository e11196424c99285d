"""The demo's analyses: topics by conduct, the hired cars and their truth, figures of the report."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from analyses.kinds import Category, Schema
from analyses.models import (
    Authority,
    Case,
    CaseNote,
    CaseTask,
    Contribution,
    CorrectionNotice,
    Enquiry,
    EnquiryCount,
    Extension,
    Hold,
    ImportRun,
    Outcome,
    PersonRequest,
    ProvisionVersion,
    QuestionPart,
    Record,
    Sample,
    seen_by_house,
)
from analyses.properties import PROPERTIES
from analyses.rules import find_gaps
from analyses.stages import OVER, Stage
from config.demo import analyses, hired_cars
from config.demo.accounts import account
from config.demo.facts import read
from partnerships.directory.models import Organisation
from tests.factories import analyses as make
from tests.factories import directory

FORBIDDEN = ("clan", "familie", "syri", "türk", "turk", "arab", "roma", "islam", "muslim")


class TestHiredCars:
    """Six hundred records, and what is the same in truth."""

    def test_the_same_at_every_call(self):
        assert hired_cars.records() == hired_cars.records()
        assert hired_cars.records(seed=17) != hired_cars.records()
        assert 570 <= len(hired_cars.records()) <= 650

    def test_five_authorities_hold_them_under_marks_of_their_own(self):
        found = hired_cars.records()
        assert set(Counter(each.authority for each in found)) == set(hired_cars.AUTHORITIES)
        assert len({(each.authority, each.key) for each in found}) == len(found)

    def test_the_truth_stands_in_nothing_that_is_stored(self):
        for each in hired_cars.records():
            assert each.truth not in f"{each.key} {each.caption} {each.properties}"

    def test_the_same_thing_is_of_one_kind_and_often_spelt_otherwise(self):
        groups = hired_cars.same_things(hired_cars.records())
        assert all(len({each.schema for each in group}) == 1 for group in groups.values())
        several = [group for group in groups.values() if len(group) > 1]
        varied = [group for group in several if len({str(one.properties) for one in group}) > 1]
        assert len(several) > 150
        assert len(varied) > 0.7 * len(several)

    def test_only_what_may_be_known_is_known(self):
        for each in hired_cars.records():
            names = {one.name for one in PROPERTIES[each.schema]}
            assert set(each.properties) <= names
            assert each.caption
            assert (each.schema == Schema.PERSON) is (each.category != Category.NO_PERSON)

    def test_accounts_have_their_check_digits(self):
        for each in hired_cars.records():
            for iban in each.properties.get("iban", []):
                plain = iban.replace(" ", "")
                assert int(f"{plain[4:]}1314{plain[2:4]}") % 97 == 1


def test_no_text_names_a_family_or_an_origin():
    facts = f"{read('analyses')} {read('at_work')} {hired_cars.records()}".lower()
    assert not [word for word in FORBIDDEN if word in facts]


class TestBases:
    """Those of the demo are entries of the catalogue."""

    def test_an_entry_is_reviewed_as_it_stands_there(self, db):
        there = make.basis("LB01", reviewed_by=None, reviewed_at=None, valid_until=None)
        reviewer = directory.AccountFactory()
        found = analyses.review_bases(["LB01"], reviewed_by=reviewer)
        assert found == {"LB01": there}
        assert found["LB01"].is_selectable(make.day(0))
        assert analyses.review_bases(["LB01"], reviewed_by=reviewer) == found
        assert ProvisionVersion.objects.count() == 1


@pytest.mark.xdist_group("demo")
class TestLoaded:
    """What the load leaves."""

    def test_eighteen_are_completed_and_nine_are_running(self, demo):
        with seen_by_house():
            stages = Counter(Case.objects.values_list("stage", flat=True))
            assert stages[Stage.FOLLOW_UP] == 18
            assert sum(count for stage, count in stages.items() if stage not in OVER) == 9
            assert Case.objects.exclude(result="").count() == 18
            assert not Case.objects.filter(delivered_at__date__lt=make.day(-600)).exists()

    def test_kinds_are_confirmed_by_another_person(self, demo):
        assert Authority.objects.confirmed().count() == len(read("analyses")["authorities"])

    def test_records_of_five_authorities(self, demo):
        with seen_by_house():
            given = Contribution.objects.submitted().filter(case__title__startswith="Mietwagen")
            assert given.values("authority").distinct().count() == 5
            assert Record.objects.filter(contribution__in=given).count() == len(
                hired_cars.records()
            )

    def test_nothing_goes_further_than_its_legal_basis_leads(self, demo):
        with seen_by_house():
            for each in Contribution.objects.select_related("basis", "authority"):
                recipients = Organisation.objects.filter(pk__in=each.released_to)
                gaps = find_gaps(
                    each.basis,
                    authority=each.authority,
                    recipients=recipients,
                    initiative=each.initiative,
                    day=make.day(0),
                )
                assert (gaps, bool(recipients)) == ([], True), each.purpose

    def test_an_ordinary_day(self, demo):
        """Begun, asked, due, held: something lies wherever somebody looks."""
        with seen_by_house():
            parts = Counter(QuestionPart.objects.values_list("answer", flat=True))
            holds = Counter(bool(each.confirmed_at) for each in Hold.objects.all())
            requests = [each.searches.filter(finding="") for each in PersonRequest.objects.all()]
            draft = Contribution.objects.drafts().get()
            assert parts == {"open": 1, "nothing": 1, "longer": 1}
            assert (draft.records.count(), draft.links.count()) == (2, 1)
            assert ImportRun.objects.get().contribution == draft
            assert holds == {True: 1, False: 1}
            assert sorted(bool(waiting) for waiting in requests) == [False, True]
            assert Extension.objects.get().decided_at is None
            assert Sample.objects.filter(question__gt="").count() == 1
            assert CorrectionNotice.objects.count() == 2
            assert CaseTask.objects.count() == 1
            assert CaseNote.objects.count() == 2

    def test_enquiries(self, demo):
        with seen_by_house():
            years = dict(EnquiryCount.objects.values_list("year", "count"))
            outcomes = Counter(Enquiry.objects.values_list("outcome", flat=True))
        assert years == {2020: 30, 2021: 163}
        assert set(outcomes) == set(Outcome.values)
        client = Client()
        client.force_login(account("analyst"))
        page = client.get(reverse("analyses:enquiry_figures")).content.decode()
        assert "2020: 30, 2021: 163" in page
