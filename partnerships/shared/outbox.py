"""Work that must not be lost: the row is the outbox, a message to the worker only a hint.

A row is claimed for a lease; every later write is fenced by its number and holder, so that a worker which
was thought dead cannot overwrite its successor. Source: decision 0007; measured in docs/decisions/0007.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, TypeVar

from celery import current_app
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError
from kombu.pools import producers

MAX_ATTEMPTS = 5
UNHEARD_SWEEPS = 3  # a message this many sweeps old may have been lost with the broker
PAUSE_FACTOR = 4  # each pause after a fault is so much longer: 20 s, 80 s, 5 min, 21 min
SWEEP_ROWS = 500
HINTED_AT_ONCE = 100  # rows whose hints are noted by one statement
# A person waits for the hint to go out: never long, whether the broker is gone or hangs. The worker's
# own connections keep kombu's patience.
IMPATIENT = {"max_retries": 0, "socket_timeout": 2, "socket_connect_timeout": 2}

Row = TypeVar("Row", bound="OutboxRow")
Told = tuple[int, ...]  # what a hint carries: the values of `OutboxRow.hinted`


class Status(models.TextChoices):
    """Where the work stands."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("in progress")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN = (Status.QUEUED, Status.RUNNING)


class OutboxRow(models.Model):
    """Base of documents and letters. `holder` is the id of the message whose worker has it.

    Until `lease_until` nobody else takes the row: while it runs, and in the pause after a fault.
    """

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    holder = models.CharField(max_length=40, blank=True, editable=False)
    kicked_at = models.DateTimeField(null=True, blank=True, editable=False)
    error_code = models.CharField(_("error"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects: ClassVar[models.Manager]
    hinted: ClassVar[tuple[str, ...]] = (
        "pk",
    )  # the fields that a hint carries; the first is the key

    class Meta:
        abstract = True

    @property
    def open(self) -> bool:
        """Rows whose work is still to be done."""
        return self.status in OPEN


OUTBOX_HARMLESS = "status attempts lease_until holder kicked_at error_code created_at finished_at"


def open_index(name: str) -> models.Index:
    """The few rows that are still open, for the sweeper and /readyz."""
    return models.Index(fields=["created_at"], name=name, condition=Q(status__in=list(OPEN)))


def kick(row: OutboxRow, task: str) -> None:
    """Hint at the row after commit, naming the task; a broker that is down changes nothing but the waiting time."""
    transaction.on_commit(lambda: _publish_all(type(row), [_told(row)], task), robust=True)


def kick_all(rows: Sequence[OutboxRow], task: str) -> None:
    """The same for many rows of one table, over one connection. Raises: nothing."""
    if rows:
        model, told = type(rows[0]), [_told(row) for row in rows]
        transaction.on_commit(lambda: _publish_all(model, told, task), robust=True)


def _told(row: OutboxRow) -> Told:
    return tuple(getattr(row, name) for name in row.hinted)


def _publish_all(model: type[OutboxRow], rows: Sequence[Told], task: str) -> int:
    """The number of hints that went out: those after the first that failed wait for the sweeper."""
    sent = 0
    for batch in _batches(rows):
        heard = _hint(batch, task)
        model.objects.filter(pk__in=heard).update(kicked_at=timezone.now())
        sent += len(heard)
        if len(heard) < len(batch):
            break
    return sent


def _batches(rows: Sequence[Told]) -> Iterator[Sequence[Told]]:
    return (rows[at : at + HINTED_AT_ONCE] for at in range(0, len(rows), HINTED_AT_ONCE))


def _hint(rows: Sequence[Told], task: str) -> list[int]:
    """Numbers of the rows whose hint the broker took."""
    connection = current_app.connection_for_write(transport_options=IMPATIENT)
    heard: list[int] = []
    try:
        with producers[connection].acquire(block=True) as producer:
            for told in rows:
                current_app.send_task(task, told, retry=False, producer=producer)
                heard.append(told[0])
    except (OperationalError, OSError):
        return heard
    return heard


@transaction.atomic
def claim(model: type[Row], pk: int, task_id: str) -> Row | None:
    """The row, now running for us, or None when somebody else has it or it is over.

    The same message delivered again means that our predecessor died: it is taken over at once.
    """
    now = timezone.now()
    free = (
        Q(status=Status.QUEUED, attempts=0)
        | Q(status__in=OPEN) & _unleased(now)
        | Q(status=Status.RUNNING, holder=task_id)
    )
    # Waits for the lock instead of skipping it: whoever hinted may just be noting `kicked_at`.
    row = model.objects.select_for_update(of=("self",)).filter(free, pk=pk).first()
    if row is None:
        return None
    if row.attempts >= MAX_ATTEMPTS:
        open_rows = model.objects.filter(pk=pk, status__in=OPEN)
        _end(open_rows, Status.FAILED, error_code=row.error_code or "worker_lost")
        return None
    row.status, row.holder, row.attempts = Status.RUNNING, task_id, row.attempts + 1
    row.lease_until = now + timedelta(seconds=settings.LEASE_SECONDS)
    row.save(update_fields=["status", "holder", "attempts", "lease_until"])
    return row


def _unleased(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lt=now)


def still_leased(row: OutboxRow) -> models.QuerySet:
    """The row as long as this attempt still holds it.

    Also by its holder: attempts are counted anew after a person asked for it once more.
    """
    return type(row).objects.filter(
        pk=row.pk, status=Status.RUNNING, attempts=row.attempts, holder=row.holder
    )


def finish(row: OutboxRow, status: Status, **values: object) -> bool:
    """Write the end; False when somebody else has taken over or it was cancelled."""
    return _end(still_leased(row), status, **values)


def stop(row: OutboxRow) -> bool:
    """Cancel it, whoever holds it; False when it is over already."""
    return _end(type(row).objects.filter(pk=row.pk, status__in=OPEN), Status.CANCELLED)


def _end(rows: models.QuerySet, status: Status, **values: object) -> bool:
    return bool(rows.update(status=status, finished_at=timezone.now(), lease_until=None, **values))


def give_back(row: OutboxRow, error_code: str) -> None:
    """After a fault: queued again, for after a pause, or failed when it was the last attempt."""
    if row.attempts >= MAX_ATTEMPTS:
        finish(row, Status.FAILED, error_code=error_code)
        return
    seconds = settings.SWEEP_SECONDS * PAUSE_FACTOR ** (row.attempts - 1)
    still_leased(row).update(
        status=Status.QUEUED,
        lease_until=timezone.now() + timedelta(seconds=seconds),
        kicked_at=None,
        error_code=error_code,
    )


def reopen(row: OutboxRow, task: str) -> None:
    """Once more from the start, after a person asked for it. It waits from now on, not since it was made."""
    type(row).objects.filter(pk=row.pk).update(
        status=Status.QUEUED,
        attempts=0,
        holder="",
        error_code="",
        kicked_at=None,
        finished_at=None,
        lease_until=timezone.now(),
    )
    kick(row, task)


def sweep(model: type[OutboxRow], task: str) -> int:
    """Hint again at what waits too long or whose worker is gone; the number of hints that went out."""
    now = timezone.now()
    unheard = Q(kicked_at__isnull=True, created_at__lt=now - timedelta(seconds=5))
    lost = Q(kicked_at__lt=now - timedelta(seconds=UNHEARD_SWEEPS * settings.SWEEP_SECONDS))
    late = Q(status=Status.QUEUED) & (unheard | lost) | Q(status=Status.RUNNING)
    rows = model.objects.filter(_unleased(now), late, status__in=OPEN)
    told = rows.order_by("created_at").values_list(*model.hinted)[:SWEEP_ROWS]
    return _publish_all(model, list(told), task)


def oldest_wait(model: type[OutboxRow]) -> timedelta:
    """How long the oldest row waits for a worker; zero when none does, or only after a fault's pause."""
    since = Coalesce("lease_until", "created_at")
    waiting = model.objects.filter(status=Status.QUEUED).values_list(since, flat=True)
    first = waiting.order_by(since).first()
    return max(timezone.now() - first, timedelta()) if first else timedelta()
