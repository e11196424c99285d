"""What the overview tells of a partnership, in one statement.

Its parts stop at a limit, so that a hundred thousand partners cost what a hundred do.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from partnerships.directory.models import Account, Partnership, Side
from partnerships.directory.models.access import HOLDS
from partnerships.directory.views.counting import LIMIT

CONTACTS = 4
LATEST = 3  # agreements


def _holds(alias: str) -> str:
    return HOLDS.replace("s.", f"{alias}.")


# Whoever stands for a partner of a partnership one sees may be seen: `Person.visible_to`.
CONTACT = f"""
    SELECT p.sort_key, r.id, p.given_name, p.family_name, p.email, p.phone, r.function,
        r.organisation_id, p.phone_shown_to, r.person_id, p.account_id
    FROM directory_representation r
    JOIN directory_person p ON p.id = r.person_id
    WHERE {_holds("r")} AND EXISTS (
        SELECT FROM directory_partner s WHERE s.organisation_id = r.organisation_id
        AND s.partnership_id = %(partnership)s AND s.side = %(authority)s AND {HOLDS})
"""
# The agreements' room is above this one: its table is asked through the relation. Whoever sees a
# partnership sees its agreements.
AGREEMENT: Any = Partnership._meta.get_field("agreements").related_model
AGREEMENTS = AGREEMENT._meta.db_table
# Looked up for the few rows that are shown: one more join would cost more planning than it saves.
NAME = "(SELECT name FROM directory_organisation WHERE id = organisation_id)"
# The rule is rules.people.phone_for: who takes part here is a fellow member of whoever looks.
PHONE = f"""
    CASE WHEN account_id = %(account)s OR phone_shown_to = 'partnership'
        OR (phone_shown_to = 'liaison' AND %(liaison)s)
        OR (phone_shown_to <> 'nobody' AND EXISTS (
            SELECT FROM directory_representation s WHERE s.person_id = contact.person_id
            AND s.organisation_id = ANY (%(own)s) AND {HOLDS}))
    THEN phone ELSE '' END
"""
FIRST = "ORDER BY p.sort_key, r.id LIMIT %(contacts)s"
QUERY = f"""
WITH now_in AS (
    SELECT s.organisation_id, s.side FROM directory_partner s
    WHERE s.partnership_id = %(partnership)s AND {HOLDS} LIMIT %(limit)s
),
liaison AS (SELECT s.person_id FROM directory_grant s WHERE s.role = 'liaison' AND {HOLDS}),
contact AS (
    (SELECT 0 AS place, c.* FROM (
        {CONTACT} AND r.person_id IN (SELECT person_id FROM liaison) {FIRST}) c)
    UNION ALL
    (SELECT 1, c.* FROM (
        {CONTACT} AND r.person_id NOT IN (SELECT person_id FROM liaison) {FIRST}) c)
    ORDER BY place, sort_key, id LIMIT %(contacts)s
),
mine AS (
    SELECT s.organisation_id, s.sort_key FROM directory_partner s
    WHERE s.partnership_id = %(partnership)s AND s.organisation_id = ANY (%(own)s) AND {HOLDS}
    ORDER BY s.sort_key LIMIT %(contacts)s
)
SELECT
    (SELECT count(*) FROM now_in),
    (SELECT coalesce(json_agg(json_build_array(side, kind, number)), '[]') FROM (
        SELECT side, kind, count(*) AS number
        FROM now_in JOIN directory_organisation o ON o.id = organisation_id
        WHERE (SELECT count(*) FROM now_in) < %(limit)s GROUP BY side, kind) n),
    (SELECT count(*) FROM (SELECT FROM directory_body
        WHERE partnership_id = %(partnership)s AND closed_on IS NULL LIMIT %(limit)s) b),
    (SELECT count(*) FROM (SELECT FROM directory_project
        WHERE partnership_id = %(partnership)s LIMIT %(limit)s) p),
    (SELECT count(*) FROM (SELECT FROM {AGREEMENTS}
        WHERE partnership_id = %(partnership)s LIMIT %(limit)s) a),
    (SELECT coalesce(json_agg(json_build_array(concat_ws(' ', nullif(given_name, ''), family_name),
        function, {NAME}, email, {PHONE}) ORDER BY place, sort_key, id), '[]') FROM contact),
    (SELECT coalesce(json_agg({NAME} ORDER BY sort_key), '[]') FROM mine),
    (SELECT coalesce(json_agg(json_build_array(id, title, title_en, stage, effective_on)
        ORDER BY created_at DESC, id DESC), '[]') FROM (
        SELECT id, title, title_en, stage, effective_on, created_at FROM {AGREEMENTS} WHERE partnership_id = %(partnership)s
        ORDER BY created_at DESC, id DESC LIMIT %(latest)s) l)
"""


class Contact(NamedTuple):
    """Somebody who stands for an authority; all but the name may be empty."""

    name: str
    function: str
    organisation: str
    email: str
    phone: str


@dataclass(frozen=True)
class Glance:
    """Counts stop at LIMIT + 1; `kinds` (side, kind, number) is empty when there are more than LIMIT."""

    partners: int
    kinds: list[tuple[str, str, int]]
    bodies: int
    projects: int
    agreements: int
    contacts: list[Contact]
    mine: list[str]
    latest: list[Any]  # agreements, the latest first

    @classmethod
    def of(cls, partnership: Partnership, account: Account) -> "Glance":
        """For an account that sees the partnership: the caller has asked."""
        with connection.cursor() as cursor:
            cursor.execute(
                QUERY,
                {
                    "partnership": partnership.pk,
                    "today": timezone.localdate(),
                    "authority": Side.AUTHORITY.value,
                    "own": list(account.access.organisation_ids),
                    "account": account.pk,
                    "liaison": account.access.is_liaison_in(partnership.pk),
                    "limit": LIMIT + 1,
                    "contacts": CONTACTS,
                    "latest": LATEST,
                },
            )
            partners, kinds, *counts, contacts, mine, latest = cursor.fetchone()
        named, people = [tuple(each) for each in kinds], [Contact(*each) for each in contacts]
        return cls(partners, named, *counts, people, mine, [_agreement(*row) for row in latest])


def _agreement(pk: int, title: str, title_en: str, stage: str, effective_on: str | None) -> Any:
    """A row of its own class, which knows its stages' words."""
    day = date.fromisoformat(effective_on) if effective_on else None
    return AGREEMENT(pk=pk, title=title, title_en=title_en, stage=stage, effective_on=day)
