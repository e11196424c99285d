"""Complaints of an office in figures, by year: one statement, from rows to sums. Nothing that was said. Source: DOMAIN 2.8.

What came in counts in the year in which it was received, what came of it in the year in which it was closed, how long it took in
the year in which it was done. Days are those of the office's clock on the wall.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import connection
from django.utils import timezone

from complaints.answers import Kind
from complaints.models import Office
from complaints.stages import CHOSEN, OPEN, Stage

LONG_MONTHS = 3  # from when on a complaint that is open takes long


class What(StrEnum):
    """What is counted. Lists (several for each complaint): causes, subjects, signs, ways of settling."""

    KINDS = "kinds"  # complaints, praise, ideas
    TOTAL = "total"  # complaints alone, as all that follows
    MONTHS = "months"
    WAYS = "ways"
    CHANNELS = "channels"
    LANGUAGES = "languages"
    SORTED = "sorted"
    SORTS = "sorts"
    CAUSES = "causes"
    SUBJECTS = "subjects"
    SIGNS = "signs"
    OUTCOMES = "outcomes"
    SETTLED = "settled"
    FOUND = "found"  # closed with a finding: the base of shares of outcomes
    STAGES = "stages"  # of those received in the year, where they stand now
    CONFIRMED_DAYS = "confirmed_days"
    ANSWERED_DAYS = "answered_days"
    RUNNING_DAYS = "running_days"  # until the answer, without pauses
    CONFIRMED = "confirmed"
    ANSWERED = "answered"
    REOPENED = "reopened"
    STOPPED = "stopped"  # clocks that were stopped, by kind
    IN_TIME = "in_time"  # and of those how many in time
    LONG = "long"  # open for more than LONG_MONTHS now


QUERY = """
WITH shell AS MATERIALIZED (
    SELECT c.id, c.kind, c.way, c.channel, c.language, c.stage, c.outcome, c.settled_by, c.received_at,
        (c.received_at AT TIME ZONE %(zone)s)::date AS received_on,
        (c.acknowledged_at AT TIME ZONE %(zone)s)::date AS confirmed_on,
        (c.answered_at AT TIME ZONE %(zone)s)::date AS answered_on,
        (c.reopened_at AT TIME ZONE %(zone)s)::date AS reopened_on,
        (c.ended_at AT TIME ZONE %(zone)s)::date AS ended_on
    FROM complaints_complaint c
    WHERE c.office_id = %(office)s AND (c.partner_id IS NULL OR c.forwarded_at IS NOT NULL)
),
gone AS MATERIALIZED (  -- what remains of those that were deleted
    SELECT *, extract(year FROM received_in)::int AS year, extract(year FROM ended_in)::int AS ended_year
    FROM complaints_trace WHERE office_id = %(office)s
),
came AS MATERIALIZED (
    SELECT kind, way, channel, language, stage, extract(year FROM received_on)::int AS year,
        extract(month FROM received_on)::int AS month
    FROM shell WHERE received_on >= %(first)s AND received_on < %(last)s
    UNION ALL
    SELECT kind, way, channel, language, stage, year, extract(month FROM received_in)::int
    FROM gone WHERE year = ANY(%(years)s)
),
closed AS MATERIALIZED (
    SELECT extract(year FROM ended_on)::int AS year, outcome, settled_by FROM shell
    WHERE kind = %(complaint)s AND stage = %(closed)s AND ended_on >= %(first)s AND ended_on < %(last)s
    UNION ALL
    SELECT ended_year, outcome, settled_by FROM gone
    WHERE kind = %(complaint)s AND stage = %(closed)s AND ended_year = ANY(%(years)s)
),
sorted AS MATERIALIZED (
    SELECT extract(year FROM shell.received_on)::int AS year, s.sort, s.causes, s.subjects, s.signs FROM shell
    JOIN complaints_sorting s ON s.complaint_id = shell.id
    WHERE shell.kind = %(complaint)s AND shell.received_on >= %(first)s AND shell.received_on < %(last)s
    UNION ALL
    SELECT year, sort, causes, subjects, signs FROM gone
    WHERE kind = %(complaint)s AND sort <> '' AND year = ANY(%(years)s)
),
answered AS MATERIALIZED (
    SELECT extract(year FROM answered_on)::int AS year, answered_on - received_on AS days,
        coalesce((SELECT sum(greatest(0, least((p.ended_at AT TIME ZONE %(zone)s)::date, answered_on)
            - (p.started_at AT TIME ZONE %(zone)s)::date))
            FROM complaints_pause p WHERE p.complaint_id = shell.id AND p.ended_at IS NOT NULL), 0) AS rested
    FROM shell WHERE kind = %(complaint)s AND answered_on >= %(first)s AND answered_on < %(last)s
    UNION ALL
    SELECT answered_in, days_to_answer, days_at_rest FROM gone
    WHERE kind = %(complaint)s AND answered_in = ANY(%(years)s)
),
confirmed AS MATERIALIZED (
    SELECT extract(year FROM confirmed_on)::int AS year, confirmed_on - received_on AS days FROM shell
    WHERE kind = %(complaint)s AND confirmed_on >= %(first)s AND confirmed_on < %(last)s
    UNION ALL
    SELECT confirmed_in, days_to_acknowledgement FROM gone
    WHERE kind = %(complaint)s AND confirmed_in = ANY(%(years)s)
),
stopped AS MATERIALIZED (
    SELECT k.kind, extract(year FROM k.stopped_at AT TIME ZONE %(zone)s)::int AS year,
        (k.stopped_at AT TIME ZONE %(zone)s)::date <= k.due_on AS kept
    FROM complaints_clock k JOIN shell ON shell.id = k.complaint_id
    WHERE k.due_on IS NOT NULL AND k.stopped_at >= %(first)s::timestamp AT TIME ZONE %(zone)s
        AND k.stopped_at < %(last)s::timestamp AT TIME ZONE %(zone)s AND shell.kind = %(complaint)s
    UNION ALL
    SELECT split_part(code, ' ', 1), split_part(code, ' ', 2)::int, kept FROM (
        SELECT unnest(in_time) AS code, true AS kept FROM gone WHERE kind = %(complaint)s
        UNION ALL SELECT unnest(late), false FROM gone WHERE kind = %(complaint)s
    ) kinds WHERE split_part(code, ' ', 2)::int = ANY(%(years)s)
)
SELECT 'kinds', kind, year, count(*) FROM came GROUP BY kind, year
UNION ALL
SELECT CASE WHEN grouping(month) = 0 THEN 'months' WHEN grouping(way) = 0 THEN 'ways'
    WHEN grouping(channel) = 0 THEN 'channels' WHEN grouping(language) = 0 THEN 'languages'
    WHEN grouping(stage) = 0 THEN 'stages' ELSE 'total' END,
    coalesce(month::text, way, channel, language, stage, ''), year, count(*)
