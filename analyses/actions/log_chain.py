"""Seal the log of analyses, close its years, check the chain. In the sight of the house, by the clock. Source: decision 0059.

The same figures as of the house's log (shared/audit), over tables of our own: no row of a case stands in that log.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from analyses.log_chain import COLUMNS, is_signed, line_of, sign
from analyses.models import LogAnchor, LogEntry, LogSeal, LogWalk, SealedEntry
from partnerships.shared.audit.figures import Finding, check_seal, digest_of, year_of

SEAL_LOCK = 20_261_127  # one clock at a time
BATCH = 5_000
AT_A_TIME = 10_000  # entries read at once by a check


@transaction.atomic
def seal_log() -> LogSeal | None:
    """Bind entries that no seal covers yet, at most BATCH, of one year and one term; None when there are none."""
    _lock()
    waiting = list(LogEntry.objects.unsealed().order_by("id")[:BATCH])
    if not waiting:
        return None
    year, kept = _term_of(waiting[0])
    entries = [entry for entry in waiting if _term_of(entry) == (year, kept)]
    before = LogSeal.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    made = LogSeal.objects.create(
        year=year,
        kept_through=kept,
        events=len(entries),
        previous_digest=before,
        digest=digest_of(before, entries, line_of),
    )
    SealedEntry.objects.bulk_create([SealedEntry(entry=entry, seal=made) for entry in entries])
    return made


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])


def _term_of(entry: LogEntry) -> tuple[int, int]:
    """The year of an entry, and the last year in which it is kept."""
    years = settings.ANALYSES_LOG_YEARS
    year = year_of(entry.at)
    return year, year + max(0, years.get(entry.regime, years[""]))


@transaction.atomic
def close_years() -> list[LogAnchor]:
    """An anchor for each year that is over and whose entries are all sealed."""
    _lock()
    this_year = year_of(timezone.now())
    closed = LogAnchor.objects.values("year")
    rows = LogSeal.objects.filter(year__lt=this_year).exclude(year__in=closed).order_by("year")
    years = rows.values_list("year", flat=True).distinct()
    tail = {year_of(at) for at in LogEntry.objects.unsealed().values_list("at", flat=True)}
    return [_close_year(year) for year in years if year not in tail]


def _close_year(year: int) -> LogAnchor:
    last = LogSeal.objects.filter(year=year).order_by("id").last()
    assert last is not None  # noqa: S101  the year was taken from the seals
    facts = _facts_of(year, last.pk)
    return LogAnchor.objects.create(
        year=year,
        seals=facts[1],
        events=facts[2],
        last_seal=last.pk,
        digest=last.digest,
        signature=sign([*facts, last.digest], settings.ANALYSES_LOG_KEYS[0]),
    )


def _facts_of(year: int, last_seal: int) -> list[int]:
    """Year, seals, entries, number of the last seal: as the seals say today."""
    found = LogSeal.objects.filter(year=year, id__lte=last_seal).aggregate(
        seals=Count("pk"), events=Sum("events"), last=Max("pk")
    )
    return [year, found["seals"], found["events"] or 0, found["last"] or 0]


def check_log() -> LogWalk:
    """Every seal against its entries, oldest first; every closed year against its anchor; the end of the last check."""
    finding, previous, this_year = Finding(), "", year_of(timezone.now())
    anchors = {anchor.year: anchor for anchor in LogAnchor.objects.all()}
    last: LogSeal | None = None
    for seals in _batches():
        entries = _entries_of(seals)
        for seal in seals:
            may_be_dropped = seal.year in anchors and seal.kept_through < this_year
            found = entries.get(seal.pk, [])
            check_seal(finding, seal, previous, found, may_be_dropped, line_of)
            previous, last = seal.digest, seal
    if lost := _end_that_is_gone():
        finding.broken_links.append(lost)
    return LogWalk.objects.create(
        seals=finding.seals,
        events=finding.events,
        unsealed=LogEntry.objects.unsealed().count(),
        dropped=len(finding.dropped),
        wrong=finding.wrong,
        broken_links=finding.broken_links,
        wrong_anchors=[year for year, anchor in anchors.items() if not _holds(anchor)],
        last_seal=last.pk if last else None,
        digest=last.digest if last else "",
    )


def _end_that_is_gone() -> int | None:
    """The seal at which the last check ended, where it is not there any more as it was."""
    walk = LogWalk.objects.filter(last_seal__isnull=False).first()
    if walk is None or walk.last_seal is None:
        return None
    if LogSeal.objects.filter(pk=walk.last_seal, digest=walk.digest).exists():
        return None
    return walk.last_seal


def _holds(anchor: LogAnchor) -> bool:
    facts = _facts_of(anchor.year, anchor.last_seal)
    last = LogSeal.objects.filter(pk=anchor.last_seal, digest=anchor.digest).exists()
    said = [anchor.year, anchor.seals, anchor.events, anchor.last_seal]
    signed = is_signed([*said, anchor.digest], anchor.signature, settings.ANALYSES_LOG_KEYS)
    return last and signed and facts == said


def _batches() -> Iterator[list[LogSeal]]:
    """Seals in order, together over about AT_A_TIME entries."""
    batch: list[LogSeal] = []
    size = 0
    for seal in LogSeal.objects.order_by("id").iterator():
        batch.append(seal)
        size += seal.events
        if size >= AT_A_TIME or len(batch) >= AT_A_TIME:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _entries_of(seals: list[LogSeal]) -> dict[int, list[Any]]:
    """The entries that still exist, by seal, in the order of their numbers; one question to the database."""
    first, last = seals[0].pk, seals[-1].pk
    rows = (
        LogEntry.objects.filter(sealed__seal__gte=first, sealed__seal__lte=last)
        .annotate(seal_id=F("sealed__seal_id"))
        .order_by("seal_id", "id")
        .values_list("seal_id", "at", *COLUMNS, named=True)
    )
    return {seal: list(entries) for seal, entries in groupby(rows, key=lambda row: row.seal_id)}


def years_to_drop() -> list[int]:
    """Closed years in which there is something whose term is over: the archivist drops it."""
    over = LogSeal.objects.filter(kept_through__lt=year_of(timezone.now()))
    anchored = over.filter(year__in=LogAnchor.objects.values("year"))
    still_there = LogEntry.objects.filter(sealed__seal__in=anchored)
    years = still_there.values_list("sealed__seal__year", flat=True).order_by().distinct()
    return sorted(years)
