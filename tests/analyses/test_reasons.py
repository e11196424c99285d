"""Why somebody reads: asked once a case and session, noted with every entry, changed at any time, and nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from analyses.actions.logging import hash_words
from analyses.models import ReasonCode
from analyses.stages import Stage
from tests.factories import analyses as make
from tests.factories.analyses_log import entries, reader


def detail(case) -> str:
    return reverse("analyses:detail", args=[case.pk])


def reason(case, wanted: str = "") -> str:
    return reverse("analyses:reason", args=[case.pk]) + (f"?next={wanted}" if wanted else "")


def test_the_case_is_shown_after_one_click(crew):
    case, other = make.request(crew), make.request(crew)
    client = reader(crew.lead)
    page = client.get(detail(case)).content.decode()
    assert make.TITLE not in page and case.number in page
    assert not entries(what="case.read")
    answer = client.post(reason(case, detail(case)), {"reading_code": "work"})
    assert (answer.status_code, answer.url) == (302, detail(case))
    assert make.TITLE in client.get(detail(case)).content.decode()
    assert make.TITLE not in client.get(detail(other)).content.decode()
    (entry,) = entries(what="case.read")
    assert (entry.reason_code, entry.account_id, entry.authority_id) == (
        "work",
        crew.lead.pk,
        crew.police.pk,
    )
    assert entry.request_id and entry.ip == "127.0.0.1" and entry.zone == "Europe/Berlin"


def test_the_first_button_is_the_usual_reason_of_ones_part(crew):
    case = make.request(crew)
    usual = {
        crew.lead: "work",
        crew.second: "contribution",
        crew.third: "decision",
        crew.legal: "decision",
        crew.guard: "supervision",
    }
    for account, code in usual.items():
        page = reader(account).get(detail(case)).content.decode()
        assert page.split('name="reading_code" value="')[1].startswith(f'{code}"')


def test_it_is_changed_from_the_case_and_holds_for_what_follows(crew):
    case = make.request(crew)
    client = reader(crew.lead, case)
    assert reason(case) in client.get(detail(case)).content.decode()
    assert client.get(reason(case)).status_code == 200
    answer = client.post(reason(case), {"reading_code": "data_subject"})
    assert answer.status_code == 200 and "reading_text" in answer.content.decode()
    client.post(reason(case), {"reading_code": "data_subject", "reading_text": "Az. 12/26"})
    assert "Az. 12/26" in client.get(detail(case)).content.decode()
    assert [(e.reason_code, e.reason_text) for e in entries(what="case.read")] == [
        ("work", ""),
        ("data_subject", "Az. 12/26"),
    ]


def test_a_step_notes_the_reason_of_the_session(crew):
    case = make.case_at(Stage.APPROVED, crew)
    client = reader(crew.lead, case, code=ReasonCode.QUALITY)
    client.post(reverse("analyses:note_impact", args=[case.pk]), {"impact_reference": "DSFA 7"})
    entry = entries(case_id=case.pk)[-1]
    assert (entry.operation, entry.reason_code) == ("alter", "quality")
    assert entry.request_id


def test_what_was_sent_goes_along(crew):
    """A page with contents that takes a form: the question stands between, then the browser sends it once more."""
    case = make.request(crew)
    client = reader(crew.lead)
    page = client.post(detail(case), {"typed": ["eins", "<zwei>"], "once": "abc"}).content.decode()
    assert 'name="typed" value="eins"' in page and "&lt;zwei&gt;" in page
    sent = {"typed": ["eins", "<zwei>"], "once": "abc", "reading_again": "1"}
    wrong = client.post(reason(case, detail(case)), {**sent, "reading_code": "nonsense"})
    assert 'name="typed" value="eins"' in wrong.content.decode()
    assert 'name="reading_again"' in wrong.content.decode()
    answer = client.post(reason(case, detail(case)), {**sent, "reading_code": "work"})
    assert (answer.status_code, answer.url) == (307, detail(case))


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil", ""]
)
def test_it_leads_to_no_foreign_address(crew, wanted):
    case = make.request(crew)
    answer = reader(crew.lead).post(reason(case, wanted), {"reading_code": "work"})
    assert answer.url == detail(case)


def test_who_does_not_see_the_case_is_not_asked(crew):
    case = make.request(crew)
    other = make.officer(make.authority("Polizei Süd"))
    for address in (detail(case), reason(case)):
        assert reader(other).get(address).status_code == 404
        assert reader(other).post(address, {"reading_code": "work"}).status_code == 404
    assert Client().get(detail(case)).status_code == 302


def test_a_reason_of_another_part_is_refused(crew):
    case = make.request(crew)
    for account, code in ((crew.lead, "supervision"), (crew.lead, "clock"), (crew.legal, "work")):
        answer = reader(account).post(reason(case), {"reading_code": code})
        assert answer.status_code == 200


def test_without_addresses_none_is_kept(crew, settings):
    settings.ANALYSES_LOG_ADDRESSES = False
    case = make.request(crew)
    reader(crew.lead, case).get(detail(case))
    assert entries(what="case.read")[0].ip is None


def test_a_search_is_known_again_and_cannot_be_read(settings):
    assert hash_words(" Max  Muster ") == hash_words("max muster") != hash_words("max muste")
    assert len(hash_words("max")) == 64 and hash_words("  ") == ""
    before = hash_words("max")
    settings.ANALYSES_LOG_KEYS = ["another"]
    assert hash_words("max") != before
