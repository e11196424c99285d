"""Consultations drawn by lot: a share of last month's, at least one; data protection answers each, or asks first."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from analyses.actions import samples as actions
from analyses.models import LogEntry, Sample, seen_by, seen_by_house
from analyses.rules import can_answer_sample
from analyses.tasks import draw_samples
from partnerships.directory.models import Account, Role
from tests.clock import travel
from tests.factories import analyses as make
from tests.factories.analyses_log import entries, reader, write

pytestmark = pytest.mark.django_db(transaction=True)
LAST, NOW = datetime(2031, 3, 12, 9, tzinfo=UTC), datetime(2031, 4, 1, 2, tzinfo=UTC)


@pytest.fixture
def crew(settings) -> make.Crew:
    settings.DEMO = True
    return make.crew()


def every() -> list[Sample]:
    with seen_by_house():
        return list(Sample.objects.order_by("pk"))


def drawn_from(crew, count: int, by: Account | None = None) -> list[Sample]:
    """So many consultations in March, drawn in April."""
    case = make.request(crew)
    with travel(LAST, tick=False), seen_by_house():
        write(count, by=by or crew.lead, case=case)
    with travel(NOW, tick=False):
        draw_samples()
    return every()


@pytest.mark.parametrize(("count", "drawn"), [(0, 0), (1, 1), (19, 1), (20, 1), (21, 2), (100, 5)])
def test_a_share_is_drawn_and_at_least_one(crew, count, drawn):
    assert len(drawn_from(crew, count)) == drawn


def test_each_authority_has_at_least_one(crew):
    case = make.request(crew)
    with travel(LAST, tick=False), seen_by_house():
        write(40, by=crew.lead, case=case)
        write(1, by=crew.second, case=case)
    with travel(NOW, tick=False):
        assert draw_samples() == 3
        assert draw_samples() == 0
    assert {each.authority_id for each in every()} == {crew.police.pk, crew.customs.pk}


def test_only_reading_in_cases_of_last_month_is_drawn(crew):
    case = make.request(crew)
    with travel(datetime(2031, 2, 28, 12, tzinfo=UTC), tick=False), seen_by_house():
        write(5, by=crew.lead, case=case)
    with travel(LAST, tick=False), seen_by_house():
        write(5, by=None, case=case)
        write(5, by=crew.guard)
    with travel(NOW, tick=False), seen_by_house():
        write(5, by=crew.lead, case=case)
        assert draw_samples() == 0


def test_which_ones_are_drawn_is_not_repeated(crew, settings):
    settings.ANALYSES_LOG_SAMPLE_PERCENT = 10
    case = make.request(crew)
    with travel(LAST, tick=False), seen_by_house():
        write(200, by=crew.lead, case=case)
    draws = set()
    for _ in range(3):
        with travel(NOW, tick=False):
            assert draw_samples() == 20
        draws.add(frozenset(each.entry_id for each in every()))
        with seen_by_house():
            Sample.objects.all().delete()
    assert len(draws) == 3


def test_data_protection_says_what_it_finds(crew):
    (found,) = drawn_from(crew, 1)
    client = reader(crew.guard)
    assert reverse("analyses:samples") in client.get(reverse("directory:home")).content.decode()
    assert client.get(reverse("analyses:samples")).status_code == 200
    page = client.get(reverse("analyses:sample", args=[found.pk])).content.decode()
    assert str(crew.lead.person) in page and found.case_number in page
    address = reverse("analyses:answer_sample", args=[found.pk])
    assert client.post(address, {"answer": "unlawful"}).status_code == 200
    assert client.post(address, {"answer": "plausible"}).status_code == 302
    (found,) = every()
    assert (found.answer, found.answered_by_id) == ("plausible", crew.guard.pk)
    assert found.answered_at and client.post(address, {"answer": "plausible"}).status_code == 403
    assert [entry.what for entry in entries(object_type="sample")][-1] == "sample.answered"
    assert reverse("analyses:samples") not in client.get(reverse("directory:home")).content.decode()
    listed = client.get(reverse("analyses:samples")).content.decode()
    assert str(crew.guard.person) in listed


def test_whoever_read_there_explains_it(crew):
    (found,) = drawn_from(crew, 1)
    explain = reverse("analyses:explain_sample", args=[found.pk])
    person = reader(crew.lead)
    assert person.get(explain).status_code == 404
    guard = reader(crew.guard)
    ask = reverse("analyses:ask_sample", args=[found.pk])
    assert guard.post(ask, {"question": "Wozu?"}).status_code == 302
    assert guard.post(ask, {"question": "Wozu?"}).status_code == 403
    assert explain in person.get(reverse("directory:home")).content.decode()
    assert reader(crew.second).get(explain).status_code == 404
    assert guard.get(explain).status_code == 403
    page = person.get(explain).content.decode()
    assert "Wozu?" in page and found.case_number in page
    assert person.get(reverse("analyses:sample", args=[found.pk])).status_code == 403
    assert person.post(explain, {"explanation": "Vertretung"}).status_code == 302
    assert person.post(explain, {"explanation": "anders"}).status_code == 403
    assert explain not in person.get(reverse("directory:home")).content.decode()
    page = guard.get(reverse("analyses:sample", args=[found.pk])).content.decode()
    assert "Vertretung" in page
    answer = reverse("analyses:answer_sample", args=[found.pk])
    assert guard.post(answer, {"answer": "unlawful", "note": "kein Anlass"}).status_code == 302
    assert every()[0].answer == "unlawful"
    assert not [e for e in entries() if "Vertretung" in str(vars(e)) or "Wozu" in str(vars(e))]


def test_nobody_answers_about_their_own_reading(crew):
    (found,) = drawn_from(crew, 1, by=crew.guard)
    assert not can_answer_sample(crew.guard, found)
    other = make.officer(None, Role.DATA_PROTECTION)
    assert can_answer_sample(other, found)
    with seen_by(crew.guard), pytest.raises(PermissionDenied):
        actions.answer_sample(found, answer="plausible", note_text="", by=crew.guard)
    for name in ("answer_sample", "ask_sample"):
        address = reverse(f"analyses:{name}", args=[found.pk])
        assert reader(crew.guard).get(address).status_code == 403


def test_an_authoritys_officer_answers_its_own(crew):
    (found,) = drawn_from(crew, 1)
    own = make.officer(crew.police, Role.DATA_PROTECTION)
    foreign = make.officer(crew.customs, Role.DATA_PROTECTION)
    address = reverse("analyses:answer_sample", args=[found.pk])
    assert reader(foreign).get(address).status_code == 404
    for account, sees in ((own, True), (foreign, False), (crew.second, False), (crew.legal, False)):
        with seen_by(account):
            assert Sample.objects.exists() is sees
            assert Sample.objects.visible_to(account).exists() is sees
    assert not Sample.objects.exists()
    assert reader(own).post(address, {"answer": "plausible"}).status_code == 302


def test_old_samples_go_with_their_entries_term(crew):
    drawn_from(crew, 1)
    with travel(datetime(2032, 12, 31, 2, tzinfo=UTC), tick=False):
        draw_samples()
        assert len(every()) == 1
    with travel(datetime(2033, 1, 2, 2, tzinfo=UTC), tick=False):
        draw_samples()
        assert not every()
    with seen_by_house():
        assert LogEntry.objects.filter(what="case.read").count() == 1
