"""Who opened which account, and whom accounts stand for: questions that go along several tables."""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

# Up the chain of invitations, as far as nobody independent stands between.
ROOTS = """
WITH RECURSIVE known AS (
    SELECT p.account_id AS id FROM directory_appointment a JOIN directory_person p ON p.id = a.person_id
    WHERE a.seconded_at IS NOT NULL OR (a.document <> '' AND a.completed_at IS NOT NULL)
    UNION SELECT p.account_id FROM directory_invitation i JOIN directory_person p ON p.id = i.person_id
    WHERE i.accepted_at IS NOT NULL AND i.needs_yes AND i.agreed_by_id IS NOT NULL
    UNION SELECT p.account_id FROM directory_grant g JOIN directory_person p ON p.id = g.person_id
    WHERE g.confirmed_by_id IS NOT NULL
),
up AS (
    SELECT asked.id AS account, asked.id AS at, 0 AS steps FROM unnest(%(accounts)s::bigint[]) AS asked (id)
    UNION
    SELECT up.account, i.invited_by_id, up.steps + 1 FROM up
    JOIN directory_person p ON p.account_id = up.at
    JOIN directory_invitation i ON i.person_id = p.id AND i.accepted_at IS NOT NULL
    WHERE i.invited_by_id IS NOT NULL AND up.steps < 50
    AND up.at NOT IN (SELECT id FROM known WHERE id IS NOT NULL)
)
SELECT DISTINCT ON (account) account, at FROM up ORDER BY account, steps DESC
"""
OWN = """
SELECT r.organisation_id FROM directory_representation r JOIN directory_person p ON p.id = r.person_id
WHERE p.account_id = ANY (%(accounts)s::bigint[]) AND r.ended_at IS NULL
    AND (r.until_on IS NULL OR r.until_on >= %(today)s)
UNION SELECT g.organisation_id FROM directory_grant g JOIN directory_person p ON p.id = g.person_id
WHERE p.account_id = ANY (%(accounts)s::bigint[]) AND g.ended_at IS NULL AND g.organisation_id IS NOT NULL
    AND (g.until_on IS NULL OR g.until_on >= %(today)s)
"""


def find_roots(accounts: Iterable[int]) -> dict[int, int]:
    """For each account the one that opened it alone, at the end of the chain; itself where nobody did."""
    with connection.cursor() as cursor:
        cursor.execute(ROOTS, {"accounts": sorted(set(accounts))})
        return dict(cursor.fetchall())


def find_organisations(accounts: Iterable[int]) -> frozenset[int]:
    """Whom these accounts stand for, today or later, or hold a role of."""
    with connection.cursor() as cursor:
        cursor.execute(OWN, {"accounts": sorted(set(accounts)), "today": timezone.localdate()})
        return frozenset(pk for (pk,) in cursor.fetchall())
