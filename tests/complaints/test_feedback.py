"""How it was: said once after the answer, shown to officers from five on, and tied to no complaint."""

import pytest
from django.db import connection

from complaints.actions import filing
from complaints.actions.feedback import give_feedback
from complaints.actions.office import acknowledge
from complaints.models import Complaint, Feedback, FeedbackTicket
from partnerships.shared.audit.models import AuditEvent
from tests.complaints.walking import open_mailbox
from tests.factories.complaints import answer
from tests.factories.complaints import complaint as make_complaint

SAID = {"understood": 3, "taken_seriously": 4, "again": "yes"}
WORDS = "Endlich hat jemand zugehört."


@pytest.fixture
def officer(cast):
    return cast.account("complaints")


def answered(office, officer, **values: object) -> Complaint:
    row = make_complaint(office, **values)
    acknowledge(row, by=officer)
    answer(row, by=officer)
    row.refresh_from_db()
    return row


@pytest.fixture
def open_one(office, officer):
    """The open mailbox of an answered complaint."""
    mailbox = filing.new_mailbox()
    row = answered(office, officer, mailbox=mailbox)
    return open_mailbox(row.number, mailbox.secret)


def others(office, officer, number: int) -> None:
    for _ in range(number):
        row = answered(office, officer)
        give_feedback(row, **SAID, text="", language="de")


def test_it_is_said_once(open_one) -> None:
    page = open_one.go("feedback").page
    assert "Hat man Sie ernst genommen?" in page
    carried = open_one.hidden
    page = open_one.go("feedback", **SAID, text=WORDS).page
    assert "Vielen Dank. Sie haben uns gesagt" in page and 'value="feedback"' not in page
    for _ in range(2):
        open_one.client.post(open_one.address, {**carried, **SAID, "go": "feedback"})
    row = Feedback.objects.get()
    assert (row.understood, row.taken_seriously, row.again) == (3, 4, "yes")
    assert WORDS.encode() not in bytes(row.sealed)


def test_nothing_leads_from_what_was_said_to_the_complaint(open_one) -> None:
    before = AuditEvent.objects.count()
    open_one.go("feedback").go("feedback", **SAID, text=WORDS)
    assert AuditEvent.objects.count() == before
    columns = {field.column for field in Feedback._meta.local_fields}
    assert not columns & {"complaint_id", "at", "language"}
    row, complaint = Feedback.objects.get(), Complaint.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(f)::text FROM complaints_feedback f")
        text = cursor.fetchone()[0]
    for mark in (complaint.number, str(complaint.uid), complaint.uid.hex):
        assert mark not in text
    assert not FeedbackTicket.objects.exists() and row.pk.version == 4


def test_before_the_answer_nobody_is_asked(office) -> None:
    mailbox = filing.new_mailbox()
    row = make_complaint(office, mailbox=mailbox)
    walker = open_mailbox(row.number, mailbox.secret)
    assert 'value="feedback"' not in walker.page
    walker.go("feedback", sure="yes", **SAID)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"understood": ""},
        {"understood": "9"},
        {"taken_seriously": "x"},
        {"again": "<b>"},
        {"text": "x" * 2_001},
        {"text": "x" * 1_000_000},
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(open_one, typed) -> None:
    open_one.go("feedback")
    page = open_one.go("feedback", **({**SAID, "text": WORDS} | typed)).page
    assert "kern-error" in page and (WORDS in page or typed["text"] in page)
    assert not Feedback.objects.exists() and FeedbackTicket.objects.exists()


def page_of(cast) -> str:
    return cast.client("complaints").get("/complaints/feedback/").content.decode()


def test_officers_see_it_from_five_on_and_then_five_at_a_time(cast, office, officer) -> None:
    others(office, officer, 4)
    assert "Weniger als 5 Menschen haben geantwortet" in page_of(cast)
    row = answered(office, officer)
    give_feedback(row, **SAID, text=WORDS, language="tr")
    page = page_of(cast)
    assert "5 Antworten" in page and WORDS in page and 'lang="tr"' in page
    assert AuditEvent.objects.filter(what="complaints.feedback_read").count() == 1
    others(office, officer, 4)
    assert "5 Antworten" in page_of(cast), "between two looks lie at least five answers"
    others(office, officer, 1)
    assert "10 Antworten" in page_of(cast)


@pytest.mark.parametrize("name", ["liaison", "approver", "dpo", "admin", "partner"])
def test_nobody_else_reads_it(cast, office, officer, name) -> None:
    others(office, officer, 5)
    assert cast.client(name).get("/complaints/feedback/").status_code == 403


def test_hostile_words_are_words(cast, office, officer) -> None:
    others(office, officer, 4)
    row = answered(office, officer)
    give_feedback(row, **SAID, text="<script>alert(1)</script>", language="de")
    assert "<script>alert" not in page_of(cast)
