"""Work that must not be lost: the row is the outbox, a message to the worker only a hint.

A row is claimed for a lease; every later write is fenced by the number of the attempt, so that a worker which
was thought dead cannot overwrite its successor. Source: decision 0007; measured in docs/decisions/0007.
"""

from datetime import timedelta
from typing import Any, TypeVar

from celery import current_app
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

MAX_ATTEMPTS = 5
REKICK_AFTER = timedelta(seconds=60)  # a message older than this may have been lost with the broker
SWEEP_ROWS = 500

Row = TypeVar("Row", bound="OutboxRow")


class Status(models.TextChoices):
    """Where the work stands."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("in progress")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class OutboxRow(models.Model):
    """Base of documents and letters. `holder` is the id of the message whose worker has it."""

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    holder = models.CharField(max_length=40, blank=True, editable=False)
    kicked_at = models.DateTimeField(null=True, blank=True, editable=False)
    error_code = models.CharField(_("error"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.status in (Status.QUEUED, Status.RUNNING)


OUTBOX_HARMLESS = "status attempts lease_until holder kicked_at error_code created_at finished_at"


def open_index(name: str) -> models.Index:
    """The few rows that are still open, for the sweeper and /readyz."""
    return models.Index(
        fields=["created_at"], name=name, condition=Q(status__in=[Status.QUEUED, Status.RUNNING])
    )


def kick(row: OutboxRow, task: str) -> None:
    """Hint at the row after commit, naming the task; a broker that is down changes nothing but the waiting time."""
    transaction.on_commit(lambda: _publish(type(row), row.pk, task), robust=True)


def _publish(model: type[OutboxRow], pk: int, task: str) -> bool:
    try:
        current_app.send_task(task, (pk,), retry=False)
    except (OperationalError, OSError):
        return False
    model.objects.filter(pk=pk).update(kicked_at=timezone.now())
    return True


@transaction.atomic
def claim(model: type[Row], pk: int, task_id: str) -> Row | None:
    """The row, now running for us, or None when somebody else has it or it is over.

    The same message delivered again means that our predecessor died: it is taken over at once.
    """
    now = timezone.now()
    free = (
        Q(status=Status.QUEUED)
        | Q(status=Status.RUNNING, lease_until__lt=now)
        | Q(status=Status.RUNNING, holder=task_id)
    )
    row = (
        model.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, pk=pk).first()
    )
    if row is None:
        return None
    if row.attempts >= MAX_ATTEMPTS:
        finish(row, Status.FAILED, error_code=row.error_code or "worker_lost", fence=False)
        return None
    row.status, row.holder, row.attempts = Status.RUNNING, task_id, row.attempts + 1
    row.lease_until = now + timedelta(seconds=settings.LEASE_SECONDS)
    row.save(update_fields=["status", "holder", "attempts", "lease_until"])
    return row


def held(row: OutboxRow) -> models.QuerySet:
    """The row as long as this attempt still holds it."""
    return type(row).objects.filter(pk=row.pk, status=Status.RUNNING, attempts=row.attempts)


def finish(row: OutboxRow, status: Status, *, fence: bool = True, **values: Any) -> bool:
    """Write the end; False when somebody else has taken over or it was cancelled."""
    rows = held(row) if fence else type(row).objects.filter(pk=row.pk)
    return bool(rows.update(status=status, finished_at=timezone.now(), lease_until=None, **values))


def give_back(row: OutboxRow, error_code: str) -> None:
    """After a fault: queued again for the sweeper, or failed when it was the last attempt."""
    if row.attempts >= MAX_ATTEMPTS:
        finish(row, Status.FAILED, error_code=error_code)
    else:
        held(row).update(
            status=Status.QUEUED, lease_until=None, kicked_at=None, error_code=error_code
        )


def reopen(row: OutboxRow, task: str) -> None:
    """Once more from the start, after a person asked for it."""
    type(row).objects.filter(pk=row.pk).update(
        status=Status.QUEUED,
        attempts=0,
        error_code="",
        kicked_at=None,
        finished_at=None,
        lease_until=None,
    )
    kick(row, task)


def sweep(model: type[OutboxRow], task: str) -> int:
    """Hint again at what waits too long or whose worker is gone; the number of hints that went out."""
    now = timezone.now()
    unheard = Q(kicked_at__isnull=True, created_at__lt=now - timedelta(seconds=5))
    lost = Q(kicked_at__lt=now - REKICK_AFTER)
    late = Q(status=Status.QUEUED) & (unheard | lost) | Q(
        status=Status.RUNNING, lease_until__lt=now
    )
    ids = (
        model.objects.filter(late).order_by("created_at").values_list("pk", flat=True)[:SWEEP_ROWS]
    )
    sent = 0
    for pk in list(ids):
        if not _publish(model, pk, task):
            break
        sent += 1
    return sent


def oldest_wait(model: type[OutboxRow]) -> timedelta:
    """The age of the oldest row that still waits; zero when none does."""
    oldest = (
        model.objects.filter(status=Status.QUEUED)
        .order_by("created_at")
        .values_list("created_at", flat=True)
    )
    first = oldest.first()
    return timezone.now() - first if first else timedelta()
