"""The list of what is due, its to-dos, the red light, and the pages of terms."""

from datetime import timedelta

import pytest
from django.urls import reverse

from analyses.actions.cases import stop
from analyses.models import Case, Certificate, Extension, Hold, LogEntry, seen_by, seen_by_house
from analyses.rules import can_ask_need
from analyses.stages import Stage
from analyses.todo import terms as terms_todo
from tests.analyses.test_cases import signed_in
from tests.analyses.test_clocks import ask_need, at
from tests.factories import analyses as make
from tests.factories import analyses_clocks as clocks
from tests.factories.analyses import items_of
from tests.factories.analyses_log import reader
from tests.house.table import MOST
from tests.house.test_queries import asked


def address(name: str, *numbers: int) -> str:
    return reverse(f"analyses:{name}", args=numbers)


def titles(account) -> str:
    return " | ".join(str(item.title) for item in items_of(terms_todo, account))


def test_the_lead_is_asked_whether_the_case_is_still_needed(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    assert case.number not in titles(crew.lead)
    with at(case.review_on - timedelta(days=14)):
        assert case.number in titles(crew.lead)
        assert case.number not in titles(crew.second)
        page = signed_in(crew.lead).get(address("due")).content.decode()
        assert case.number in page and "kern-badge--danger" not in page
    with at(case.review_on + timedelta(days=1)):
        assert "kern-badge--danger" in signed_in(crew.lead).get(address("due")).content.decode()


def test_the_authority_works_on_its_records_and_nobody_elses_name_is_told(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    clocks.contribution(case, crew, [clocks.unknown(), clocks.contact(days=40)])
    own = signed_in(crew.second).get(address("due")).content.decode()
    assert "Unbestimmt, Uli" in own and "Kontakt, Kim" not in own
    for other in (crew.lead, crew.third, crew.legal, crew.guard):
        assert "Unbestimmt" not in signed_in(other).get(address("due")).content.decode()
    assert "Unbestimmt" not in titles(crew.second)
    with seen_by_house():
        assert LogEntry.objects.filter(what="records.due", account_id=crew.second.pk).exists()


def test_a_deletion_that_did_not_happen_is_a_red_light(crew):
    case = make.case_at(Stage.COLLECTING, crew, delete_on=make.day(91))
    with at(make.day(91)):  # the clock still has the night
        assert (
            "kern-alert--danger" not in signed_in(crew.lead).get(address("list")).content.decode()
        )
    with at(make.day(92)):
        for account in (crew.lead, crew.guard):
            client = reader(account, case)
            for page in (address("list"), address("detail", case.pk), address("terms", case.pk)):
                assert "kern-alert--danger" in client.get(page).content.decode(), page
            assert case.number in titles(account)
            assert case.number in client.get(reverse("directory:home")).content.decode()


def test_the_pages_lead_through_an_extension(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    lead, second = signed_in(crew.lead), signed_in(crew.second)
    assert address("extend_need", case.pk) in lead.get(address("terms", case.pk)).content.decode()
    answer = lead.post(
        address("extend_need", case.pk),
        {"reason": "Noch offen", "until_on": make.day(180).isoformat()},
    )
    assert answer.status_code == 302
    with seen_by(crew.lead):
        extension = Extension.objects.get()
    decide = address("decide_extension", case.pk, extension.pk)
    assert lead.get(decide).status_code == 403
    assert case.number in titles(crew.second)
    page = second.get(address("terms", case.pk)).content.decode()
    assert decide in page and address("extend_need", case.pk) not in page
    assert second.post(decide, {"decision": "yes"}).status_code == 302
    assert make.refreshed(case).review_on == make.day(180)


def test_the_pages_lead_through_hold_deletion_and_certificate(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    lead, guard = signed_in(crew.lead), signed_in(crew.guard)
    with seen_by(crew.lead):
        stop(case, reason="Ende", by=crew.lead)
    assert guard.post(address("hold", case.pk), {"reason": "Klage"}).status_code == 302
    refused = lead.post(address("erase", case.pk))
    assert refused.status_code == 403
    assert lead.post(address("confirm_hold", case.pk)).status_code == 302
    asked = guard.post(address("ask_lifting", case.pk), {"lift_reason": "Urteil"})
    assert asked.status_code == 302
    assert signed_in(crew.third).post(address("lift", case.pk)).status_code == 302
    with seen_by(crew.guard):
        assert not Hold.objects.open().exists()
    assert lead.post(address("erase", case.pk)).status_code == 302
    with seen_by(crew.lead):
        certificate = Certificate.objects.get()
    for account in (crew.lead, crew.second, crew.third, crew.guard):
        page = signed_in(account).get(address("certificate", case.pk, certificate.pk))
        assert certificate.sha256 in page.content.decode()
    stranger = signed_in(make.officer(make.authority("Polizei Süd")))
    assert stranger.get(address("certificate", case.pk, certificate.pk)).status_code == 404


def test_who_still_types_when_the_case_is_deleted_reads_why_nothing_was_written(crew):
    case = make.case_at(Stage.COLLECTING, crew)
    lead = signed_in(crew.lead)
    typing = lead.get(address("extend_need", case.pk))
    assert typing.status_code == 200
    with seen_by(crew.lead):
        stop(case, reason="Ende", by=crew.lead)
    assert lead.post(address("erase", case.pk)).status_code == 302
    typed = {"reason": "WORTE DANACH", "until_on": make.day(100).isoformat()}
    late = lead.post(address("extend_need", case.pk), typed)
    with seen_by(crew.lead):
        why = can_ask_need(crew.lead, Case.objects.get()).reason
    assert late.status_code == 403 and str(why) in late.content.decode()
    with seen_by_house():
        assert not Extension.objects.exists()
        assert Case.objects.get().title == ""
    assert reader(crew.lead, case).get(address("detail", case.pk)).status_code == 200


@pytest.mark.parametrize("who", ["lead", "second", "guard"])
def test_pages_ask_few_questions(crew, who):
    """The page of terms two more: it is in the log that it was read, and the second person is told apart."""
    case = make.case_at(Stage.COLLECTING, crew)
    clocks.contribution(case, crew, [clocks.unknown(f"Unbestimmt, {n}") for n in range(5)])
    ask_need(case, crew)
    client = reader(getattr(crew, who), case)
    client.get(address("due"))
    assert asked(client, address("due")) <= MOST
    assert asked(client, address("terms", case.pk)) <= MOST + 2
