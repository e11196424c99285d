"""What people ask for is made, whatever dies meanwhile: fifty documents over four accidents."""

import time
from collections.abc import Iterator

import pytest
from celery import current_app

from partnerships.shared.documents import actions
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from tests.documents.scenes import (
    agreement_of_thirteen,
    all_ready,
    assert_whole,
    files_of,
    requested,
    shortened,
)
from tests.worker import Crew, crew, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("worker"),
]


@pytest.fixture(scope="module")
def workers(django_db_setup, django_db_blocker) -> Iterator[Crew]:
    """One crew for the whole file."""
    with django_db_blocker.unblock(), crew() as found:
        yield found


@pytest.fixture
def ask(cast):
    """Ask for so many short documents as a partner does; their numbers."""
    agreement, partner = shortened(agreement_of_thirteen(cast)), cast.account("partner")
    return lambda number: requested(agreement, number, by=partner)


@pytest.fixture
def ask_for_a_long_one(cast):
    """Long enough that something happens to it while it is drawn; its number."""
    agreement, partner = agreement_of_thirteen(cast), cast.account("partner")
    return lambda: requested(agreement, 1, by=partner)[0]


def _being_drawn(pks: list[int]) -> list[int]:
    running = Document.objects.filter(pk__in=pks, status=Status.RUNNING, progress=30)
    return list(running.values_list("pk", flat=True))


def _wait_until_drawn(pks: list[int]) -> list[int]:
    wait_until(lambda: _being_drawn(pks), "a document is being drawn", 60)
    return _being_drawn(pks)


def _told(what: str, began: float) -> None:
    tries = sorted(Document.objects.values_list("attempts", flat=True))
    print(f"{what}, attempts {tries}: {time.monotonic() - began:.1f} s")  # noqa: T201


def test_children_of_the_worker_are_killed(workers, ask):
    began, pks = time.monotonic(), ask(13)
    _wait_until_drawn(pks)
    assert workers.kill_hands() == workers.processes
    all_ready(pks)
    assert_whole(pks)
    assert Document.objects.filter(pk__in=pks, attempts__gt=1).exists()
    _told("children killed, 13 of 13 ready", began)


def test_the_whole_worker_is_killed(workers, ask):
    began, pks = time.monotonic(), ask(13)
    _wait_until_drawn(pks)
    workers.kill_worker()
    assert Document.objects.filter(pk__in=pks, status=Status.RUNNING).exists()
    workers.start_worker()
    all_ready(pks)
    assert_whole(pks)
    assert Document.objects.filter(pk__in=pks, attempts__gt=1).exists()
    _told("worker killed, 13 of 13 ready", began)


def test_redis_is_down_when_they_are_asked_for(workers, ask):
    began = time.monotonic()
    workers.stop_redis()
    asked = time.monotonic()
    pks = ask(12)
    waited = time.monotonic() - asked
    assert waited < 12, waited  # nobody waits for Redis: a second each would be a fault
    assert not Document.objects.filter(pk__in=pks, kicked_at__isnull=False).exists()
    workers.start_redis()
    all_ready(pks)
    assert_whole(pks)
    _told("Redis down, 12 of 12 ready", began)


def test_nobody_waits_long_for_a_redis_that_hangs(workers, ask):
    workers.freeze_redis()
    asked = time.monotonic()
    pks = ask(2)
    waited = time.monotonic() - asked
    workers.thaw_redis()
    _told("Redis hangs, two requests", asked)
    assert waited < 12
    all_ready(pks)


def test_redis_forgets_everything(workers, ask):
    began, pks = time.monotonic(), ask(12)
    _wait_until_drawn(pks)
    with current_app.connection_for_write() as connection:
        connection.default_channel.client.flushall()
    all_ready(pks)
    assert_whole(pks)
    _told("Redis emptied, 12 of 12 ready", began)


def test_the_same_hint_six_times_is_one_attempt(workers, ask):
    (pk,) = ask(1)
    for _ in range(5):
        current_app.send_task(actions.TASK, (pk,))
    (other,) = ask(1)  # stands behind the six
    all_ready([pk, other])
    assert_whole([pk])
    assert Document.objects.get(pk=pk).attempts == 1


def test_one_that_is_cancelled_while_it_is_drawn_leaves_no_file(workers, ask_for_a_long_one, cast):
    pk = ask_for_a_long_one()
    _wait_until_drawn([pk])
    actions.cancel(Document.objects.get(pk=pk), by=cast.account("partner"))
    wait_until(lambda: f"document {pk} was taken over or cancelled" in workers.log(), "it ends", 60)
    assert Document.objects.get(pk=pk).status == Status.CANCELLED
    assert files_of(pk) == []
