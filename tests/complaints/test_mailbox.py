"""The mailbox: opened by number and code alone, read and answered, taken back, with another code."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from complaints.actions import filing
from complaints.actions.office import acknowledge, close, say
from complaints.models import Complaint, Holder, Message
from complaints.stages import Stage
from partnerships.shared.audit.models import AuditEvent
from tests.complaints.walking import GROUP, MailboxWalker, Walker, open_mailbox
from tests.factories.complaints import SETTLED, answer, keys_of
from tests.factories.complaints import complaint as make_complaint

WRONG = "Nummer und Code gehören nicht zusammen."
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.fixture
def officer(cast):
    """Of the whole installation."""
    return cast.account("complaints")


@pytest.fixture
def mine(office):
    """A complaint with the code that opens it."""
    mailbox = filing.new_mailbox()
    return make_complaint(office, mailbox=mailbox, language="de"), mailbox.secret


def test_the_code_of_the_receipt_opens_it_in_any_digits(office) -> None:
    number, code = Walker("ar").send()
    spaced = " - ".join(code[start : start + 4] for start in range(0, 24, 4))
    page = open_mailbox(number.translate(PERSIAN), spaced.translate(PERSIAN), "ar").page
    assert "com-talk" in page and 'dir="rtl"' in page


def test_wrong_code_and_unknown_number_get_the_same_words(mine) -> None:
    complaint, _code = mine
    other = filing.new_mailbox().secret
    unknown = "000000000" if complaint.number != "000000000" else "000000001"
    wrong, nobody = open_mailbox(complaint.number, other), open_mailbox(unknown, other)
    assert WRONG in wrong.page and WRONG in nobody.page
    assert wrong.page.count("kern-error") == nobody.page.count("kern-error")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1234", "Es fehlen Ziffern"),
        ("1" * 30, "zu viele Ziffern"),
        ("abcd " * 6, "nur aus Ziffern"),
    ],
)
def test_a_mistyped_code_says_what_is_wrong_with_it(mine, code, said) -> None:
    assert said in open_mailbox(mine[0].number, code).page


def test_question_and_reply_go_to_and_fro(mine, officer) -> None:
    complaint, code = mine
    acknowledge(complaint, by=officer)
    say(
        complaint,
        keys_of(complaint),
        kind="question",
        text="Um wie viel Uhr?",
        language="de",
        by=officer,
    )
    walker = open_mailbox(complaint.number, code)
    assert "Um wie viel Uhr?" in walker.page and "Wir haben eine Frage an Sie." in walker.page
    assert officer.person.family_name not in walker.page
    form = walker.page
    walker.go("write", text="Gegen fünf.")
    assert "Gegen fünf." in walker.page
    complaint.refresh_from_db()
    assert complaint.stage == Stage.UNDER_REVIEW
    walker.page = form
    walker.go("write", text="Gegen fünf.")
    assert Message.objects.filter(complaint=complaint, kind="reply").count() == 1


def test_it_is_taken_back_after_one_more_question(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code).go("withdraw")
    complaint.refresh_from_db()
    assert complaint.stage == Stage.RECEIVED and 'name="sure"' in walker.page
    walker.go("withdraw")
    complaint.refresh_from_db()
    assert complaint.stage == Stage.WITHDRAWN and 'value="withdraw"' not in walker.page
    assert 'name="text"' not in walker.page


def test_another_code_ends_the_former_and_other_open_mailboxes(mine) -> None:
    complaint, code = mine
    elsewhere = open_mailbox(complaint.number, code)
    walker = open_mailbox(complaint.number, code).go("renew").go("renew")
    fresh = "".join(GROUP.findall(walker.page))
    assert len(fresh) == 24 and fresh != code
    assert WRONG in open_mailbox(complaint.number, code).page
    assert "com-talk" in open_mailbox(complaint.number, fresh).page
    assert "com-talk" not in elsewhere.get("mailbox")
    assert complaint.wraps.filter(holder=Holder.MAILBOX).count() == 1


def test_everything_as_a_file(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    answer = walker.client.post(walker.address, {**walker.hidden, "go": "file"})
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "ohne Grund kontrolliert" in answer.content.decode()


def test_a_text_outlives_the_visit(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        walker.client.cookies.clear()
        walker.go("write", text="Das war noch wichtig.")
        assert "Das war noch wichtig." in walker.page and 'name="code"' in walker.page
        walker.go("open", number=complaint.number, code=code, text="Das war noch wichtig.")
        assert "Das war noch wichtig.</textarea>" in walker.page


def test_after_it_is_closed_it_can_be_read_and_not_added_to(mine, officer) -> None:
    complaint, code = mine
    acknowledge(complaint, by=officer)
    answer(complaint, by=officer)
    complaint.refresh_from_db()
    close(complaint, by=officer, **SETTLED)
    page = open_mailbox(complaint.number, code).page
    assert "Es tut uns leid." in page and 'name="text"' not in page


def test_closing_the_mailbox_leaves_nothing_open(mine) -> None:
    complaint, code = mine
    walker = open_mailbox(complaint.number, code)
    walker.go("leave")
    assert "com-talk" not in walker.get("mailbox")


def test_events_name_nobody(mine) -> None:
    complaint, code = mine
    open_mailbox(complaint.number, code).go("write", text="Noch etwas.")
    events = AuditEvent.objects.filter(what="complaints.replied")
    assert [(event.by_id, event.facts) for event in events] == [(None, {})]


def test_nobody_is_led_in_without_the_token_of_the_page(mine) -> None:
    complaint, code = mine
    Client().post(
        "/de/complaint/mailbox/", {"number": complaint.number, "code": code, "go": "open"}
    )
    walker = MailboxWalker()
    walker.client.post(
        walker.address, {"number": complaint.number, "code": code, "visit": "0" * 64, "go": "open"}
    )
    assert "com-talk" not in walker.get("mailbox")
    assert Complaint.objects.count() == 1
