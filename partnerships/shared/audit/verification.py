"""Walk the chain of seals and say what does not fit."""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.db.models import F
from django.utils import timezone

from partnerships.shared.audit.figures import Event, Finding, check_seal, year_of
from partnerships.shared.audit.models import AuditEvent, AuditSeal

AT_A_TIME = 10_000  # events read at once; one seal may hold half of them
COLUMNS = ("id", "what", "at", "by_id", "capacity", "target_label", "target_id", "facts")


def verify(report: Callable[[int, int], None] | None = None) -> Finding:
    """Every seal against the events it covers, oldest first, and the length of the unsealed tail.

    `told(done, all)` hears how far it is, in numbers of seals.
    """
    finding, previous, this_year = Finding(), "", year_of(timezone.now())
    total = AuditSeal.objects.count() if report else 0
    for seals in _batches():
        events = _events_of(seals)
        for seal in seals:
            check_seal(finding, seal, previous, events.get(seal.pk, []), seal.year < this_year)
            previous = seal.digest
        if report:
            report(finding.seals, total)
    finding.unsealed = AuditEvent.objects.unsealed().count()
    return finding


def _batches() -> Iterator[list[AuditSeal]]:
    """Seals in order, together over about AT_A_TIME events."""
    batch: list[AuditSeal] = []
    size = 0
    for seal in AuditSeal.objects.order_by("id").iterator():
        batch.append(seal)
        size += seal.events
        if size >= AT_A_TIME or len(batch) >= AT_A_TIME:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _events_of(seals: list[AuditSeal]) -> dict[int, list[Event]]:
    """The events that still exist, by seal, in the order of their numbers; one question to the database."""
    first, last = seals[0].pk, seals[-1].pk
    rows = (
        AuditEvent.objects.filter(sealed__seal__gte=first, sealed__seal__lte=last)
        .annotate(seal_id=F("sealed__seal_id"))
        .order_by("seal_id", "id")
        .values_list("seal_id", *COLUMNS, "controller_id", named=True)
    )
    return {seal: list(events) for seal, events in groupby(rows, key=lambda row: row.seal_id)}
