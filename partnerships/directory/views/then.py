"""What held in a partnership on a past day. Source: decision 0005, point 6.

Parts stop at a limit, so that a hundred thousand partners cost what a hundred do.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships.directory.access import HOLDS
from partnerships.directory.models import (
    Body,
    BodyKind,
    Partnership,
    Seat,
)
from partnerships.directory.models.asking import Answer
from partnerships.directory.views.counting import LIMIT

GROUPS = (BodyKind.DIALOGUE_GROUP, BodyKind.EXPERT_GROUP)
MOST_DAYS = 12
DAYS = f"""
WITH some_of_them AS (
    SELECT id, coalesce(since, attested_on) AS came, coalesce(until_on, (ended_at AT TIME ZONE %(zone)s)::date) AS went
    FROM directory_partner WHERE partnership_id = %(partnership)s
    ORDER BY sort_key, id LIMIT %(limit)s
),
days AS (
    SELECT came AS day FROM some_of_them
    UNION SELECT went + 1 FROM some_of_them
    UNION SELECT coalesce(c.on_day, c.attested_on)
        FROM directory_standingchange c JOIN some_of_them s ON s.id = c.partner_id
    UNION SELECT coalesce(founded_on, attested_on) FROM directory_body
        WHERE partnership_id = %(partnership)s
    UNION SELECT closed_on + 1 FROM directory_body WHERE partnership_id = %(partnership)s
    UNION SELECT founded_on FROM directory_partnership WHERE id = %(partnership)s
),
moves AS (
    SELECT extract(year FROM came)::int AS year, 1 AS came, 0 AS went FROM some_of_them
    UNION ALL SELECT extract(year FROM went + 1)::int, 0, 1 FROM some_of_them
        WHERE went < %(today)s
)
SELECT
    (SELECT coalesce(array_agg(day ORDER BY day DESC), '{{}}') FROM (
        SELECT day FROM days WHERE day <= %(today)s ORDER BY day DESC LIMIT %(most)s) d),
    (SELECT count(*) FROM some_of_them),
    (SELECT coalesce(json_agg(json_build_array(year, came, went) ORDER BY year), '[]') FROM (
        SELECT year, sum(came) AS came, sum(went) AS went FROM moves GROUP BY year) y),
    (SELECT count(*) FROM (SELECT FROM directory_partner s
        WHERE s.partnership_id = %(partnership)s AND {HOLDS} LIMIT %(limit)s) now_in)
"""


@dataclass(frozen=True)
class Counts:
    """Of partners on a day; they stop at LIMIT + 1."""

    all: int
    founding: int
    joined: int
    authority: int
    civil: int
    other: int
    police: int


def partners_on(partnership: Partnership, day: date) -> QuerySet:
    """Partners of that day, with the name and the standing that they had then."""
    return partnership.partners.on(day).annotate(
        name_then=name_on(day),
        standing_then=_standing(day),
    )


NAME = """
    coalesce((SELECT n.name FROM directory_organisationname n
        WHERE n.organisation_id = outer_organisation_id AND n.until_on >= %(day)s
        AND (n.since IS NULL OR n.since <= %(day)s) ORDER BY n.until_on, n.id LIMIT 1),
    outer_organisation__name)
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


def name_on(day: date) -> Answer:
    """The first name that ended on this day or later; today's where no former one reaches so far."""
    return Answer(NAME, day=day)


def _standing(day: date) -> Answer:
    """After the last change up to this day; before the first change since; otherwise today's."""
    return Answer(STANDING, day=day)


COUNTS = """
    SELECT count(*), count(*) FILTER (WHERE entry = 'founding'),
        count(*) FILTER (WHERE entry = 'joined'), count(*) FILTER (WHERE side = 'authority'),
        count(*) FILTER (WHERE side = 'civil'), count(*) FILTER (WHERE side = 'other'),
        count(*) FILTER (WHERE 'police' =
            (SELECT kind FROM directory_organisation WHERE id = organisation_id))
    FROM (
        SELECT organisation_id, entry, side FROM directory_partner
        WHERE partnership_id = %(partnership)s
        AND (since <= %(day)s OR (since IS NULL AND attested_on <= %(day)s))
        AND (until_on IS NULL OR until_on >= %(day)s)
        AND (ended_at IS NULL OR (ended_at AT TIME ZONE %(zone)s)::date > %(day)s)
        ORDER BY sort_key, id LIMIT %(limit)s
    ) some_of_them
"""


def count_on(partnership: Partnership, day: date) -> Counts:
    """One question, about at most LIMIT + 1 partners."""
    with connection.cursor() as cursor:
        cursor.execute(
            COUNTS,
            {
                "partnership": partnership.pk,
                "day": day,
                "zone": timezone.get_current_timezone_name(),
                "limit": LIMIT + 1,
            },
        )
        return Counts(*cursor.fetchone())


def bodies_on(partnership: Partnership, day: date) -> QuerySet:
    """Open on that day; one whose beginning nobody noted was there from the founding on."""
    begun = Q(founded_on__lte=day) | Q(founded_on__isnull=True, attested_on__lte=day)
    if partnership.founded_on is None or partnership.founded_on <= day:
        begun |= Q(founded_on__isnull=True, attested_on__isnull=True)
    still = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    return Body.objects.filter(begun, still, partnership=partnership).order_by("id")


def seats_on(bodies: list[Body], day: date) -> QuerySet:
    """At these tables on that day, with the names that organisations had then."""
    rows = Seat.objects.on(day).filter(body__in=[body.pk for body in bodies])
    named = rows.annotate(name_then=name_on(day))
    return named.select_related("person").order_by("body_id", "position", "id")


@dataclass(frozen=True)
class Course:
    """`days` on which something changed, the latest first; `years`: (year, came, went), empty when there are
    more than LIMIT partners, because they would not be all. `now`: how many there are today, at most LIMIT + 1.
    """

    days: list[date]
    years: list[tuple[int, int, int]]
    now: int


def course(partnership: Partnership, today: date) -> Course:
    """One question, about at most LIMIT partners."""
    with connection.cursor() as cursor:
        cursor.execute(
            DAYS,
            {
                "partnership": partnership.pk,
                "limit": LIMIT + 1,
                "today": today,
                "zone": timezone.get_current_timezone_name(),
                "most": MOST_DAYS,
            },
        )
        days, number, years, now = cursor.fetchone()
    return Course(days, [tuple(each) for each in years] if number <= LIMIT else [], now)
