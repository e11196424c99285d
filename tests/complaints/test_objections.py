"""The person objects to a handler: whoever has written in the complaint neither decides on it nor writes on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from complaints.actions import filing
from complaints.actions.mailbox import object_to_handler
from complaints.actions.office import acknowledge, decide_objection, say
from complaints.models import Complaint, Message, Objection
from complaints.stages import Stage
from complaints.todo import items_of_complaints
from partnerships.directory.models import Account, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.complaints.walking import MailboxWalker, open_mailbox
from tests.factories import directory as make
from tests.factories.complaints import complaint as make_complaint
from tests.factories.complaints import keys_of

WHY = "Frau Wache ist die Schwester des Polizisten."


@pytest.fixture
def handler(cast) -> Account:
    """Has asked a question in it."""
    return cast.account("complaints")


@pytest.fixture
def other(office) -> Account:
    """A second complaints officer of the office, who has written nothing."""
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=person.account_id)


@pytest.fixture
def asked(office, handler) -> tuple[Complaint, MailboxWalker]:
    """A complaint in which the handler has put a question, and its open mailbox."""
    mailbox = filing.new_mailbox()
    row = make_complaint(office, mailbox=mailbox)
    acknowledge(row, by=handler)
    say(row, keys_of(row), kind="question", text="Wann war das?", language="de", by=handler)
    walker = open_mailbox(row.number, mailbox.secret)
    row.refresh_from_db()
    return row, walker


@pytest.fixture
def objected(asked) -> tuple[Complaint, MailboxWalker]:
    """The same with an objection."""
    row, walker = asked
    walker.go("object").go("object", text=WHY)
    return row, walker


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_it_is_sealed_and_stands_in_the_mailbox(objected) -> None:
    row, walker = objected
    assert WHY in walker.page and "noch nicht entschieden" in walker.page
    message = Message.objects.get(kind="objection")
    assert b"Wache" not in bytes(message.sealed) and message.by is None
    row.refresh_from_db()
    assert row.stage == Stage.AWAITING_PERSON, "an objection is no answer to the question"
    assert AuditEvent.objects.get(what="complaints.objected").by_id is None


def test_sent_twice_it_is_one_and_another_one_waits_for_the_answer(asked) -> None:
    row, walker = asked
    carried = walker.go("object").hidden
    for _ in range(2):
        walker.client.post(walker.address, {**carried, "text": WHY, "go": "object"})
    walker.get("mailbox")
    assert Objection.objects.count() == 1 and 'value="object"' not in walker.page
    with pytest.raises(PermissionDenied):
        object_to_handler(row, keys_of(row), text="x", language="de", token="u" * 22)


def test_those_who_do_not_belong_to_the_office_are_told_without_content(cast, objected) -> None:
    row, _walker = objected
    letters = Letter.objects.filter(kind="complaints/objected")
    told = {letter.recipient_id for letter in letters}
    assert cast.account("dpo").pk in told and cast.account("admin").pk not in told
    assert all(letter.facts == {"complaint": row.pk} for letter in letters)


def test_who_has_written_in_it_does_not_decide_nor_write_on(objected, handler) -> None:
    row, _walker = objected
    client, start = client_of(handler), f"/complaints/{row.pk}/"
    page = client.get(start).content.decode()
    assert "objection/" not in page and "Es entscheiden andere Beschwerdebeauftragte" in page
    said = {"outcome": "rejected", "text": "Nein.", "language": "de", "is_another": "on"}
    assert client.post(f"{start}objection/", said).status_code == 403
    for verb in ("ask", "tell", "answer"):
        answer = client.post(f"{start}{verb}/", {"text": "Doch.", "language": "de"})
        assert answer.status_code == 403, verb
    assert items_of_complaints(handler) == []


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [("upheld", 403, "Sie haben recht"), ("rejected", 302, "Wir folgen Ihrem Einwand nicht")],
)
def test_another_officer_decides_and_the_answer_is_in_the_mailbox(
    objected, handler, other, outcome, status, words
) -> None:
    row, walker = objected
    assert [item.href for item in items_of_complaints(other)] == [f"/complaints/{row.pk}/"]
    client, path = client_of(other), f"/complaints/{row.pk}/objection/"
    assert WHY in client.get(path).content.decode()
    said = {"outcome": outcome, "text": "Wir haben es geprüft.", "language": "de"}
    assert client.post(path, said).status_code == 200, "who decides says that it is not about them"
    assert client.post(path, {**said, "is_another": "on"}).status_code == 302
    page = walker.get("mailbox")
    assert words in page and "Wir haben es geprüft." in page and 'value="object"' in page
    tells = client_of(handler).post(
        f"/complaints/{row.pk}/tell/", {"text": "Es tut uns leid.", "language": "de"}
    )
    assert tells.status_code == status
    assert client.get(path).status_code == 404
    label = {"upheld": "Berechtigt: jemand anderes macht weiter", "rejected": "Nicht gefolgt"}[
        outcome
    ]
    assert label in client.get(f"/complaints/{row.pk}/").content.decode()
    assert AuditEvent.objects.get(what="complaints.objection_decided").by_id == other.pk


def test_who_has_decided_once_does_not_decide_the_next_one(objected, other) -> None:
    row, walker = objected
    said = {"outcome": "rejected", "text": "Nein.", "language": "de"}
    decide_objection(row, keys_of(row), **said, by=other)
    walker.go("object").go("object", text="Auch die andere nicht.")
    with pytest.raises(PermissionDenied):
        decide_objection(row, keys_of(row), **said, by=other)


def test_what_is_begun_is_not_lost(asked) -> None:
    _row, walker = asked
    page = walker.go("object", text=WHY).page
    assert WHY in page, "from the field for messages"
    page = walker.go("object", text="x" * 10_001).page
    assert "x" * 10_001 in page
    page = walker.go("language:tr", text=WHY).page
    assert WHY in page and '<html lang="tr"' in page
    walker.client.cookies.clear()
    assert WHY in walker.go("object", text=WHY).page
    assert not Objection.objects.exists()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "a\0b", "‮gnirts‬"])
def test_hostile_words_are_words(asked, other, hostile) -> None:
    row, walker = asked
    walker.go("object").go("object", text=f"x{hostile}")
    page = client_of(other).get(f"/complaints/{row.pk}/objection/").content.decode()
    for each in (walker.page, page):
        assert "<script>alert" not in each and "\0" not in each and "‮" not in each


def test_a_closed_mailbox_takes_no_objection(office, handler) -> None:
    mailbox = filing.new_mailbox()
    row = make_complaint(office, mailbox=mailbox)
    walker = open_mailbox(row.number, mailbox.secret)
    walker.go("withdraw").go("withdraw")
    assert 'value="object"' not in walker.page
    walker.go("object", sure="yes", text=WHY)
    assert not Objection.objects.exists()
