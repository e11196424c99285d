"""Who was in a partnership on a past day, and how that changed. Source: decision 0005, point 6.

Parts stop at a limit, so that a hundred thousand partners cost what a hundred do.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from partnerships.directory.models.conditions import Answer
from partnerships.directory.models.counting import LIMIT
from partnerships.directory.models.partnerships import Partnership
from partnerships.shared.dates import hold_on, hold_today

MOST_DAYS = 12
THEN = f"p.partnership_id = %(partnership)s AND {hold_on('p.')}"
COURSE = f"""
WITH some_of_them AS MATERIALIZED (
    SELECT id, coalesce(since, attested_on) AS came,
        least(until_on, (ended_at AT TIME ZONE %(zone)s)::date - 1) AS went
    FROM directory_partner WHERE partnership_id = %(partnership)s
    ORDER BY sort_key, id LIMIT %(limit)s
),
moves AS MATERIALIZED (SELECT came, went, count(*) AS partners FROM some_of_them GROUP BY came, went),
days AS (
    SELECT came AS day FROM moves
    UNION SELECT went + 1 FROM moves
    UNION SELECT coalesce(c.on_day, c.attested_on)
        FROM directory_standingchange c JOIN some_of_them s ON s.id = c.partner_id
    UNION SELECT coalesce(founded_on, attested_on) FROM directory_body
        WHERE partnership_id = %(partnership)s
    UNION SELECT closed_on + 1 FROM directory_body WHERE partnership_id = %(partnership)s
    UNION SELECT founded_on FROM directory_partnership WHERE id = %(partnership)s
),
there AS MATERIALIZED (
    SELECT count(*) AS every, count(*) FILTER (WHERE entry = 'founding') AS founding
    FROM (SELECT entry FROM directory_partner p WHERE {THEN} LIMIT %(limit)s) p
)
SELECT
    (SELECT coalesce(array_agg(day ORDER BY day DESC), '{{}}') FROM (
        SELECT day FROM days WHERE day <= %(today)s ORDER BY day DESC LIMIT %(most)s) d),
    (SELECT coalesce(json_agg(json_build_array(
        extract(year FROM came), CASE WHEN went < %(today)s THEN extract(year FROM went + 1) END, partners)), '[]')
        FROM moves WHERE (SELECT sum(partners) FROM moves) < %(limit)s),
    (SELECT count(*) FROM (SELECT FROM directory_partner s
        WHERE s.partnership_id = %(partnership)s AND {hold_today("s.")} LIMIT %(limit)s) now_in),
    (SELECT every FROM there),
    (SELECT founding FROM there),
    (SELECT count(*) FROM directory_partner p JOIN directory_organisation o ON o.id = p.organisation_id
        WHERE o.kind = 'police' AND {THEN} AND (SELECT every FROM there) < %(limit)s)
"""


@dataclass(frozen=True)
class Counts:
    """Of partners on a day. `all` stops at LIMIT + 1; the rest holds where it did not."""

    all: int
    founding: int
    police: int

    @property
    def joined(self) -> int:
        """Number of partners who joined later."""
        return self.all - self.founding


def partners_on(partnership: Partnership, day: date) -> QuerySet:
    """Partners of that day, with the name and the standing that they had then."""
    return partnership.partners.on(day).annotate(
        name_then=_name(day),
        standing_then=_standing(day),
    )


NAME = """
    coalesce((SELECT n.name FROM directory_organisationname n
        WHERE n.organisation_id = {organisation} AND n.until_on >= %(day)s
        AND (n.since IS NULL OR n.since <= %(day)s) ORDER BY n.until_on, n.id LIMIT 1),
    (SELECT name FROM directory_organisation WHERE id = {organisation}))
"""
STANDING = """
    coalesce(
        (SELECT c.after FROM directory_standingchange c
            WHERE c.partner_id = outer_id AND coalesce(c.on_day, c.attested_on) <= %(day)s
            ORDER BY coalesce(c.on_day, c.attested_on) DESC, c.id DESC LIMIT 1),
        (SELECT c.before FROM directory_standingchange c
            WHERE c.partner_id = outer_id AND coalesce(c.on_day, c.attested_on) > %(day)s
            ORDER BY coalesce(c.on_day, c.attested_on), c.id LIMIT 1),
        outer_standing)
"""


def _name(day: date) -> Answer:
    """The first name that ended on this day or later; today's where no former one reaches so far."""
    return Answer(NAME.format(organisation="outer_organisation_id"), day=day)


def _standing(day: date) -> Answer:
    """After the last change up to this day; before the first change since; otherwise today's."""
    return Answer(STANDING, day=day)


@dataclass(frozen=True)
class Course:
    """`days` on which something changed, the latest first; `years`: (year, came, went), empty when there are
    more than LIMIT partners, because they would not be all. `now`: how many there are today, at most LIMIT + 1.
    `there`: how many there were on the day asked about.
    """

    days: list[date]
    years: list[tuple[int, int, int]]
    now: int
    there: Counts


def read_course(partnership: Partnership, day: date, today: date) -> Course:
    """What the page on a past day shows beside its lists, in one statement about at most LIMIT + 1 partners."""
    with connection.cursor() as cursor:
        cursor.execute(
            COURSE,
            {
                "partnership": partnership.pk,
                "limit": LIMIT + 1,
                "day": day,
                "today": today,
                "zone": timezone.get_current_timezone_name(),
                "most": MOST_DAYS,
            },
        )
        days, moves, now, *there = cursor.fetchone()
    return Course(days, _years(moves), now, Counts(*there))


def _years(moves: list[tuple[int, int | None, int]]) -> list[tuple[int, int, int]]:
    """From (year of coming, year of leaving, how many) to (year, came, went)."""
    came: Counter[int] = Counter()
    went: Counter[int] = Counter()
    for first, last, partners in moves:
        came[first] += partners
        if last:
            went[last] += partners
    return [(year, came[year], went[year]) for year in sorted(came | went)]
