"""Write an event; seal what is written."""

from datetime import UTC
from typing import Any

from django.db import connection, models, transaction

from partnerships.shared.audit.figures import digest_of
from partnerships.shared.audit.models import AuditEvent, AuditSeal, SealedEvent

SEAL_LOCK = 20_240_604  # one clock at a time
BATCH = 5_000


def record(
    what: str,
    *,
    by: Any,
    target: models.Model,
    capacity: models.Model | None = None,
    facts: dict[str, Any] | None = None,
) -> AuditEvent:
    """One event about one row, in the caller's transaction.

    `by` is the acting account or None for the clock. `facts`: ids and codes only.
    """
    return AuditEvent.objects.create(
        what=what,
        by=by,
        capacity=f"{capacity._meta.label}:{capacity.pk}" if capacity else "",
        target_label=target._meta.label,
        target_id=target.pk,
        facts=facts or {},
    )


@transaction.atomic
def seal() -> AuditSeal | None:
    """Bind the events that no seal covers yet, at most BATCH of them; None when there are none.

    Late commits are found by the next batch, because membership is a row and not a range of numbers.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
    waiting = list(AuditEvent.objects.unsealed().order_by("id")[:BATCH])
    if not waiting:
        return None
    year = (
        waiting[0].at.astimezone(UTC).year
    )  # one year a seal: a closed year is dropped as a whole
    events = [event for event in waiting if event.at.astimezone(UTC).year == year]
    before = AuditSeal.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    made = AuditSeal.objects.create(
        year=year, events=len(events), previous_digest=before, digest=digest_of(before, events)
    )
    SealedEvent.objects.bulk_create([SealedEvent(event=event, seal=made) for event in events])
    return made
