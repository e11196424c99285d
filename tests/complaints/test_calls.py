"""Somebody asks to be called: sealed to the office, read by its officers alone, gone after the call or after 30 days."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from complaints.actions.calls import ask_for_call
from complaints.models import CallBack
from complaints.sealed_rows import read_as_office
from complaints.tasks import forget_closed
from complaints.todo import items_of_complaints
from partnerships.directory.models import Kind, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.complaints.walking import CallWalker
from tests.factories import directory as make
from tests.factories.complaints import open_office

ASKED = {
    "phone": "0231 5550147",
    "language": "ti",
    "other": "",
    "times": "abends, nach 18 Uhr",
    "name": "Selam Beispiel",
}
TOLD = {"phone": "0231 5550147", "language": "ti", "times": "abends", "name": "Selam"}


def asked(office, token: str = "t" * 22) -> CallBack:
    return ask_for_call(TOLD, office=office, token=token)


def test_an_officer_reads_who_wants_to_be_called_and_deletes_it_afterwards(cast, office) -> None:
    page = CallWalker("ar").go("send", **ASKED).page
    assert 'dir="rtl"' in page and ASKED["phone"] not in page
    officer = cast.account("complaints")
    assert [str(item.title) for item in items_of_complaints(officer)] == ["1 Person zurückrufen"]
    client = cast.client("complaints")
    page = client.get("/complaints/calls/").content.decode()
    for word in ("0231 5550147", "ትግርኛ", "abends, nach 18 Uhr", "Selam Beispiel"):
        assert word in page
    assert AuditEvent.objects.get(what="complaints.calls_read").by_id == officer.pk
    done = f"/complaints/calls/{CallBack.objects.get().pk}/done/"
    assert client.post(done).status_code == 302
    assert not CallBack.objects.exists() and items_of_complaints(officer) == []
    event = AuditEvent.objects.get(what="complaints.call_done")
    assert event.target_id == office.pk and event.facts == {}


def test_no_row_and_no_letter_says_who_it_was(cast, office) -> None:
    CallWalker().go("send", **ASKED)
    row = CallBack.objects.get()
    assert b"5550147" not in bytes(row.sealed) + bytes(row.wrapped)
    assert read_as_office(row) == {
        name: ASKED[name] for name in ("phone", "language", "times", "name")
    }
    letters = Letter.objects.filter(kind="complaints/call")
    assert {letter.recipient_id for letter in letters} == {cast.account("complaints").pk}
    assert all(letter.facts == {"call": str(row.pk)} for letter in letters)


def test_sent_twice_it_is_one(office) -> None:
    walker = CallWalker()
    carried = walker.hidden
    for _ in range(2):
        walker.client.post(walker.address, {**carried, **ASKED, "go": "send"})
    assert CallBack.objects.count() == 1


@pytest.mark.slow
def test_sent_at_the_same_moment_it_is_one(transactional_db, office) -> None:
    barrier = Barrier(3)

    def send() -> None:
        barrier.wait()
        asked(office)
        connection.close()

    threads = [Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert CallBack.objects.count() == 1


def test_another_call_is_asked_for_anew(office) -> None:
    walker = CallWalker().go("send", **ASKED)
    assert "Noch einen Anruf" in walker.page
    walker.go("again").go("send", **ASKED)
    assert CallBack.objects.count() == 2


def test_without_cookies_nothing_is_kept_and_what_was_typed_stands_there_again(office) -> None:
    walker = CallWalker()
    walker.client.cookies.clear()
    page = walker.go("send", **ASKED).page
    assert "0231 5550147" in page and "Selam Beispiel" in page
    assert not CallBack.objects.exists()


def test_another_language_keeps_what_was_typed(office) -> None:
    walker = CallWalker()
    walker.go("language:tr", **ASKED)
    assert "Selam Beispiel" in walker.page and '<html lang="tr"' in walker.page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phone": ""}, "Bitte schreiben Sie hier etwas."),
        ({"phone": "ruft mich an"}, "Telefonnummer"),
        ({"language": ""}, "Bitte wählen Sie eine Antwort."),
        ({"language": "other"}, "Schreiben Sie hier den Namen Ihrer Sprache."),
        ({"language": "klingon"}, "kern-error"),
        ({"times": "x" * 1_000_000}, "kern-error"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(office, typed, said) -> None:
    page = CallWalker().go("send", **(ASKED | typed)).page
    assert said in page and "Selam Beispiel" in page
    assert not CallBack.objects.exists()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "a\0b", "‮gnirts‬", "=cmd|'/c'!A1"])
def test_hostile_words_are_words(cast, office, hostile) -> None:
    CallWalker().go("send", **(ASKED | {"language": "other", "other": hostile, "name": hostile}))
    page = cast.client("complaints").get("/complaints/calls/").content.decode()
    assert "<script>alert" not in page and "\0" not in page and "‮" not in page


def test_it_is_deleted_after_thirty_days(office) -> None:
    asked(office)
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        forget_closed()
        assert CallBack.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1), tick=False):
        forget_closed()
        assert CallBack.objects.count() == 0


@pytest.mark.parametrize("name", ["liaison", "approver", "dpo", "admin", "partner"])
def test_nobody_else_reads_who_wants_to_be_called(cast, office, name) -> None:
    row = asked(office)
    assert cast.client(name).get("/complaints/calls/").status_code == 403
    assert cast.client(name).post(f"/complaints/calls/{row.pk}/done/").status_code == 404
    assert CallBack.objects.exists()


def test_an_officer_of_another_authority_sees_nothing(cast, office) -> None:
    row = asked(office)
    away = make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE)
    open_office(away)
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role=Role.COMPLAINTS, organisation=away)
    client = Client()
    client.force_login(type(person.account).objects.get(pk=person.account_id))
    assert "5550147" not in client.get("/complaints/calls/").content.decode()
    assert client.post(f"/complaints/calls/{row.pk}/done/").status_code == 404


def test_without_the_key_nobody_reads_here(cast, office, settings, tmp_path) -> None:
    asked(office)
    settings.COMPLAINTS_KEYS = tmp_path / "elsewhere"
    answer = cast.client("complaints").get("/complaints/calls/")
    assert answer.status_code == 403
    assert not AuditEvent.objects.filter(what="complaints.calls_read").exists()


def test_with_several_offices_one_is_chosen(office) -> None:
    away = open_office(make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE))
    walker = CallWalker()
    assert "Polizei Fern" in walker.page
    walker.go("send", **ASKED, office=str(away.pk))
    assert CallBack.objects.get().office == away


def test_without_an_office_the_page_names_another_way(db) -> None:
    walker = CallWalker()
    assert "Nichts, was Sie tippen" in walker.page or "noch nicht geöffnet" in walker.page
    assert walker.client.post(walker.address, ASKED).status_code == 200


@pytest.mark.parametrize("page", ["", "languages/"])
def test_the_way_there_stands_where_it_is_looked_for(office, page) -> None:
    assert "/tr/complaint/call/" in Client().get(f"/tr/complaint/{page}").content.decode()


def test_who_asks_very_often_waits_and_keeps_every_word(office) -> None:
    walker = CallWalker()
    for _time in range(3):
        walker.go("send", **ASKED).go("again")
    answer = walker.client.post(walker.address, {**walker.hidden, "go": "send", **ASKED})
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    page = answer.content.decode()
    assert ASKED["phone"] in page and ASKED["times"] in page
    assert CallBack.objects.count() == 3
