"""Does a partnership keep its rhythm? Pure: from days and stages to what one would say. Source: DOMAIN section 4."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.stages import OPEN, Stage

YEAR = timedelta(days=365)
PATIENCE = 1.5  # intervals without a meeting, after which it is overdue


@dataclass(frozen=True)
class Held:
    """What is asked of a meeting."""

    day: date
    stage: str
    after_incident: bool


@dataclass(frozen=True)
class Rhythm:
    """`last`, `next` are days; the numbers are of the last 365 days. `interval`: days from one meeting to the next as planned."""

    last: date | None
    next: date | None
    held: int
    calm: int
    called_off: int
    interval: int | None
    is_overdue: bool
    days_since: int | None


def rhythm_of(meetings: Iterable[Held], intervals: Iterable[timedelta], today: date) -> Rhythm:
    """`intervals` are those of the series that go on; the shortest is what people expect."""
    rows = list(meetings)
    year = [row for row in rows if today - YEAR < row.day <= today]
    over = [row.day for row in rows if row.stage == Stage.HELD and row.day <= today]
    to_come = [row.day for row in rows if row.stage in OPEN and row.day >= today]
    interval = min(intervals, default=None)
    last, next_day = max(over, default=None), min(to_come, default=None)
    since = (today - last).days if last else None
    gap = (next_day or today) - (last or today)
    return Rhythm(
        last=last,
        next=next_day,
        held=sum(row.stage == Stage.HELD for row in year),
        calm=sum(row.stage == Stage.HELD and not row.after_incident for row in year),
        called_off=sum(row.stage in (Stage.CANCELLED, Stage.MOVED) for row in year),
        interval=interval.days if interval else None,
        is_overdue=interval is not None and gap > interval * PATIENCE,
        days_since=since,
    )
