"""A barrier is reported without an account, goes to the operator as a letter, once, and is forgotten after its time."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from partnerships.shared.letters.actions import post
from partnerships.shared.letters.models import Letter
from partnerships.shared.operator.actions import LETTER, forget_reports, report_barrier
from partnerships.shared.operator.models import KEPT, MOST_WORDS, BarrierReport

pytestmark = pytest.mark.django_db
ADDRESS = "/de/accessibility/report/"
HOSTILE = "<script>alert(1)</script>\nBcc: everybody@example.org\nhttps://elsewhere.example/\n{{ operator }} %(x)s"


def token_on(client) -> str:
    found = re.search(r'name="once" value="([^"]+)"', client.get(ADDRESS).content.decode())
    assert found
    return found[1]


def typed(**more: str) -> dict[str, str]:
    return {"words": "Der Knopf hat keinen Namen.", **more}


def posted() -> mail.EmailMessage:
    post(Letter.objects.get(kind=LETTER))
    (message,) = mail.outbox
    return message


def test_whoever_has_no_account_reports_and_the_operator_gets_a_letter(client, settings) -> None:
    answer = client.post(
        ADDRESS, typed(place="/de/", name="Ada", email="ada@example.org"), follow=True
    )
    assert answer.redirect_chain == [(reverse("operator:accessibility", args=["de"]), 302)]
    assert "Vielen Dank" in answer.content.decode()
    message = posted()
    assert message.to == [settings.OPERATOR_EMAIL]
    for part in ("Der Knopf hat keinen Namen.", "/de/", "Ada", "ada@example.org", "BITVNRW"):
        assert part in message.body


def test_name_and_address_may_be_left_out(client) -> None:
    client.post(ADDRESS, typed())
    report = BarrierReport.objects.get()
    assert (report.name, report.email, report.place) == ("", "", "")
    assert "weder Namen noch Adresse" in posted().body


def test_sent_twice_it_is_one(client, cast) -> None:
    for sender in (client, cast.client("liaison")):
        token = token_on(sender)
        for _again in range(2):
            assert sender.post(ADDRESS, typed(once=token)).status_code == 302
    assert BarrierReport.objects.count() == Letter.objects.filter(kind=LETTER).count() == 2


def test_hostile_words_stay_words(client, settings) -> None:
    client.post(
        ADDRESS, typed(words=HOSTILE, name="Ada\r\nBcc: x@example.org", place="javascript:alert(1)")
    )
    message = posted()
    assert message.recipients() == [settings.OPERATOR_EMAIL] and "\n" not in message.subject
    assert "{{ operator }} %(x)s" in message.body
    page = str(message.alternatives[0][0])
    assert "<script>" not in page and 'href="https://elsewhere' not in page


@pytest.mark.parametrize(
    "wrong",
    [{"words": ""}, {"words": " \u200b "}, {"words": "a" * (MOST_WORDS + 1)}, {"email": "nobody"}],
)
def test_what_is_missing_or_too_long_is_said_and_nothing_is_sent(client, wrong) -> None:
    answer = client.post(ADDRESS, typed() | wrong)
    assert answer.status_code == 200 and "kern-error" in answer.content.decode()
    assert not BarrierReport.objects.exists() and not Letter.objects.exists()


def test_a_flood_is_stopped(client) -> None:
    answers = [client.post(ADDRESS, typed()).status_code for _number in range(6)]
    assert answers == [302] * 5 + [429]


def test_without_an_address_of_the_operator_there_is_no_form(client, settings) -> None:
    settings.OPERATOR_EMAIL = ""
    statement = client.get(reverse("operator:accessibility", args=["de"])).content.decode()
    assert ADDRESS not in statement and settings.OPERATOR_PHONE in statement
    assert client.get(ADDRESS).status_code == client.post(ADDRESS, typed()).status_code == 404
    with pytest.raises(PermissionDenied):
        report_barrier(typed(), token="a" * 16, by=None)


def test_a_report_is_forgotten_and_its_letter_then_says_nothing(client) -> None:
    client.post(ADDRESS, typed())
    assert forget_reports() == 0
    BarrierReport.objects.update(reported_at=timezone.now() - KEPT - timedelta(hours=1))
    assert forget_reports() == 1
    post(Letter.objects.get(kind=LETTER))
    assert mail.outbox == []


def test_it_is_never_sent_to_an_address_that_is_no_longer_the_operators(client, settings) -> None:
    client.post(ADDRESS, typed())
    settings.OPERATOR_EMAIL = "new@polizei.example"
    post(Letter.objects.get(kind=LETTER))
    assert mail.outbox == []