FROM came WHERE kind = %(complaint)s
GROUP BY GROUPING SETS ((year), (year, month), (year, way), (year, channel), (year, language), (year, stage))
UNION ALL
SELECT CASE WHEN grouping(sort) = 0 THEN 'sorts' ELSE 'sorted' END, coalesce(sort, ''), year, count(*)
FROM sorted GROUP BY GROUPING SETS ((year), (year, sort))
UNION ALL
SELECT what, code, year, count(*) FROM (
    SELECT 'causes' AS what, unnest(causes) AS code, year FROM sorted
    UNION ALL SELECT 'subjects', unnest(subjects), year FROM sorted
    UNION ALL SELECT 'signs', unnest(signs), year FROM sorted
    UNION ALL SELECT 'settled', unnest(settled_by), year FROM closed WHERE outcome = ANY(%(chosen)s)
    UNION ALL SELECT 'found', '', year FROM closed WHERE outcome = ANY(%(chosen)s)
    UNION ALL SELECT 'outcomes', outcome, year FROM closed WHERE outcome <> ''
) listed GROUP BY what, code, year
UNION ALL
SELECT 'confirmed_days', '', year, percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FROM confirmed GROUP BY year
UNION ALL
SELECT 'confirmed', '', year, count(*) FROM confirmed GROUP BY year
UNION ALL
SELECT 'answered_days', '', year, percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FROM answered GROUP BY year
UNION ALL
SELECT 'running_days', '', year, percentile_disc(0.5) WITHIN GROUP (ORDER BY days - rested) FROM answered GROUP BY year
UNION ALL
SELECT 'answered', '', year, count(*) FROM answered GROUP BY year
UNION ALL
SELECT 'reopened', '', year, count(*) FROM (
    SELECT extract(year FROM reopened_on)::int AS year FROM shell
    WHERE kind = %(complaint)s AND reopened_on >= %(first)s AND reopened_on < %(last)s
    UNION ALL SELECT reopened_in FROM gone WHERE kind = %(complaint)s AND reopened_in = ANY(%(years)s)
) again GROUP BY year
UNION ALL
SELECT 'stopped', kind, year, count(*) FROM stopped GROUP BY kind, year
UNION ALL
SELECT 'in_time', kind, year, count(*) FROM stopped WHERE kept GROUP BY kind, year
UNION ALL
SELECT 'long', '', %(year)s, count(*) FROM shell
WHERE kind = %(complaint)s AND stage = ANY(%(open)s) AND received_at < %(long_ago)s
"""


@dataclass(frozen=True)
class Figures:
    """Of one year and of the year before, by what is counted and its code."""

    year: int
    values: Mapping[tuple[str, str, int], int]

    def get(self, what: What, code: str = "", *, year: int | None = None) -> int:
        """0 where there is none."""
        return self.values.get((what, code, year or self.year), 0)

    def median(self, what: What, *, year: int | None = None) -> int | None:
        """Days; None where nothing was done in that year."""
        return self.values.get((what, "", year or self.year))

    def codes(self, what: What) -> list[str]:
        """Those that occur in one of the two years, the most frequent of this year first."""
        found = {code for (each, code, _year) in self.values if each == what}
        return sorted(found, key=lambda code: (-self.get(what, code), code))


def count_year(office: Office, year: int, now: datetime | None = None) -> Figures:
    """In the sight of whoever asks: what one does not see is not counted; of deleted ones their traces are. One statement."""
    now = now or timezone.now()
    values = {
        "zone": settings.TIME_ZONE,
        "office": office.pk,
        "year": year,
        "years": [year - 1, year],
        "first": f"{year - 1}-01-01",
        "last": f"{year + 1}-01-01",
        "complaint": Kind.COMPLAINT.value,
        "closed": Stage.CLOSED.value,
        "chosen": [each.value for each in CHOSEN],
        "open": [each.value for each in OPEN],
        "long_ago": now - relativedelta(months=LONG_MONTHS),
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERY, values)
        rows = cursor.fetchall()
    return Figures(year, {(what, code, each): int(number) for what, code, each, number in rows})
