"""The answer by two: drafted by one officer, approved by another who may work on it at that moment."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils.translation import override

from complaints.actions import apart, decisions, filing
from complaints.actions import mailbox as person
from complaints.actions import office as work
from complaints.models import AnswerDraft, Complaint, Finding, Message, seen_by
from complaints.rules import can_approve, can_draft, can_say, outcome_of
from complaints.sealed_decisions import read_draft
from complaints.sealed_rows import read_message
from complaints.stages import Stage
from complaints.todo import items_of_complaints
from partnerships.directory.models import Account, Kind
from partnerships.shared.audit.models import AuditEvent
from tests.complaints.walking import open_mailbox
from tests.directory.together import both_at_once
from tests.factories import directory as make
from tests.factories.complaints import (
    answer,
    complaint,
    concern,
    keys_of,
    led,
    make_move,
    open_office,
    parts_of,
    second_officer,
    sort,
    submitted,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> {{ x }} \u202e ' OR 1=1 --"
TWO = ("measure.legality", "conduct.behaviour")


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:
    """As in the demo: these officers sign in by their password."""
    settings.DEMO = True


@pytest.fixture
def by(office) -> Account:
    return second_officer(office)


@pytest.fixture
def other(office) -> Account:
    return second_officer(office)


@pytest.fixture
def begun(office, by) -> Complaint:
    return led(office, "acknowledge", "review", by=by)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def typed(*results: str, **values: str) -> dict[str, str]:
    """As the form sends it."""
    found = {f"result_{place}": result for place, result in enumerate(results)}
    reasons = {f"reasons_{place}": f"Grund {place}." for place, _result in enumerate(results)}
    parts = {"about": "Eine Kontrolle.", "checked": "Akten.", "follows": "Es tut uns leid."}
    return {**parts, **found, **reasons, "language": "de", **values}


def test_from_the_draft_to_the_mailbox(office, by, other) -> None:
    mailbox = filing.new_mailbox()
    row = complaint(office, mailbox=mailbox)
    for verb in ("acknowledge", "review"):
        make_move(row, verb, by=by)
    sort(row, *TWO)
    mine, theirs, start = client_of(by), client_of(other), f"/complaints/{row.pk}/"
    assert f"{start}draft/" in mine.get(start).content.decode()
    for _turn in range(2):
        version = mine.get(f"{start}draft/").context["form"].initial["version"]
        said = typed("founded", "unfounded", about=HOSTILE, version=version)
        assert mine.post(f"{start}draft/", said).status_code == 302
    assert AnswerDraft.objects.count() == 1
    page = mine.get(f"{start}draft/").content.decode()
    assert "&lt;script&gt;" in page and "<script>alert" not in page
    assert mine.post(f"{start}draft/submit/").status_code == 302
    assert mine.post(f"{start}draft/submit/").status_code == 403
    assert mine.get(f"{start}draft/approve/").status_code == 403
    assert f"{start}draft/approve/" in theirs.get(start).content.decode()
    shown = theirs.get(f"{start}draft/approve/").content.decode()
    assert "Grund 1." in shown and "Landtag" in shown
    assert theirs.post(f"{start}draft/approve/", {"decision": "approve"}).status_code == 302
    walker = open_mailbox(row.number, mailbox.secret)
    assert "Was wir festgestellt haben" in walker.page and "Grund 1." in walker.page
    row.refresh_from_db()
    assert row.stage == Stage.ANSWERED and outcome_of(row) == "partly_founded"
    assert Message.objects.get(kind="answer").by_id == by.pk
    assert set(Finding.objects.values_list("cause", "result")) == {
        (TWO[0], "founded"),
        (TWO[1], "unfounded"),
    }
    form = mine.get(f"{start}close/").context["form"]
    assert form["outcome"].value() == "partly_founded"
    assert AuditEvent.objects.get(what="complaints.answer_approved").by_id == other.pk


def test_it_is_read_in_the_persons_language_with_what_is_always_added(office, by, other) -> None:
    row = led(office, "acknowledge", by=by, language="ar")
    work.translate(
        row.messages.select_related("complaint").get(), keys_of(row), text="x", language="de", by=by
    )
    message = answer(row, by=by, approved_by=other, text="نعتذر.", language="ar")
    text = read_message(message, keys_of(row))
    assert "What we found" not in text and "Was wir festgestellt" not in text
    assert "نعتذر." in text and office.phone in text and "Landtag" in text


def test_nobody_answers_a_complaint_alone(office, by, begun) -> None:
    said = {"kind": "answer", "text": "Nein.", "language": "de"}
    assert "second officer" in str(can_say(by, begun, "answer").reason)
    with pytest.raises(PermissionDenied):
        work.say(begun, keys_of(begun), **said, by=by)
    draft = submitted(begun, by=by)
    with pytest.raises(PermissionDenied, match="geschrieben|written"):
        decisions.approve(draft, keys_of(begun), by=by)
    praise = led(office, "acknowledge", by=by, kind="praise")
    assert not can_draft(by, praise)
    work.say(praise, keys_of(praise), **said, by=by)


def test_whoever_wrote_a_part_does_not_approve_it(by, other, begun) -> None:
    keys = keys_of(begun)
    decisions.keep_draft(begun, keys, parts_of(begun), language="de", by=other)
    draft = submitted(begun, by=by)
    assert not can_approve(other, begun, draft)


def test_the_database_takes_no_approval_by_the_writer(by, begun) -> None:
    draft = submitted(begun, by=by)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE complaints_answerdraft SET state = 'approved', decided_by_id = by_id,"
            " decided_at = now() WHERE id = %s",
            [draft.pk],
        )


@pytest.mark.parametrize("missing", ["about", "checked", "follows", "findings"])
def test_what_is_not_whole_is_kept_and_not_submitted(by, begun, missing) -> None:
    parts = {**parts_of(begun), missing: {} if missing == "findings" else ""}
    draft = decisions.keep_draft(begun, keys_of(begun), parts, language="de", by=by)
    assert read_draft(draft, keys_of(begun)) == parts
    with pytest.raises(ValidationError):
        decisions.submit_draft(draft, keys_of(begun), by=by)


def test_without_causes_or_a_checked_translation_it_is_not_submitted(office, by) -> None:
    row = led(office, "acknowledge", by=by, language="tr")
    parts = {"about": "a", "checked": "b", "follows": "c", "findings": {}}
    draft = decisions.keep_draft(row, keys_of(row), parts, language="de", by=by)
    path = f"/complaints/{row.pk}/draft/"
    assert "Ordnen Sie die Beschwerde zuerst ein" in client_of(by).get(path).content.decode()
    with pytest.raises(PermissionDenied, match="Ordnen|Sort"):
        decisions.submit_draft(draft, keys_of(row), by=by)
    sort(row)
    with pytest.raises(PermissionDenied, match="bersetzung|translation"):
        decisions.submit_draft(draft, keys_of(row), by=by)


def become_named(row: Complaint, account: Account) -> None:
    concern(row, officer=account)


def become_of_the_unit(row: Complaint, account: Account) -> None:
    station = make.OrganisationFactory(name="Wache", kind=Kind.POLICE, parent=row.office.authority)
    make.RepresentationFactory(person=account.person, organisation=station)
    concern(row, unit=station)


def become_not_free(row: Complaint, account: Account) -> None:
    apart.recuse(row, reason="kin", by=account)


def be_objected_to(row: Complaint, account: Account) -> None:
    work.say(row, keys_of(row), kind="notice", text="x", language="de", by=account)
    person.object_to_handler(row, keys_of(row), text="Nein.", language="de", token="o" * 22)


@pytest.mark.parametrize(
    "become", [become_named, become_of_the_unit, become_not_free, be_objected_to]
)
def test_who_becomes_involved_in_between_does_not_approve(office, by, other, begun, become) -> None:
    draft = submitted(begun, by=by)
    assert can_approve(other, Complaint.objects.get(pk=begun.pk), draft)
    become(begun, other)
    fresh = Account.objects.get(pk=other.pk)
    for act in (decisions.approve, partial(decisions.return_draft, reason="x")):
        with pytest.raises(PermissionDenied):
            act(draft, keys_of(begun), by=fresh)
    path = f"/complaints/{begun.pk}/draft/approve/"
    assert client_of(fresh).post(path, {"decision": "approve"}).status_code in (403, 404)
    assert not Message.objects.filter(kind="answer").exists()


@pytest.mark.parametrize("become", [become_named, become_of_the_unit, become_not_free])
def test_whose_author_becomes_involved_is_not_sent_but_returned(by, other, begun, become) -> None:
    """The message would stand under the name of somebody whom it concerns."""
    draft = submitted(begun, by=by)
    become(begun, by)
    with pytest.raises(ValidationError, match="not free for this complaint any more"):
        decisions.approve(draft, keys_of(begun), by=other)
    decisions.return_draft(draft, keys_of(begun), reason="Jemand anders schreibt.", by=other)
    third = second_officer(begun.office)
    decisions.approve(submitted(begun, by=other), keys_of(begun), by=third)
    assert Message.objects.get(kind="answer").by == other


def test_who_answered_or_approved_before_does_neither_again(office, by, other) -> None:
    row = led(office, "acknowledge", by=by)
    answer(row, by=by, approved_by=other)
    make_move(row, "disagree", by=by)
    third, fourth = second_officer(office), second_officer(office)
    work.take_step(row, "review", by=third)
    row = Complaint.objects.get(pk=row.pk)
    assert not can_draft(by, row) and not can_draft(other, row)
    draft = submitted(row, by=third)
    assert not can_approve(other, row, draft) and can_approve(fourth, row, draft)
    decisions.approve(draft, keys_of(row), by=fourth)
    assert Message.objects.filter(kind="answer").count() == 2


def test_it_comes_back_with_a_reason_and_goes_again(by, other, begun) -> None:
    submitted(begun, by=by)
    client, path = client_of(other), f"/complaints/{begun.pk}/draft/approve/"
    assert any("Approve an answer" in item.title for item in items_of_complaints(other))
    assert client.post(path, {"decision": "return", "reason": ""}).status_code == 200
    reason = f"Zu knapp. {HOSTILE}"
    assert client.post(path, {"decision": "return", "reason": reason}).status_code == 302
    assert client.post(path, {"decision": "return", "reason": reason}).status_code == 403
    page = client_of(by).get(f"/complaints/{begun.pk}/draft/").content.decode()
    assert "Zu knapp." in page and "<script>alert" not in page
    with override("de"):
        assert any("kam zurück" in item.title for item in items_of_complaints(by))
    decisions.approve(submitted(begun, by=by), keys_of(begun), by=other)


def test_a_translation_changed_since_calls_it_back(office, by, other) -> None:
    row = led(office, "acknowledge", by=by, language="tr")
    story = row.messages.select_related("complaint").get()
    work.translate(story, keys_of(row), text="Eins", language="de", by=by)
    draft = submitted(row, by=by)
    work.translate(story, keys_of(row), text="Zwei", language="de", by=other)
    draft.refresh_from_db()
    assert draft.state == "draft"
    with pytest.raises(PermissionDenied):
        decisions.approve(draft, keys_of(row), by=other)


def test_what_the_person_wrote_since_is_answered_first(by, other, begun) -> None:
    draft = submitted(begun, by=by)
    said = {"text": "Noch etwas.", "language": "de", "token": "n" * 22}
    person.write(begun, keys_of(begun), **said)
    with pytest.raises(ValidationError, match="written since"):
        decisions.approve(draft, keys_of(begun), by=other)
    decisions.return_draft(draft, keys_of(begun), reason="Es gibt eine Antwort.", by=other)
    decisions.submit_draft(draft, keys_of(begun), by=by)
    assert decisions.approve(draft, keys_of(begun), by=other)


def test_of_two_who_write_in_one_draft_the_second_is_told(by, other, begun) -> None:
    path, parts = f"/complaints/{begun.pk}/draft/", parts_of(begun)
    client = client_of(by)
    opened = client.get(path).context["form"].initial["version"]
    decisions.keep_draft(begun, keys_of(begun), parts, language="de", by=other)
    typed = {"about": "Anders.", "language": "de", "version": opened, "once": "d" * 22}
    page = client.post(path, typed)
    assert page.status_code == 200 and "Anders." in page.content.decode()
    assert read_draft(AnswerDraft.objects.get(), keys_of(begun))["about"] == parts["about"]


def test_causes_changed_since_are_no_answer(by, other, begun) -> None:
    draft = submitted(begun, by=by)
    begun.sorting.causes = list(TWO)
    begun.sorting.save()
    with pytest.raises(ValidationError):
        decisions.approve(draft, keys_of(begun), by=other)


def test_behind_the_wall_nothing_lies_in_clear_and_nobody_else_sees_it(office, by, begun) -> None:
    submitted(begun, by=by, text="Geheimnis")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM complaints_answerdraft")
        assert b"Geheimnis" not in bytes(cursor.fetchone()[0])
    away = open_office(make.OrganisationFactory(name="Polizei Süd", kind=Kind.POLICE))
    with seen_by(second_officer(away)):
        assert not AnswerDraft.objects.exists() and not Finding.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_decide_at_once_and_one_wins(settings, tmp_path) -> None:
    settings.COMPLAINTS_KEYS = tmp_path / "keys"
    office = open_office(make.OrganisationFactory(name="Polizei Nord", kind=Kind.POLICE))
    officers = [second_officer(office) for _turn in range(3)]
    row = led(office, "acknowledge", by=officers[0])
    submitted(row, by=officers[0])
    path = f"/complaints/{row.pk}/draft/approve/"

    def decide(account: Account) -> int:
        return client_of(account).post(path, {"decision": "approve"}).status_code

    codes = both_at_once(*(partial(decide, each) for each in officers[1:]))
    assert all(isinstance(each, int) for each in codes), codes
    assert sorted(codes)[0] == 302 and sorted(codes)[1] in (403, 404)
    assert Message.objects.filter(kind="answer").count() == 1
