"""The way of a document without a worker: asked for, claimed, filed, fetched, forgotten."""

import os
import stat
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnerships.agreements.models import AgreementPrint
from partnerships.directory.models import Representation
from partnerships.shared import outbox
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.documents import actions
from partnerships.shared.documents.kinds import DocumentKind
from partnerships.shared.documents.models import Document, private_storage
from partnerships.shared.documents.tasks import expire, make_document
from partnerships.shared.outbox import MAX_ATTEMPTS, Status
from partnerships.shared.registry import document_kinds
from tests.documents.scenes import files_of
from tests.factories.agreements import whole_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(cast):
    """Have an agreement of two parties printed for somebody; its row."""
    agreement = whole_agreement(partnership=cast.north)

    def _ask(name: str = "partner") -> Document:
        from partnerships.agreements.actions.printing import request_document

        return request_document(agreement, by=cast.account(name), language="de")

    return _ask


@pytest.fixture
def kind(settings, tmp_path):
    """Lay a kind on the shelf whose paper is the given HTML."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    slug = f"test.{uuid4().hex}"

    def _kind(html: str) -> str:
        (tmp_path / "paper.html").write_text(html, encoding="utf-8")
        document_kinds.add(slug, DocumentKind(slug, "Test", "paper.html", lambda account: Q()))
        return slug

    yield _kind
    document_kinds._entries.pop(slug, None)


def work(document: Document, message: str = "") -> Document:
    """What the worker does with one message, here."""
    make_document.apply(args=(document.pk,), task_id=message or uuid4().hex, throw=False)
    document.refresh_from_db()
    return document


def end_lease(document: Document) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Document.objects.filter(pk=document.pk).update(lease_until=past)


def done(document: Document) -> Document:
    """Ready, with a file that is no real PDF."""
    actions.file_away(outbox.claim(Document, document.pk, uuid4().hex), b"%PDF-1.7 short %%EOF")
    document.refresh_from_db()
    return document


# --- Asking ------------------------------------------------------------------------------------


def test_a_request_that_is_rolled_back_leaves_nothing(ask, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks() as hints,
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        ask()
        raise ZeroDivisionError
    assert hints == []
    assert not Document.objects.exists()
    assert not AgreementPrint.objects.exists()
    assert not AuditEvent.objects.filter(what="documents.requested").exists()


def test_a_request_hints_once_after_commit(ask, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as hints:
        document = ask()
    document.refresh_from_db()
    assert len(hints) == 1 and document.kicked_at is not None


def test_the_paper_says_what_held_when_it_was_asked_for(ask, cast):
    document = ask()
    cast.association.name = "Später umbenannt"
    cast.association.save()
    assert "Später umbenannt" not in actions.html_of(document)


def test_outsiders_cannot_ask(ask):
    with pytest.raises(PermissionDenied):
        ask("outsider")


# --- Making ------------------------------------------------------------------------------------


def test_it_is_made_and_filed_for_us_alone(ask):
    document = work(ask())
    assert (document.status, document.attempts, document.progress) == (Status.DONE, 1, 100)
    path = Path(document.file.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_bytes().startswith(b"%PDF-1.7")


def test_what_is_over_is_not_made_again(ask):
    document = work(work(ask()))
    assert document.attempts == 1 and len(files_of(document.pk)) == 1


def test_a_second_hint_while_it_runs_does_nothing(ask):
    document = ask()
    assert outbox.claim(Document, document.pk, "first") is not None
    assert outbox.claim(Document, document.pk, "second") is None


def test_the_same_message_again_means_that_its_worker_died(ask):
    document = ask()
    outbox.claim(Document, document.pk, "message")
    assert outbox.claim(Document, document.pk, "message").attempts == 2


def test_a_late_twin_does_not_overwrite(ask):
    document = ask()
    first = outbox.claim(Document, document.pk, "first")
    end_lease(document)
    second = outbox.claim(Document, document.pk, "second")
    actions.file_away(second, b"%PDF second")
    for late in (lambda: actions.file_away(first, b"%PDF first"), lambda: actions.make(first)):
        with pytest.raises(actions.LeaseLost):
            late()
    document.refresh_from_db()
    assert Path(document.file.path).read_bytes() == b"%PDF second"
    assert files_of(document.pk) == [document.file.name]


def test_a_late_twin_cannot_undo_what_came_after_a_retry(ask, cast):
    document = ask()
    first = outbox.claim(Document, document.pk, "first")
    actions.cancel(document, by=cast.account("partner"))
    actions.retry(document, by=cast.account("partner"))
    second = outbox.claim(Document, document.pk, "second")
    assert first.attempts == second.attempts == 1
    outbox.give_back(first, "fault")
    assert not outbox.finish(first, Status.FAILED)
    assert outbox.still_leased(second).exists()


def test_a_worker_that_dies_five_times_fails_it(ask):
    document = ask()
    for number in range(MAX_ATTEMPTS):
        assert outbox.claim(Document, document.pk, f"message {number}") is not None
        end_lease(document)
    document = work(document)
    assert (document.status, document.error_code) == (Status.FAILED, "worker_lost")
    assert outbox.claim(Document, document.pk, "one more") is None


def test_what_cannot_be_drawn_fails_at_once(kind, cast):
    slug = kind('<html lang="de"><title>x</title><img src="file:///etc/passwd" alt="x"></html>')
    document = actions.request(slug, title="x", language="de", facts={}, by=cast.account("partner"))
    document = work(document)
    assert (document.status, document.error_code) == (Status.FAILED, "cannot_be_drawn")
    assert (document.attempts, files_of(document.pk)) == (1, [])


def test_a_fault_is_tried_again_after_longer_and_longer_pauses(cast, settings):
    document = Document.objects.create(
        kind="nobody.knows",
        title="x",
        language="de",
        facts={},
        requested_by=cast.account("partner"),
    )
    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        assert work(document).status == Status.QUEUED
        assert outbox.claim(Document, document.pk, "too early") is None
        pauses.append(round((document.lease_until - timezone.now()).total_seconds()))
        end_lease(document)
    assert pauses == [20, 80, 320, 1280]
    document = work(document)
    assert (document.status, document.error_code) == (Status.FAILED, "fault")


# --- The sweeper -------------------------------------------------------------------------------


def _swept(document: Document, **values) -> bool:
    Document.objects.filter(pk=document.pk).update(**values)
    return outbox.sweep(Document, actions.TASK) == 1


def test_the_sweeper_hints_at_what_is_late_and_at_nothing_else(ask):
    document, now = ask(), timezone.now()
    early, old = now + timedelta(hours=1), now - timedelta(minutes=10)
    assert not _swept(document)  # just asked for: its own hint is on the way
    assert _swept(document, created_at=old)
    assert not _swept(document, kicked_at=now)
    assert _swept(document, kicked_at=old)
    assert not _swept(document, kicked_at=None, lease_until=early)  # the pause after a fault
    assert not _swept(document, status=Status.RUNNING)
    assert _swept(document, lease_until=old)  # its worker is gone
    assert not _swept(document, status=Status.CANCELLED)


def test_the_wait_counts_from_when_somebody_could_begin(ask, cast):
    document, old = ask(), timezone.now() - timedelta(hours=1)
    Document.objects.update(created_at=old)
    assert outbox.oldest_wait(Document) >= timedelta(hours=1)
    outbox.give_back(outbox.claim(Document, document.pk, "message"), "fault")
    assert outbox.oldest_wait(Document) == timedelta()
    Document.objects.update(status=Status.FAILED)
    actions.retry(document, by=cast.account("admin"))
    assert outbox.oldest_wait(Document) < timedelta(minutes=1)


# --- Stopping and trying again -----------------------------------------------------------------


def test_cancelled_while_it_runs_leaves_no_file(ask, cast):
    document = ask()
    running = outbox.claim(Document, document.pk, "message")
    actions.cancel(document, by=cast.account("partner"))
    with pytest.raises(actions.LeaseLost):
        actions.file_away(running, b"%PDF")
    document.refresh_from_db()
    assert (document.status, document.file.name) == (Status.CANCELLED, "")
    assert files_of(document.pk) == []


def test_what_became_ready_meanwhile_is_not_cancelled(ask, cast):
    stale = ask()
    done(Document.objects.get(pk=stale.pk))
    with pytest.raises(PermissionDenied):
        actions.cancel(stale, by=cast.account("partner"))
    assert Document.objects.get(pk=stale.pk).status == Status.DONE


def test_who_asked_may_try_again_and_it_starts_afresh(ask, cast):
    document = ask()
    Document.objects.update(status=Status.FAILED, error_code="worker_lost", attempts=5, progress=30)
    path = f"/documents/{document.pk}/retry/"
    assert cast.client("liaison").post(path).status_code == 404
    assert cast.client("partner").post(path).status_code == 302
    document.refresh_from_db()
    assert (document.attempts, document.progress, document.error_code) == (0, 0, "")
    assert work(document).status == Status.DONE


def test_administrators_see_failures_without_words(ask, cast):
    document = ask()
    Document.objects.update(status=Status.FAILED, error_code="fault")
    page = cast.client("admin").get("/documents/failed/").content.decode()
    assert str(document.pk) in page and document.title not in page
    assert cast.client("liaison").get("/documents/failed/").status_code == 403
    assert cast.client("admin").post(f"/documents/{document.pk}/retry/").status_code == 302
    assert Document.objects.get().status == Status.QUEUED
    assert cast.client("admin").get(f"/documents/{document.pk}/file/").status_code == 404


# --- Seeing and fetching -----------------------------------------------------------------------

PAGES = ["", "progress/", "file/"]


def test_only_who_asked_ever_sees_it(ask, cast):
    document = done(ask())
    for name in cast.people:
        seen = Document.objects.visible_to(cast.account(name)).filter(pk=document.pk).exists()
        assert seen == (name == "partner"), name
    for name in ("liaison", "chair", "admin", "outsider"):
        for page in PAGES:
            address = f"/documents/{document.pk}/{page}"
            assert cast.client(name).get(address).status_code == 404, (name, page)


def test_the_own_list_shows_own_documents(ask, cast):
    link = f'href="{ask().pk}/"'
    assert link in cast.client("partner").get("/documents/").content.decode()
    assert link not in cast.client("liaison").get("/documents/").content.decode()


def test_who_lost_the_agreement_lost_its_document(ask, cast):
    document = done(ask())
    Representation.objects.filter(person=cast.people["partner"]).update(ended_at=timezone.now())
    client = cast.client("partner")
    for page in PAGES:
        assert client.get(f"/documents/{document.pk}/{page}").status_code == 404
    for verb in ("cancel", "retry"):
        assert client.post(f"/documents/{document.pk}/{verb}/").status_code == 404
    assert document.title not in client.get("/documents/").content.decode()
    assert not Document.objects.visible_to(cast.account("partner")).exists()


def test_each_download_is_noted(ask, cast):
    document = done(ask())
    answer = cast.client("partner").get(f"/documents/{document.pk}/file/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 short %%EOF"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer["Cache-Control"]
    event = AuditEvent.objects.get(what="documents.downloaded", target_id=document.pk)
    assert event.by == cast.account("partner")
    assert event.facts == {"sha256": document.sha256}


def test_what_is_not_ready_cannot_be_fetched(ask, cast):
    assert cast.client("partner").get(f"/documents/{ask().pk}/file/").status_code == 403


# --- Forgetting --------------------------------------------------------------------------------


def test_old_documents_go_with_their_files(ask, settings):
    old, young, open_one = done(ask()), done(ask()), ask()
    past = timezone.now() - timedelta(days=settings.DOCUMENT_KEEP_DAYS + 1)
    Document.objects.filter(pk__in=[old.pk, open_one.pk]).update(created_at=past)
    assert expire() == 1
    assert set(Document.objects.values_list("pk", flat=True)) == {young.pk, open_one.pk}
    assert files_of(old.pk) == [] and len(files_of(young.pk)) == 1


def test_files_without_a_row_go_after_a_day(ask):
    document, storage = done(ask()), private_storage()
    new, old = (storage.save(f"documents/99/{n}-1-x.pdf", ContentFile(b"x")) for n in (98, 99))
    for path in (old, document.file.name):
        os.utime(storage.path(path), (0, 0))
    assert expire() >= 1
    assert storage.exists(new) and storage.exists(document.file.name)
    assert not storage.exists(old)
    for path in (new, document.file.name):
        storage.delete(path)


def test_the_sweep_needs_no_clock(ask, capsys):
    document = ask()
    Document.objects.filter(pk=document.pk).update(created_at=timezone.now() - timedelta(hours=1))
    call_command("sweep")
    assert "documents: 1" in capsys.readouterr().out
    document.refresh_from_db()
    assert document.kicked_at
