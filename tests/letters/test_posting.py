"""Letters go out after commit, once, also when the mail server was away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from partnerships.shared import outbox
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters import actions
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import MAX_ATTEMPTS, Status
from tests.journeys.forms import browser

pytestmark = pytest.mark.django_db


def test_the_hint_goes_out_after_commit(invited, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as hints:
        letter = invited().letter
        assert Letter.objects.get(pk=letter.pk).kicked_at is None
    assert len(hints) == 1
    assert Letter.objects.get(pk=letter.pk).kicked_at is not None


def test_what_is_rolled_back_is_not_posted(invited, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks() as hints,
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        invited()
        raise ZeroDivisionError
    assert hints == [] and not Letter.objects.exists()


def test_it_arrives_once(invited, mailbox, work):
    letter = invited().letter
    with mailbox.open() as arrived:
        assert work(letter).status == Status.DONE
        work(letter)
    (message,) = arrived
    assert message["To"] == letter.email
    assert message["Auto-Submitted"] == "auto-generated"


def test_to_an_account_it_goes_to_its_present_address(cast, invited):
    partner = cast.account("partner")
    letter = actions.write("directory/invitation", to=partner, facts={"invitation": invited().pk})
    partner.email = "neu@example.org"
    partner.save()
    assert Letter.objects.get(pk=letter.pk).address == "neu@example.org"


def test_while_the_mail_server_is_away_it_waits_and_then_goes_out_once(invited, mailbox, work):
    letter = invited().letter
    for attempt in range(1, 3):
        waiting = work(letter)
        assert (waiting.status, waiting.error_code) == (Status.QUEUED, "mail_server")
        assert waiting.attempts == attempt and waiting.lease_until > timezone.now()
    Letter.objects.update(
        lease_until=timezone.now(), created_at=timezone.now() - timedelta(hours=1)
    )
    assert outbox.sweep(Letter, actions.TASK) == 1
    with mailbox.open() as arrived:
        posted = work(letter)
        work(letter)
    assert (posted.status, posted.error_code, len(arrived)) == (Status.DONE, "", 1)


def test_after_five_attempts_an_administrator_posts_it_again(cast, invited, mailbox, work):
    letter = invited().letter
    for _ in range(MAX_ATTEMPTS):
        failed = work(letter)
    assert (failed.status, failed.error_code) == (Status.FAILED, "mail_server")
    with pytest.raises(PermissionDenied):
        actions.retry(failed, by=cast.account("liaison"))
    assert cast.client("admin").post(f"/letters/{letter.pk}/retry/").status_code == 302
    with mailbox.open() as arrived:
        assert work(letter).status == Status.DONE
    assert len(arrived) == 1
    assert AuditEvent.objects.filter(what="letters.retried", by=cast.account("admin")).exists()


def test_only_one_of_two_retries_counts(cast, invited):
    stale = invited().letter
    Letter.objects.update(status=Status.FAILED)
    stale.refresh_from_db()
    actions.retry(stale, by=cast.account("admin"))
    with pytest.raises(PermissionDenied):
        actions.retry(stale, by=cast.account("admin"))


def test_only_administrators_see_the_list(cast, invited):
    letter = invited().letter
    for name in cast.people:
        wanted = 200 if name == "admin" else 403
        assert cast.client(name).get("/letters/").status_code == wanted, name
        retry = cast.client(name).post(f"/letters/{letter.pk}/retry/")
        assert retry.status_code == 403, name  # for the administrator: it has not failed
    assert cast.client("anonymous").get("/letters/").status_code == 302
    assert letter.email in cast.client("admin").get("/letters/").content.decode()
    assert letter.email not in cast.client("admin").get("/letters/?status=failed").content.decode()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("mail_server", "vom Mailserver nicht angenommen"),
        ("of_a_later_version", "Fehler im Programm"),
    ],
)
def test_the_list_says_in_words_why_a_letter_did_not_go(cast, invited, code, words):
    letter = invited().letter
    kinds = Letter.objects.filter(pk=letter.pk)
    kinds.update(status=Status.FAILED, error_code=code, kind="of/a-former-version")
    page = browser(cast, "admin", "de").get("/letters/?status=failed").content.decode()
    assert words in page
    assert "of/a-former-version" in page, "a kind that is no more has no other name"
