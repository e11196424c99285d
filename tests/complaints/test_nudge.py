"""A letter without content: only where the person wants it, once, to an address that nobody reads in the office."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from complaints.actions import filing
from complaints.actions.office import acknowledge, close, say
from complaints.models import Complaint, Opens
from complaints.sealed_rows import open_for_office, read_nudge
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.complaints.walking import open_mailbox
from tests.factories.complaints import SETTLED, answer, keys_of
from tests.factories.complaints import complaint as make_complaint

ADDRESS = "nachbarin@example.org"


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no")})


@pytest.fixture
def officer(cast):
    """Of the whole installation."""
    return cast.account("complaints")


@pytest.fixture
def mine(office, officer):
    """Acknowledged, with the code that opens it."""
    mailbox = filing.new_mailbox()
    row = make_complaint(office, mailbox=mailbox, language="tr")
    acknowledge(row, by=officer)
    return row, mailbox.secret


def leave(mine, address: str = ADDRESS):
    """The person reads the risk and leaves an address."""
    walker = open_mailbox(mine[0].number, mine[1]).go("nudge")
    assert 'name="email"' in walker.page and "Polizei" not in walker.page.split("<main")[0]
    return walker.go("nudge", email=address, sure="yes")


@pytest.fixture
def tell(officer, django_capture_on_commit_callbacks):
    """The office writes; gives the letters to the person that it made."""

    def write(row: Complaint, kind: str = "notice") -> list[mail.EmailMessage]:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            if kind == "answer":
                answer(row, by=officer, text="Geheimes.")
            else:
                say(row, keys_of(row), kind=kind, text="Geheimes.", language="de", by=officer)
        return mail.outbox[before:]

    return write


def test_one_letter_until_the_mailbox_is_opened_again(mine, tell) -> None:
    row, code = mine
    assert tell(row) == []
    leave(mine)
    (letter,) = tell(row)
    assert letter.to == [ADDRESS] and letter.from_email == "handschlag@localhost"
    written = f"{letter.subject} {letter.body} {letter.message()}"
    for word in ("Polizei", "polis", "şikâyet", "Geheimes", row.number, "http", "Handschlag <"):
        assert word not in written, word
    assert letter.subject == "Sizin için yeni bir şey var" and letter.content_subtype == "plain"
    assert tell(row) == []
    open_mailbox(row.number, code)
    assert len(tell(row, "question")) == 1


def test_the_address_stands_nowhere_and_no_page_shows_it(mine, tell, cast) -> None:
    leave(mine)
    row = Complaint.objects.get()
    assert read_nudge(row) == ADDRESS and ADDRESS.encode() not in bytes(row.nudge)
    assert ADDRESS.encode() not in bytes(row.wraps.get(opens=Opens.NUDGE).sealed)
    tell(row)
    page = cast.client("complaints").get(reverse("complaints:detail", args=[row.pk]))
    assert ADDRESS not in page.content.decode()
    keys = open_for_office(row)
    assert keys is not None and len(keys) == 2
    assert not Letter.objects.filter(email=ADDRESS).exists()
    assert [event.facts for event in AuditEvent.objects.filter(what="complaints.nudge_wanted")] == [
        {}
    ]


def test_without_the_key_of_the_office_nothing_opens(mine, tell, settings, tmp_path) -> None:
    leave(mine)
    settings.COMPLAINTS_KEYS = tmp_path / "empty"
    assert read_nudge(Complaint.objects.get()) == ""


def test_it_is_deleted_at_any_time_and_when_all_is_closed(mine, tell, officer) -> None:
    row, code = mine
    walker = leave(mine)
    walker.go("no_nudge", text="Mein Text.")
    assert "Mein Text.</textarea>" in walker.page
    walker.go("no_nudge")
    assert not Complaint.objects.get().nudge and not row.wraps.filter(opens=Opens.NUDGE).exists()
    assert tell(row) == []
    leave(mine)
    assert len(tell(row, "answer")) == 1
    close(Complaint.objects.get(), by=officer, **SETTLED)
    row.refresh_from_db()
    assert row.nudge is None and not row.wraps.filter(opens=Opens.NUDGE).exists()
    page = open_mailbox(row.number, code).go("nudge", email=ADDRESS, sure="yes").page
    assert 'value="nudge"' not in page and Complaint.objects.get().nudge is None


def test_taken_back_it_is_deleted_too(mine) -> None:
    leave(mine).go("withdraw").go("withdraw", sure="yes")
    assert Complaint.objects.get().nudge is None


def test_another_address_takes_the_place_and_sent_twice_it_is_one(mine, tell) -> None:
    walker = leave(mine)
    leave(mine, "andere@example.org")
    walker.go("nudge", email="andere@example.org", sure="yes")
    row = Complaint.objects.get()
    assert row.wraps.filter(opens=Opens.NUDGE).count() == 1
    assert [letter.to for letter in tell(row)] == [["andere@example.org"]]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "a@b",
        f"{ADDRESS}\nBcc: x@example.org",
        "a" * 1_000_000,
        "<script>@x.org",
        "a\0@x.org",
    ],
)
def test_what_is_no_address_is_named_and_nothing_kept(mine, typed) -> None:
    walker = leave(mine, typed)
    assert Complaint.objects.get().nudge is None and "kern-error" in walker.page


def test_a_mail_server_that_refuses_is_tried_at_the_next_message(
    mine, tell, settings, caplog
) -> None:
    leave(mine)
    row, before = mine[0], settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{Refusing.__module__}.{Refusing.__qualname__}"
    assert tell(row) == []
    assert ADDRESS not in caplog.text and "SMTPRecipientsRefused" in caplog.text
    settings.EMAIL_BACKEND = before
    assert len(tell(row)) == 1


def test_the_code_is_renewed_and_the_address_stays(mine, tell) -> None:
    leave(mine).go("renew").go("renew", sure="yes")
    assert len(tell(mine[0])) == 1
