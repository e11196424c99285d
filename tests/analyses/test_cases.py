"""A case from the request to its result: who does what, in which order, and what each may not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from analyses.actions import cases as actions
from analyses.models import Case, LogEntry, seen_by, seen_by_house
from analyses.stages import Stage
from partnerships.directory.models import Account
from tests.factories import analyses as make
from tests.factories.analyses_log import reader


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize(
    "stage", [s for s in Stage.values if s not in ("rejected", "stopped", "deleted")]
)
def test_a_case_comes_to_each_stage(crew, stage):
    assert make.case_at(stage, crew).stage == stage


def test_those_who_are_named_read_it_and_nobody_else(crew):
    case = make.request(crew)
    address = reverse("analyses:detail", args=[case.pk])
    for account in (crew.lead, crew.second, crew.third, crew.legal, crew.guard):
        assert signed_in(account).get(address).status_code == 200
    other = make.officer(make.authority("Polizei Süd"))
    assert signed_in(other).get(address).status_code == 404
    assert signed_in(other).get(reverse("analyses:list")).status_code == 200


def test_without_sight_nothing_is_found(crew):
    case = make.request(crew)
    assert not Case.objects.exists()
    with seen_by(crew.lead):
        assert Case.objects.get() == case
    with seen_by_house():
        assert LogEntry.objects.filter(case_id=case.pk, what="case.requested").count() == 1


def test_who_requests_leads_or_checks_does_not_approve(crew):
    case = make.case_at(Stage.LEGALITY_CHECK, crew)
    for account in (crew.lead, crew.legal):
        with seen_by(account), pytest.raises(PermissionDenied):
            actions.approve(case, note_text="", by=account)
    with seen_by(crew.second):
        actions.approve(case, note_text="", by=crew.second)
        with pytest.raises(PermissionDenied, match="already"):
            actions.approve(case, note_text="", by=crew.second)


def test_a_request_that_does_not_speak_of_conduct_does_not_pass(crew):
    case = make.request(crew)
    with seen_by(crew.legal):
        case = actions.take_check(case, by=crew.legal)
        with pytest.raises(ValidationError):
            actions.pass_check(case, speaks_of_conduct=False, note_text="", by=crew.legal)


def test_gates_cannot_be_passed_over(crew):
    case = make.case_at(Stage.APPROVED, crew)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="impact assessment"):
        actions.move(case, "collect", by=crew.lead)
    case = make.case_at(Stage.COLLECTING, crew)
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="basis for combining"):
        actions.move(case, "analyse", by=crew.lead)


def test_pages_lead_through_a_case(crew):
    case = make.request(crew)
    legal = reader(crew.legal, case)
    page = legal.get(reverse("analyses:detail", args=[case.pk]))
    assert reverse("analyses:take_check", args=[case.pk]) in page.content.decode()
    legal.post(reverse("analyses:take_check", args=[case.pk]))
    legal.post(reverse("analyses:pass_check", args=[case.pk]), {"speaks_of_conduct": "on"})
    for account in (crew.second, crew.third):
        answer = signed_in(account).post(reverse("analyses:approve", args=[case.pk]))
        assert answer.status_code == 302
    assert make.refreshed(case).stage == Stage.APPROVED


def test_the_form_sends_a_request(crew):
    client = signed_in(crew.lead)
    page = client.get(reverse("analyses:request"))
    assert page.status_code == 200
    people = {
        name: f"{account.pk}-{organisation.pk}"
        for name, account, organisation in (
            ("lead", crew.lead, crew.police),
            ("second", crew.second, crew.customs),
            ("third", crew.third, crew.city),
        )
    }
    sent = {
        "title": make.TITLE,
        "issue": "Fahrzeuge",
        "purpose": "Gefahrenabwehr",
        "necessity": "Drei Behörden",
        "requested_for": crew.police.pk,
        "review_on": make.day(90).isoformat(),
        "delete_on": make.day(365).isoformat(),
        "lead": people["lead"],
        "contributors": [people["second"]],
        "approvers": [people["third"]],
        "recipients": [crew.police.pk],
    }
    answer = client.post(reverse("analyses:request"), sent)
    assert answer.status_code == 302, answer.content.decode()[:5000]
    with seen_by(crew.lead):
        case = Case.objects.get()
    assert set(case.passes) == {str(a.pk) for a in (crew.lead, crew.second, crew.third)}
