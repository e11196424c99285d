"""Sealed documents and files to check, whatever dies meanwhile: made once, filed once, known at once."""

from collections.abc import Iterator

import pytest

from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import OPEN, Status
from partnerships.shared.registry import document_kinds
from partnerships.shared.sealing import checking
from partnerships.shared.sealing.models import Check
from tests.documents.scenes import all_ready
from tests.sealing.house import SLUG
from tests.sealing.many import assert_sealed, requested
from tests.uploads import files
from tests.worker import Crew, crew, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("worker"),
]


@pytest.fixture(scope="module")
def workers(django_db_setup, django_db_blocker) -> Iterator[Crew]:
    """One crew for the whole file, which knows the sealed kind of the tests."""
    with (
        django_db_blocker.unblock(),
        crew(DJANGO_SETTINGS_MODULE="tests.sealing.settings") as found,
    ):
        yield found
    document_kinds._entries.pop(SLUG, None)


def _near_the_seal(pks: list[int]) -> bool:
    running = Document.objects.filter(pk__in=pks, status=Status.RUNNING, progress__gte=30)
    return running.exists()


def test_none_is_lost_when_the_worker_is_killed_again_and_again(workers):
    pks = requested(12)
    for _ in range(2):
        wait_until(lambda: _near_the_seal(pks), "a document is drawn or sealed", 60)
        workers.kill_hands()
    wait_until(lambda: _near_the_seal(pks), "a document is drawn or sealed", 60)
    workers.kill_worker()
    workers.start_worker()
    all_ready(pks)
    assert_sealed(pks)
    assert Document.objects.filter(pk__in=pks, attempts__gt=1).exists()


def test_waiting_checks_and_documents_do_not_hold_up_each_other(workers):
    pks = requested(6)
    checks = [checking.submit(files.pdf()) for _ in range(checking.MOST_OPEN)]
    pks += requested(2)
    done = Check.objects.filter(pk__in=[each.pk for each in checks if each], status=Status.DONE)
    wait_until(lambda: done.exists(), "a check is done", 60)
    assert Document.objects.filter(
        pk__in=pks, status__in=OPEN
    ).exists()  # they wait for no document
    all_ready(pks)
    wait_until(lambda: done.count() == checking.MOST_OPEN, "every check is done", 60)
    assert {each.result["verdict"] for each in done} == {"unknown"}
    assert_sealed(pks)


def test_a_check_whose_worker_dies_is_done_by_the_next(workers):
    check = checking.submit(files.pdf())
    assert check
    workers.kill_worker()
    workers.start_worker()
    wait_until(
        lambda: Check.objects.get(pk=check.pk).status == Status.DONE, "the check is done", 120
    )
