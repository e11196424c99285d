"""How a partnership keeps its rhythm, read from its meetings and series."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from meetings.cadence import interval_of
from meetings.models import Meeting, Series
from meetings.rhythm import Held, Rhythm, rhythm_of
from partnerships.directory.models import Partnership

SINCE = timedelta(days=3 * 366)  # older meetings say nothing of the rhythm


def read_rhythm(rows: QuerySet[Meeting], rules: list[str]) -> Rhythm:
    """Of these meetings; `rules` are those of the series that go on (RFC 5545)."""
    today = timezone.localdate()
    near = rows.filter(last_day__gte=today - SINCE)
    return rhythm_of(
        [Held(*row) for row in near.values_list("first_day", "stage", "after_incident")],
        [interval_of(rule) for rule in rules],
        today,
    )


def is_overdue(partnership: Partnership) -> bool:
    """The next meeting, also one that is only planned, or today is further from the last one than the rhythm allows."""
    series = Series.objects.going_on().filter(partnership=partnership)
    rules = list(series.values_list("rule", flat=True))
    return read_rhythm(Meeting.objects.filter(partnership=partnership), rules).is_overdue
