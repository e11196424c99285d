"""How many entries of the catalogue speak of each pair of kinds, counted by the database."""

from datetime import date
from typing import NamedTuple

from django.db import connection

QUERY = """
WITH v AS (
    SELECT id, from_kinds, to_kinds, is_mutual, blocked_because <> '' AS blocked,
        blocked_because = '' AND reviewed_by_id IS NOT NULL AND valid_until >= %(day)s AS holds
    FROM analyses_provisionversion WHERE replaced_at IS NULL
),
pairs AS (
    SELECT id, f, t, blocked, holds FROM v, unnest(from_kinds) f, unnest(to_kinds) t
    UNION SELECT id, t, f, blocked, holds FROM v, unnest(from_kinds) f, unnest(to_kinds) t WHERE is_mutual
)
SELECT f, t, count(*) FILTER (WHERE holds), count(*) FILTER (WHERE NOT holds AND NOT blocked), count(*) FILTER (WHERE blocked)
FROM pairs GROUP BY f, t
"""


class Counted(NamedTuple):
    """Entries of one pair: those that can be chosen, those that nobody may rely on (not reviewed, expired), those that are blocked."""

    holds: int
    waits: int
    blocked: int


def count_pairs(day: date) -> dict[tuple[str, str], Counted]:
    """By kind that holds and kind that receives; a pair that is not there is one of which nothing is known."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, {"day": day})
        return {(row[0], row[1]): Counted(*row[2:]) for row in cursor.fetchall()}
