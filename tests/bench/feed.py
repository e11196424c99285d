"""One's own calendar as a program reads it, against the bare library writing the same events from plain values."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from meetings.actions.feeds import make_feed
from meetings.stages import Stage
from meetings.views.feeds import meetings_of
from tests.bench import limits
from tests.bench.databases import fresh, migrate, using
from tests.bench.limits import Limit
from tests.bench.rows import Scene, scene
from tests.bench.timing import Spread, interleaved, ratio
from tests.bench.visits import HOUSE, Visitor
from tests.factories.meetings import at_stage

MEETINGS = 500


@dataclass(frozen=True)
class Found:
    """Milliseconds of the whole request, of the bare library, and of the answer that nothing has changed."""

    meetings: int
    kilobytes: float
    queries: int
    ours: Spread
    bare: Spread
    unchanged: Spread
    ratio: Spread
    ratio_cpu: Spread

    def limits(self) -> Iterator[Limit]:
        """What was promised of calendars."""
        name = f"calendar of {self.meetings} meetings"
        yield Limit(f"{name}, against bare icalendar", self.ratio.p50, limits.FEED_RATIO)
        yield Limit(f"{name}, queries", self.queries, limits.PAGE_QUERIES)


class Plain(NamedTuple):
    """One event as plain values."""

    uid: UUID
    sequence: int
    changed: datetime
    start: datetime
    end: datetime
    title: str
    place: str
    text: str


def measure(rounds: int) -> Found:
    """Both write the same bytes."""
    settings.ROOT_URLCONF = HOUSE  # another part may have left its own
    migrate()
    database = fresh("bench_feed")
    with using(database):
        there = scene()
        _plan(there)
        path = f"/meetings/calendar/{make_feed(by=there.account)}.ics"
        events = [_plain(row) for row in meetings_of(there.account)]
        tag = Client(SERVER_NAME="localhost").get(path)["ETag"]
    visitor = Visitor.of(database, there)
    ours, bare = partial(visitor.get, path), partial(_write, events)
    assert ours() == bare(), "the bare library writes another calendar"
    calls = {"ours": ours, "bare": bare, "unchanged": partial(visitor.unchanged, path, tag)}
    gc.collect()
    gc.freeze()  # what the bench itself carries is not searched in the middle of one of them: that takes longer than both
    found = interleaved(calls, rounds)
    gc.unfreeze()
    return Found(
        len(events),
        len(ours()) / 1000,
        len(visitor.queries(path)),
        found["ours"].milliseconds(),
        found["bare"].milliseconds(),
        found["unchanged"].milliseconds(),
        ratio(found["ours"].wall, found["bare"].wall),
        ratio(found["ours"].cpu, found["bare"].cpu),
    )


def _plan(there: Scene) -> None:
    """One meeting a day, with the one that the scene has."""
    today = timezone.localdate()
    for number in range(1, MEETINGS):
        at_stage(
            Stage.INVITED,
            partnership=there.partnership,
            planned_by=there.account,
            format=there.meeting.format,
            title=f"Treffen {number:06}",
            first_day=today + timedelta(days=number),
        )


def _plain(row) -> Plain:
    zone = ZoneInfo(row.zone)
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    page = f"{settings.SITE_URL}/meetings/{row.pk}/"
    changed = row.changed_at.astimezone(UTC)
    return Plain(row.uid, row.sequence, changed, start, end, row.title, row.place, page)


def _write(events: list[Plain]) -> bytes:
    """As the library's documentation does it."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Handschlag//Meetings//DE")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", "Handschlag")
    calendar.add("REFRESH-INTERVAL", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", timedelta(hours=12))
    host = urlsplit(settings.SITE_URL).hostname
    for each in events:
        event = Event()
        event.add("UID", f"{each.uid}@{host}")
        event.add("SEQUENCE", each.sequence)
        event.add("DTSTAMP", each.changed)
        event.add("LAST-MODIFIED", each.changed)
        event.add("DTSTART", each.start)
        event.add("DTEND", each.end)
        event.add("SUMMARY", each.title)
        event.add("LOCATION", each.place)
        event.add("DESCRIPTION", each.text)
        event.add("STATUS", "CONFIRMED")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
