"""Who is independent of whom: outside each other's organisations, and not an account that the other one opened.

Source: decision 0021. A *puppet* is an account that somebody alone invited, directly or through others: whoever typed
its address may be the one who reads its mail. It is nobody's puppet any more once an independent person has said who
it is: as its witness, by agreeing to its invitation, or as second person of one of its roles.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from partnerships.directory.models import Organisation
from partnerships.directory.rules.scopes import AUTHORITIES

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
# Everything above, below and beside, by parent and by hosted_by, in both directions.
TREE = """
WITH RECURSIVE tree AS (
    SELECT unnest(%(ids)s::bigint[]) AS id
    UNION
    SELECT other.id FROM tree JOIN directory_organisation o ON o.id = tree.id
    JOIN directory_organisation other ON other.id IN (o.parent_id, o.hosted_by_id, o.merged_into_id)
        OR other.parent_id = o.id OR other.hosted_by_id = o.id OR other.merged_into_id = o.id
)
SELECT id FROM tree WHERE id IS NOT NULL
"""
OWN = """
SELECT r.organisation_id FROM directory_representation r JOIN directory_person p ON p.id = r.person_id
WHERE p.account_id = ANY (%(accounts)s::bigint[]) AND r.ended_at IS NULL
    AND (r.until_on IS NULL OR r.until_on >= %(today)s)
UNION SELECT g.organisation_id FROM directory_grant g JOIN directory_person p ON p.id = g.person_id
WHERE p.account_id = ANY (%(accounts)s::bigint[]) AND g.ended_at IS NULL AND g.organisation_id IS NOT NULL
    AND (g.until_on IS NULL OR g.until_on >= %(today)s)
"""


def roots_of(accounts: Iterable[int]) -> dict[int, int]:
    """For each account the one that opened it alone, at the end of the chain; itself where nobody did."""
    asked = sorted(set(accounts))
    with connection.cursor() as cursor:
        cursor.execute(ROOTS, {"accounts": asked})
        return dict(cursor.fetchall())


def are_independent(first: int | None, second: int | None) -> bool:
    """Two accounts, neither of which opened the other, and which no third one opened. None is nobody."""
    if first is None or second is None:
        return True
    if first == second:
        return False
    roots = roots_of([first, second])
    return roots[first] != roots[second]


def tree_of(organisations: Iterable[int | None]) -> frozenset[int]:
    """These organisations with everything they are part of, reached through, and what is part of them."""
    ids = sorted({pk for pk in organisations if pk})
    with connection.cursor() as cursor:
        cursor.execute(TREE, {"ids": ids})
        return frozenset(pk for (pk,) in cursor.fetchall())


def organisations_of(accounts: Iterable[int | None]) -> frozenset[int]:
    """Whom these accounts stand for, today or later, or hold a role of."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "accounts": sorted({pk for pk in accounts if pk}),
            "today": timezone.localdate(),
        }
        cursor.execute(OWN, values)
        return frozenset(pk for (pk,) in cursor.fetchall())


def authorities_among(organisations: Iterable[int | None]) -> frozenset[int]:
    """Authorities by their kind, or because somebody is or was liaison staff or officer there.

    `Partner.side` is typed by keepers and proves nothing.
    """
    ids = {pk for pk in organisations if pk}
    by_kind = Organisation.objects.filter(pk__in=ids, kind__in=AUTHORITIES)
    by_role = Organisation.objects.filter(pk__in=ids, grants__role__in=("liaison", "officer"))
    return frozenset(by_kind.values_list("pk", flat=True)) | frozenset(
        by_role.values_list("pk", flat=True)
    )
