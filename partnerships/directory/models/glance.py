"""What the overview tells of a partnership, in one statement, with what other apps put on the shelf for it.

Its parts stop at a limit, so that a hundred thousand partners cost what a hundred do.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from partnerships.directory.models.accounts import Account
from partnerships.directory.models.counting import LIMIT
from partnerships.directory.models.partnerships import Partnership, Side
from partnerships.shared.dates import hold_today
from partnerships.shared.panels import Panel, Values
from partnerships.shared.registry import partnership_panels

CONTACTS = 4
LATEST = 3  # rows of a panel

# Whoever stands for a partner of a partnership one sees may be seen: `Person.visible_to`.
CONTACT = f"""
    SELECT p.sort_key, r.id, p.given_name, p.family_name, p.email, p.phone, r.function,
        r.organisation_id, p.phone_shown_to, r.person_id, p.account_id
    FROM directory_representation r
    JOIN directory_person p ON p.id = r.person_id
    WHERE {hold_today("r.")} AND EXISTS (
        SELECT FROM directory_partner s WHERE s.organisation_id = r.organisation_id
        AND s.partnership_id = %(partnership)s AND s.side = %(authority)s AND {hold_today("s.")})
"""
# Looked up for the few rows that are shown: one more join would cost more planning than it saves.
NAME = "(SELECT name FROM directory_organisation WHERE id = organisation_id)"
# The rule is rules.people.phone_for: who takes part here is a fellow member of whoever looks.
PHONE = f"""
    CASE WHEN account_id = %(account)s OR phone_shown_to = 'partnership'
        OR (phone_shown_to = 'liaison' AND %(liaison)s)
        OR (phone_shown_to <> 'nobody' AND EXISTS (
            SELECT FROM directory_representation s WHERE s.person_id = contact.person_id
            AND s.organisation_id = ANY (%(own)s) AND {hold_today("s.")}))
    THEN phone ELSE '' END
"""
FIRST = "ORDER BY p.sort_key, r.id LIMIT %(contacts)s"
QUERY = f"""
WITH now_in AS (
    SELECT s.organisation_id, s.side FROM directory_partner s
    WHERE s.partnership_id = %(partnership)s AND {hold_today("s.")} LIMIT %(limit)s
),
liaison AS (SELECT s.person_id FROM directory_grant s WHERE s.role = 'liaison' AND {hold_today("s.")}),
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
    WHERE s.partnership_id = %(partnership)s AND s.organisation_id = ANY (%(own)s) AND {hold_today("s.")}
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
    (SELECT coalesce(json_agg(json_build_array(concat_ws(' ', nullif(given_name, ''), family_name),
        function, {NAME}, email, {PHONE}) ORDER BY place, sort_key, id), '[]') FROM contact),
    (SELECT coalesce(json_agg({NAME} ORDER BY sort_key), '[]') FROM mine)
"""


class Contact(NamedTuple):
    """Somebody who stands for an authority; all but the name may be empty."""

    name: str
    function: str
    organisation: str
    email: str
    phone: str


class Part(NamedTuple):
    """What the panel of an app found: how many there are, which stops at LIMIT + 1, and the values of its latest rows."""

    panel: Panel
    number: int
    latest: list[Values]


@dataclass(frozen=True)
class Glance:
    """Counts stop at LIMIT + 1; `kinds` (side, kind, number) is empty when there are more than LIMIT.

    `mine`: names of the reader's organisations that are partners. `parts`: one for each panel on the shelf.
    """

    partners: int
    kinds: list[tuple[str, str, int]]
    bodies: int
    projects: int
    contacts: list[Contact]
    mine: list[str]
    parts: list[Part]

    @classmethod
    def read(cls, partnership: Partnership, account: Account) -> "Glance":
        """For an account that sees the partnership: the caller has asked."""
        panels = list(partnership_panels)
        with connection.cursor() as cursor:
            cursor.execute(_statement(panels), _parameters(partnership, account))
            partners, kinds, bodies, projects, contacts, mine, *values = cursor.fetchone()
        return cls(
            partners=partners,
            kinds=[(side, kind, number) for side, kind, number in kinds],
            bodies=bodies,
            projects=projects,
            contacts=[Contact(*each) for each in contacts],
            mine=mine,
            parts=[Part(*each) for each in zip(panels, values[::2], values[1::2], strict=True)],
        )


def _statement(panels: list[Panel]) -> str:
    values = [value for panel in panels for value in (panel.count, panel.latest)]
    return ",".join([QUERY, *(f"({value})" for value in values)])


def _parameters(
    partnership: Partnership, account: Account
) -> dict[str, int | str | date | list[int]]:
    return {
        "partnership": partnership.pk,
        "today": timezone.localdate(),
        "authority": Side.AUTHORITY.value,
        "own": list(account.access.organisation_ids),
        "account": account.pk,
        "liaison": account.access.is_liaison_in(partnership.pk),
        "limit": LIMIT + 1,
        "contacts": CONTACTS,
        "latest": LATEST,
    }
