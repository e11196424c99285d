"""Statements: a unit is asked without learning who complained, answers on its own page, and is asked no longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from complaints.actions import statements as actions
from complaints.actions.forgetting import forget
from complaints.clocks import ClockKind
from complaints.models import Complaint, Office, StatementRequest, seen_by, seen_by_house
from complaints.rules import (
    can_ask_statement,
    can_note_statement,
    can_request_statement,
    units_to_ask,
)
from complaints.sealed_statements import Asked, read_asked, read_reply
from complaints.todo import items_of_complaints, items_of_statements
from complaints.traces_of_person import find_traces
from partnerships.directory.models import Account, Kind, Organisation
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import post
from partnerships.shared.letters.models import Letter
from tests.clock import travel
from tests.factories import directory as make
from tests.factories.complaints import concern, keys_of, led, make_move, second_officer

pytestmark = pytest.mark.django_db
ASKED = Asked("Am Nordmarkt wurde ein Radfahrer kontrolliert.", "Warum?\nWer war dabei?")
SAID = "Das Rad war als gestohlen gemeldet.\n\n<b>Gesagt</b> wurde es nicht."
PERSON = {"name": "Amara Beispiel", "email": "amara@example.org", "phone": "0231 5550199"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:
    """As in the demo: these people sign in by their password."""
    settings.DEMO = True


def anew(account: Account) -> Account:
    return Account.objects.get(pk=account.pk)


def leads(unit: Organisation, **values: object) -> Account:
    """Its confirmed lead, with an account."""
    person = make.PersonFactory(account=make.AccountFactory())
    make.RepresentationFactory(person=person, organisation=unit, role="lead", **values)
    return anew(person.account)


@pytest.fixture
def unit(office) -> Organisation:
    return make.OrganisationFactory(name="Wache Nord", kind=Kind.POLICE, parent=office.authority)


@pytest.fixture
def lead(unit) -> Account:
    return leads(unit)


@pytest.fixture
def officer(office) -> Account:
    return second_officer(office)


@pytest.fixture
def examined(office, officer, unit, lead) -> Complaint:
    row = led(office, "acknowledge", "review", by=officer, way="formal", identity=PERSON)
    concern(row, unit=unit)
    return row


def ask(row: Complaint, by: Account, unit: Organisation, **said: object) -> StatementRequest:
    """In ten days."""
    values = {"asked": ASKED, "due_on": timezone.localdate() + timedelta(days=10), **said}
    return actions.request_statement(row, keys_of(row), unit=unit.pk, by=by, **values)


def give(row: StatementRequest, by: Account, text: str = SAID) -> StatementRequest:
    with seen_by_house():
        keys = keys_of(row.complaint)
    return actions.give_statement(row, keys, text=text, by=by)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page_of(row: StatementRequest) -> str:
    return f"/complaints/statements/{row.pk}/"


def runs(row: Complaint) -> bool:
    return row.clocks.running().filter(kind=ClockKind.STATEMENT).exists()


def test_the_way_of_a_statement(examined, officer, lead, unit) -> None:
    office_page, unit_page = client_of(officer), client_of(lead)
    form = office_page.get(f"/complaints/{examined.pk}/request-statement/").content.decode()
    assert "Wache Nord" in form and "Man hat mich ohne Grund kontrolliert." in form
    sent = office_page.post(
        f"/complaints/{examined.pk}/request-statement/",
        {"unit": unit.pk, "about": ASKED.about, "questions": ASKED.questions,
         "due_on": (timezone.localdate() + timedelta(days=10)).isoformat()},
    )  # fmt: skip
    assert sent.status_code == 302
    row = StatementRequest.objects.get()
    assert runs(examined) and ASKED.about.encode() not in bytes(row.asked)

    (item,) = items_of_statements(lead)
    assert item.href == page_of(row) and "Wache Nord" in item.title and item.due == row.due_on
    shown = unit_page.get(page_of(row)).content.decode()
    assert "Am Nordmarkt wurde ein Radfahrer kontrolliert." in shown and "Wer war dabei?" in shown
    for hidden in (
        examined.number,
        examined.spaced_number,
        "Amara",
        "ohne Grund",
        f"/{examined.pk}/",
    ):
        assert hidden not in shown.replace("\xa0", " "), hidden
    for _twice in range(2):
        unit_page.post(page_of(row), {"text": SAID})
    row.refresh_from_db()
    assert row.replied_by == lead and not runs(examined)
    assert read_reply(row, keys_of(examined)) == SAID

    assert "gestohlen gemeldet" in unit_page.get(page_of(row)).content.decode()
    assert items_of_statements(lead) == []
    (item,) = [each for each in items_of_complaints(officer) if "statements" in each.href]
    read = office_page.get(item.href).content.decode()
    assert "gestohlen gemeldet" in read and "&lt;b&gt;Gesagt&lt;/b&gt;" in read
    assert not [each for each in items_of_complaints(officer) if "statements" in each.href]
    assert item.href in office_page.get(f"/complaints/{examined.pk}/").content.decode()
    events = AuditEvent.objects.filter(what__startswith="complaints.statement")
    assert [*events.order_by("pk").values_list("what", "by_id").distinct()][:1] == [
        ("complaints.statement_requested", officer.pk)
    ]
    of_lead = AuditEvent.objects.filter(by=lead, what__startswith="complaints.")
    assert set(of_lead.values_list("target_label", flat=True)) == {"directory.Organisation"}


def test_who_else_sees_nothing_of_it(examined, officer, lead, unit, office) -> None:
    row = ask(examined, officer, unit)
    above = leads(office.authority)
    beside = leads(make.OrganisationFactory(name="Wache Süd", kind=Kind.POLICE))
    unconfirmed = leads(unit, is_provisional=True)
    ended = leads(unit, until_on=timezone.localdate() - timedelta(days=1))
    deputy = make.PersonFactory(account=make.AccountFactory())
    make.RepresentationFactory(person=deputy, organisation=unit, role="deputy")
    for account in (above, beside, unconfirmed, ended, anew(deputy.account), officer):
        assert client_of(account).get(page_of(row)).status_code == 404
        assert items_of_statements(account) == []
    assert Client().get(page_of(row)).status_code == 302
    for account in (lead, above, beside):
        for path in ("", f"statements/{row.pk}/", "request-statement/"):
            answer = client_of(account).get(f"/complaints/{examined.pk}/{path}")
            assert answer.status_code in (403, 404), path


@pytest.mark.parametrize("is_named", [False, True])
def test_whom_the_complaint_names_is_not_asked(
    examined, officer, unit, lead, is_named: bool
) -> None:
    second = leads(unit)
    row = ask(examined, officer, unit)
    assert Letter.objects.filter(kind=actions.LETTER).count() == 2
    if is_named:
        concern(examined, officer=second)
    assert bool(items_of_statements(anew(second))) == (not is_named)
    assert client_of(second).get(page_of(row)).status_code == (404 if is_named else 200)
    with seen_by(second), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM complaints_statementrequest")
        assert cursor.fetchone()[0] == (0 if is_named else 1)
        cursor.execute("SELECT count(*) FROM complaints_complaint")
        assert cursor.fetchone()[0] == 0
    if is_named:
        with pytest.raises(ObjectDoesNotExist):
            give(row, anew(second))
        assert bool(units_to_ask(examined)) is False  # it is asked already
        actions.withdraw_request(row, by=officer)
        assert [each.pk for each in units_to_ask(examined)] == [unit.pk]  # the other lead is free
        concern(examined, officer=lead)
        assert units_to_ask(examined) == []


@pytest.mark.parametrize(
    ("about", "word"),
    [
        ("Frau Beispiel wurde kontrolliert.", "Beispiel"),
        ("AMARA sagt, sie wurde kontrolliert.", "AMARA"),
        ("Man erreicht sie unter +49 231 555-0199.", "231 555-0199"),
        ("Sie schreibt von Amara@Example.org.", "amara@example.org"),
        ("Es geht um {number}.", "{number}"),
        ("Es geht um {spaced}.", "{spaced}"),
    ],
)
def test_the_unit_does_not_learn_who_complained(
    examined, officer, unit, about: str, word: str
) -> None:
    said = {"number": examined.number, "spaced": examined.spaced_number.replace("\xa0", " ")}
    for asked in (
        Asked(about.format(**said), "Warum?"),
        Asked("Eine Kontrolle.", about.format(**said)),
    ):
        with pytest.raises(ValidationError) as refused:
            ask(examined, officer, unit, asked=asked)
        field = "about" if asked.about != "Eine Kontrolle." else "questions"
        assert word.format(**said) in refused.value.message_dict[field][0]
    assert not StatementRequest.objects.exists() and not runs(examined)


@pytest.mark.parametrize(
    ("text", "identity", "found"),
    [
        ("Ein Radfahrer am Nordmarkt.", PERSON, []),
        ("beispielsweise", PERSON, []),
        ("Beispiel, beispiel und BEISPIEL", PERSON, ["Beispiel", "beispiel", "BEISPIEL"]),
        ("Yılmaz", {"name": "Ayşe Yılmaz"}, ["Yılmaz"]),
        ("Frau Mueller und Ayses Rad", {"name": "Ayşe Müller"}, ["Mueller", "Ayses"]),
        ("Das Beispielrad", PERSON, []),
        ("السيدة ليلى", {"name": "ليلى مثال"}, ["ليلى"]),
        ("Herr Wu", {"name": "Li Wu"}, []),
        ("0231/5550199", PERSON, ["231/5550199"]),
        ("Um 12 Uhr", {"phone": "12"}, []),
        ("", {}, []),
    ],
)
def test_traces(text: str, identity: dict, found: list[str]) -> None:
    assert find_traces(text, identity, "123456789") == found


@pytest.mark.parametrize(
    ("verbs", "is_allowed"),
    [
        ((), False),
        (("acknowledge",), False),
        (("acknowledge", "review"), True),
        (("acknowledge", "ask"), False),
        (("acknowledge", "review", "suspend"), False),
        (("acknowledge", "review", "answer"), False),
    ],
)
def test_only_while_it_is_examined(office, officer, unit, lead, verbs, is_allowed: bool) -> None:
    row = led(office, *verbs, by=officer)
    concern(row, unit=unit)
    assert bool(can_request_statement(officer, row)) == is_allowed
    if not is_allowed:
        with pytest.raises(PermissionDenied):
            ask(row, officer, unit)


def test_what_cannot_be_asked(examined, officer, unit, office) -> None:
    elsewhere = make.OrganisationFactory(name="Wache Süd", kind=Kind.POLICE)
    leads(elsewhere)
    with pytest.raises(ValidationError, match="unit"):
        ask(examined, officer, elsewhere)
    with pytest.raises(ValidationError, match="due_on"):
        ask(examined, officer, unit, due_on=timezone.localdate())
    ask(examined, officer, unit)
    with pytest.raises(ValidationError, match="unit"):  # twice
        ask(Complaint.objects.get(pk=examined.pk), officer, unit)
    other = second_officer(make_office_of(elsewhere))
    with pytest.raises(PermissionDenied):
        ask(examined, other, unit)


def make_office_of(authority: Organisation) -> Office:
    return Office.objects.create(authority=authority, opened_on=timezone.localdate())


def test_the_time_ends_when_no_unit_is_waited_for(examined, officer, unit, lead, office) -> None:
    south = make.OrganisationFactory(name="Wache Süd", kind=Kind.POLICE, parent=office.authority)
    leads(south)
    concern(examined, unit=south)
    first, second = ask(examined, officer, unit), ask(examined, officer, south)
    fresh = Complaint.objects.get(pk=examined.pk)
    assert not can_ask_statement(officer, fresh)  # nor by hand
    assert "hier" in str(can_note_statement(officer, fresh).reason) or "here" in str(
        can_note_statement(officer, fresh).reason
    )
    give(first, lead)
    assert runs(examined)
    actions.withdraw_request(second, by=officer)
    assert not runs(examined)
    with pytest.raises(ObjectDoesNotExist):
        give(second, leads(south))
    with pytest.raises(PermissionDenied):
        actions.withdraw_request(first, by=officer)
    with pytest.raises(PermissionDenied):
        give(first, lead, "Noch einmal.")


def test_the_unit_reads_its_words_for_thirty_days(examined, officer, unit, lead) -> None:
    row = give(ask(examined, officer, unit), lead)
    for days, status in ((29, 200), (31, 404)):
        with travel(timezone.now() + timedelta(days=days), tick=False):
            assert client_of(lead).get(page_of(row)).status_code == status


def test_the_letter_says_unit_and_day_and_goes_only_while_it_is_asked(
    examined, officer, unit, lead, mailoutbox
) -> None:
    row = ask(examined, officer, unit)
    (letter,) = Letter.objects.filter(kind=actions.LETTER)
    assert letter.recipient == lead
    post(letter)
    (mail,) = mailoutbox
    assert "Wache Nord" in mail.body and str(row.pk) in mail.body
    assert examined.number not in mail.body and "Nordmarkt" not in mail.body


def test_it_goes_with_the_complaint(examined, officer, unit, lead) -> None:
    row = ask(examined, officer, unit)
    forget([Complaint.objects.get(pk=examined.pk)])
    assert not StatementRequest.objects.exists()
    assert not Letter.objects.filter(kind=actions.LETTER).exists()
    assert client_of(lead).get(page_of(row)).status_code == 404


def test_what_was_asked_is_sealed_to_its_row(examined, officer, unit, lead, office) -> None:
    south = make.OrganisationFactory(name="Wache Süd", kind=Kind.POLICE, parent=office.authority)
    leads(south)
    concern(examined, unit=south)
    one, other = ask(examined, officer, unit), ask(examined, officer, south)
    other.asked = one.asked
    with pytest.raises(Exception, match="does not open"):
        read_asked(other, keys_of(examined))


def test_hostile_text_stays_as_it_was_typed(examined, officer, unit, lead) -> None:
    text = "<script>alert(1)</script>\n{{ 7 }} %s \u202e' ; DROP TABLE x; --" + "ä" * 9000
    row = ask(examined, officer, unit)
    client_of(lead).post(page_of(row), {"text": text})
    row.refresh_from_db()
    shown = (
        client_of(officer).get(f"/complaints/{examined.pk}/statements/{row.pk}/").content.decode()
    )
    assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown and "{{ 7 }}" in shown
    row = ask(Complaint.objects.get(pk=examined.pk), officer, unit)
    answer = client_of(lead).post(page_of(row), {"text": "x" * 10001})
    assert answer.status_code == 200 and "x" * 10001 in answer.content.decode()


def test_an_answer_does_not_wait_for_it(examined, officer, unit) -> None:
    ask(examined, officer, unit)
    make_move(Complaint.objects.get(pk=examined.pk), "answer", by=officer)
    examined.refresh_from_db()
    assert examined.stage == "answered" and not runs(examined)
