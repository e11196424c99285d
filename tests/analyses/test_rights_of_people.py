"""Somebody asks what is held of them: searched case by case, answered on paper; a correction reaches whoever received it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.urls import reverse

from analyses.actions import rights_of_people as actions
from analyses.actions.cases import stop
from analyses.actions.erasing import erase_early
from analyses.models import (
    CaseSearch,
    Contribution,
    CorrectionNotice,
    Finding,
    LogEntry,
    PersonRequest,
    Right,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from partnerships.directory.models import Role
from tests.analyses.test_cases import signed_in
from tests.analyses.test_due import address, titles
from tests.factories import analyses as make
from tests.factories import analyses_clocks as clocks
from tests.factories.analyses_log import reader


def enter(crew, **values) -> PersonRequest:
    standard = {
        "right": Right.ACCESS,
        "authority": crew.police,
        "file_reference": "DS 12/2026",
        "received_on": make.day(0),
        "by": crew.guard,
    }
    with seen_by(crew.guard):
        return actions.enter_request(**(standard | values))


def the_search(crew) -> CaseSearch:
    with seen_by(crew.lead):
        return CaseSearch.objects.select_related("case").get()


def test_each_lead_searches_their_case_and_data_protection_answers(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    make.request(crew)  # nothing lies in it yet
    request = enter(crew)
    assert request.due_on == make.day(30)
    search = the_search(crew)
    assert (search.case, search.finding) == (case, "")
    assert case.number in titles(crew.lead) and "DS 12/2026" in titles(crew.guard)
    with seen_by(crew.guard), pytest.raises(PermissionDenied, match="searched"):
        actions.answer_request(request, by=crew.guard)
    with seen_by(crew.second), pytest.raises(PermissionDenied, match="lead"):
        actions.answer_search(search, finding=Finding.NOTHING, provision="", by=crew.second)
    with seen_by(crew.lead):
        with pytest.raises(ValidationError, match="provision"):
            actions.answer_search(search, finding=Finding.REFUSED, provision="", by=crew.lead)
        actions.answer_search(
            search, finding=Finding.REFUSED, provision="BDSG § 57 Abs. 4", by=crew.lead
        )
        with pytest.raises(PermissionDenied, match="already"):
            actions.answer_search(search, finding=Finding.HELD, provision="", by=crew.lead)
    with seen_by(crew.guard):
        actions.answer_request(request, by=crew.guard)
        assert not PersonRequest.objects.open().exists()
    with seen_by_house():
        entries = LogEntry.objects.filter(what__startswith="person.")
        assert {each.reason_code for each in entries} == {"data_subject"}
        assert set(entries.values_list("what", flat=True)) == {
            "person.search_asked", "person.searched", "person.answered",
        }  # fmt: skip


def test_the_register_has_no_place_for_a_name(db):
    typed = {
        field.name
        for field in PersonRequest._meta.local_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    assert typed == {"file_reference"}


def test_only_data_protection_of_the_authority_keeps_the_register(crew):
    make.case_at(Stage.COLLECTING, crew)
    request = enter(crew)
    other = make.officer(crew.customs, Role.DATA_PROTECTION)
    with seen_by(other):
        assert not PersonRequest.objects.guarded_by(other).exists()
        with pytest.raises(PermissionDenied):
            actions.enter_request(
                right=Right.ACCESS, authority=crew.police, file_reference="x",
                received_on=make.day(0), by=other,
            )  # fmt: skip
    assert signed_in(other).get(address("right", request.pk)).status_code == 404
    for account in (crew.lead, crew.legal):
        assert signed_in(account).get(address("rights")).status_code == 403
    stranger = make.officer(make.authority("Polizei Süd"))
    with seen_by(stranger):
        assert not PersonRequest.objects.exists()


def test_pages_lead_through_a_request(crew):
    make.case_at(Stage.COLLECTING, crew)
    guard, lead = signed_in(crew.guard), signed_in(crew.lead)
    sent = {
        "right": "deletion",
        "authority": crew.police.pk,
        "file_reference": "DS 13/2026",
        "received_on": make.day(0).isoformat(),
    }
    answer = guard.post(address("enter_request"), sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    search = the_search(crew)
    href = address("answer_search", search.case_id, search.pk)
    assert href in lead.get(address("terms", search.case_id)).content.decode()
    assert lead.post(href, {"finding": "nothing", "provision": ""}).status_code == 302
    assert guard.post(address("answer_request", search.request_id)).status_code == 302
    assert "DS 13/2026" in guard.get(address("rights")).content.decode()


def test_a_correction_reaches_each_recipient_and_is_acknowledged(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    given = clocks.contribution(case, crew)
    alone = clocks.contribution(case, crew, released_to=[])
    with seen_by(crew.lead), pytest.raises(PermissionDenied, match="authority that gave"):
        actions.tell_correction(given, text="x", by=crew.lead)
    with seen_by(crew.second):
        with pytest.raises(ValidationError, match="Nobody else"):
            actions.tell_correction(alone, text="x", by=crew.second)
        actions.tell_correction(given, text="Das Kennzeichen war falsch", by=crew.second)
    lead = reader(crew.lead, case)
    page = lead.get(reverse("analyses:detail", args=[case.pk]))
    assert "kern-alert--warning" in page.content.decode()
    with seen_by(crew.lead):
        notice = CorrectionNotice.objects.select_related("case").get()
    with seen_by(crew.third):  # decides only: no sight of contents
        assert not CorrectionNotice.objects.exists()
    href = address("acknowledge", case.pk, notice.pk)
    assert reader(crew.second, case).post(href).status_code == 403
    assert "Das Kennzeichen war falsch" in lead.get(href).content.decode()
    assert lead.post(href).status_code == 302
    with seen_by_house():
        told = LogEntry.objects.get(what="correction.told")
        assert (told.operation, told.recipient_id) == ("disclose", crew.police.pk)


def test_the_form_offers_own_contributions_alone(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    own = clocks.contribution(case, crew)
    other = clocks.contribution(
        case, crew, authority=crew.police, by=crew.lead, released_to=[crew.customs.pk]
    )
    client = signed_in(crew.second)
    sent = {"contribution": other.pk, "text": "x"}
    assert client.post(address("correct", case.pk), sent).status_code == 200
    assert (
        client.post(address("correct", case.pk), sent | {"contribution": own.pk}).status_code == 302
    )
    with seen_by_house():
        assert CorrectionNotice.objects.get().contribution_id == own.pk
        assert Contribution.objects.count() == 2


def test_the_answer_outlives_the_case_and_its_words_do_not(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    enter(crew)
    search = the_search(crew)
    with seen_by(crew.lead):
        actions.answer_search(
            search, finding=Finding.REFUSED, provision="BDSG § 57 Abs. 4", by=crew.lead
        )
        stop(case, reason="Ende", by=crew.lead)
        erase_early(case, by=crew.lead)
        search.refresh_from_db()
    assert (search.finding, search.provision) == ("refused", "")


def test_the_record_of_processing_names_no_case(crew):
    case = make.case_at(Stage.ANALYSING, crew)
    guard = signed_in(crew.guard)
    page = guard.get(address("processing")).content.decode()
    assert "PolG NRW § 27 Abs. 2" in page and "Zoll Ruhrtal" in page
    file = b"".join(guard.get(address("processing") + "?export=csv").streaming_content).decode()
    for text in (page, file):
        assert case.title not in text and case.number not in text and case.purpose not in text
    assert "PolG NRW § 27 Abs. 2" in file
    assert signed_in(crew.lead).get(address("processing")).status_code == 403
