"""Organisations above and below others, and those that go on as others: questions that no single row answers."""

from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL

# A circle of parents ends as well.
TOPMOST = """
WITH RECURSIVE up AS (
    SELECT id, parent_id, 0 AS steps FROM directory_organisation WHERE id = %s
    UNION ALL
    SELECT o.id, o.parent_id, up.steps + 1 FROM directory_organisation o
    JOIN up ON o.id = up.parent_id WHERE up.steps < 20
)
SELECT id FROM up ORDER BY steps DESC LIMIT 1
"""
WITH_DUPLICATES = """
WITH RECURSIVE same AS (
    SELECT unnest(%s::bigint[]) AS id
    UNION
    SELECT o.id FROM directory_organisation o JOIN same ON o.merged_into_id = same.id
)
SELECT array_agg(id) FROM same
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


def find_topmost(organisation: int) -> int:
    """The organisation that this one belongs to in the end; itself where it belongs to none."""
    with connection.cursor() as cursor:
        cursor.execute(TOPMOST, [organisation])
        row = cursor.fetchone()
    return row[0] if row else organisation


def topmost_in_sql(organisation: int) -> RawSQL:
    """The same, as a question that a statement asks by itself."""
    return RawSQL(f"({TOPMOST})", [organisation])  # noqa: S611 - our own text; the number is a parameter


def add_duplicates(organisations: Iterable[int]) -> list[int]:
    """These, and every entry that goes on as one of them."""
    with connection.cursor() as cursor:
        cursor.execute(WITH_DUPLICATES, [list(organisations)])
        return cursor.fetchone()[0]


def find_tree(organisations: Iterable[int]) -> frozenset[int]:
    """These organisations with everything they are part of, reached through, and what is part of them."""
    with connection.cursor() as cursor:
        cursor.execute(TREE, {"ids": sorted(set(organisations))})
        return frozenset(pk for (pk,) in cursor.fetchall())
