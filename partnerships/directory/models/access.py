"""What one account may see and do today, read from its person's grants and representations.

Source: decision 0005: liaison staff see the partnerships their authority is in; representatives those in which
their organisation is a partner or a body seats them; nobody sees by being asked for.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from partnerships.shared.dates import hold_today

PROTECTED_ROLES = frozenset(
    {"complaints", "approver", "analyst", "legal", "data_protection", "administrator"}
)
SECOND_FACTOR_ROLES = PROTECTED_ROLES | {"liaison", "officer", "helper"}

HOLDS = hold_today("s.")

# One statement instead of five: it runs on every page of every signed-in person.
QUERY = f"""
WITH me AS (
    SELECT id, coalesce(nullif(given_name, ''), family_name) AS called,
        btrim(given_name || ' ' || family_name) AS name, printed_name
    FROM directory_person WHERE account_id = %(account)s
),
grants AS (
    SELECT s.role, s.organisation_id, s.partnership_id FROM directory_grant s
    JOIN me ON me.id = s.person_id WHERE {HOLDS}
    AND (s.confirmed_by_id IS NOT NULL OR s.given_by_id IS NULL OR s.before_rule)
),
stand AS (
    SELECT s.id, s.organisation_id, s.role, s.is_provisional,
        s.may_sign AND s.rests_on_id IS NOT NULL AND coalesce(s.signs_since <= %(today)s, true) AS signs
    FROM directory_representation s
    JOIN me ON me.id = s.person_id WHERE {HOLDS}
),
orgs AS (
    SELECT organisation_id AS id FROM stand
    UNION SELECT organisation_id FROM grants WHERE role = 'liaison' AND organisation_id IS NOT NULL
),
seats AS (
    SELECT s.id, b.partnership_id, b.kind, s.voting FROM directory_seat s
    JOIN directory_body b ON b.id = s.body_id JOIN me ON me.id = s.person_id WHERE {HOLDS}
    AND s.taken_at IS NOT NULL
),
visible AS (
    SELECT s.partnership_id AS id FROM directory_partner s JOIN orgs ON orgs.id = s.organisation_id WHERE {HOLDS}
    UNION SELECT partnership_id FROM seats
    UNION SELECT partnership_id FROM grants WHERE role = 'liaison' AND partnership_id IS NOT NULL
)
SELECT
    (SELECT id FROM me),
    (SELECT called FROM me),
    (SELECT json_build_array(name, printed_name) FROM me),
    (SELECT coalesce(json_agg(json_build_array(role, organisation_id, partnership_id)), '[]') FROM grants),
    (SELECT coalesce(json_agg(json_build_array(id, organisation_id, role, signs, is_provisional)), '[]') FROM stand),
    (SELECT coalesce(json_agg(json_build_array(id, partnership_id, kind, voting)), '[]') FROM seats),
    (SELECT coalesce(array_agg(id), '{{}}') FROM visible),
    (SELECT coalesce(array_agg(DISTINCT s.partnership_id), '{{}}') FROM directory_partner s
     JOIN grants g ON g.organisation_id = s.organisation_id AND g.role = 'liaison' WHERE {HOLDS}),
    (SELECT coalesce(array_agg(id), '{{}}') FROM (
        SELECT id FROM orgs WHERE NOT EXISTS (
            SELECT FROM directory_partner s JOIN visible ON visible.id = s.partnership_id WHERE s.organisation_id = orgs.id)
        UNION SELECT id FROM directory_organisation o WHERE o.entered_by_id = %(account)s
            AND o.merged_into_id IS NULL AND EXISTS (SELECT FROM grants WHERE role = 'liaison')
            AND NOT EXISTS (SELECT FROM directory_partner s WHERE s.organisation_id = o.id)) AS alone)
"""


class OwnRole(NamedTuple):
    """A role in its scope: an organisation, a partnership, or neither (the installation); numbers of rows."""

    role: str
    organisation: int | None
    partnership: int | None


class Stand(NamedTuple):
    """Standing for an organisation today: number of the representation, number of the organisation, role."""

    pk: int
    organisation: int
    role: str
    signs: bool
    provisional: bool


class Sitting(NamedTuple):
    """A seat that was taken: its number, the partnership's, the kind of body."""

    pk: int
    partnership: int
    kind: str
    voting: bool


@dataclass(frozen=True)
class Access:
    """`called` is the given name, or the family name; `names` the whole one and its printed form; the rest are numbers of rows. `lone` are one's own
    organisations that never were a partner of any partnership one sees, and those that one entered as liaison
    staff and that no partnership has admitted yet.
    """

    person_id: int | None = None
    called: str = ""
    names: tuple[str, str] = ("", "")
    grants: tuple[OwnRole, ...] = ()
    stands: tuple[Stand, ...] = ()
    seats: tuple[Sitting, ...] = ()
    partnership_ids: frozenset[int] = field(default_factory=frozenset)
    liaison_partnership_ids: frozenset[int] = field(default_factory=frozenset)
    lone_organisation_ids: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def read(cls, account: int) -> "Access":
        """What the account with this number may see and do today, in one query."""
        with connection.cursor() as cursor:
            cursor.execute(
                QUERY,
                {
                    "account": account,
                    "today": timezone.localdate(),
                },
            )
            person, called, names, grants, stands, seats, visible, liaison, lone = cursor.fetchone()
        granted = {p for role, _, p in grants if role == "liaison" and p}
        return cls(
            person_id=person,
            called=called or "",
            names=tuple(names or ("", "")),
            grants=tuple(OwnRole(*grant) for grant in grants),
            stands=tuple(Stand(*stand) for stand in stands),
            seats=tuple(Sitting(*seat) for seat in seats),
            partnership_ids=frozenset(visible),
            liaison_partnership_ids=frozenset(liaison) | granted,
            lone_organisation_ids=frozenset(lone),
        )

    @property
    def own_person_id(self) -> int:
        """Number of the account's person. Raises: PermissionDenied for an account that has none."""
        if self.person_id is None:
            raise PermissionDenied
        return self.person_id

    def has(self, *roles: str) -> bool:
        """Holds one of these roles, in whatever scope."""
        return any(grant.role in roles for grant in self.grants)

    @property
    def is_administrator(self) -> bool:
        """Holds the administrator's role for the installation."""
        return ("administrator", None, None) in self.grants

    @property
    def needs_second_factor(self) -> bool:
        """Holds a role that reads more than one organisation's own matters. Source: DESIGN section 3."""
        return any(grant.role in SECOND_FACTOR_ROLES for grant in self.grants)

    @property
    def liaison_of(self) -> frozenset[int]:
        """Authorities whose liaison staff the person is today."""
        return frozenset(
            grant.organisation
            for grant in self.grants
            if grant.role == "liaison" and grant.organisation
        )

    @property
    def organisation_ids(self) -> frozenset[int]:
        """Organisations the person stands for today, or whose liaison staff they are."""
        return frozenset(stand.organisation for stand in self.stands) | self.liaison_of

    @property
    def near_organisation_ids(self) -> frozenset[int]:
        """One's own organisations, and those that one entered and that no partnership has admitted yet."""
        return self.organisation_ids | self.lone_organisation_ids

    @property
    def leads(self) -> frozenset[int]:
        """Organisations whose lead representative the person is today, confirmed or not: the daily work."""
        return frozenset(stand.organisation for stand in self.stands if stand.role == "lead")

    @property
    def vouches(self) -> frozenset[int]:
        """Organisations whose confirmed lead the person is today: says who stands and signs for them."""
        rows = (stand for stand in self.stands if stand.role == "lead" and not stand.provisional)
        return frozenset(stand.organisation for stand in rows)

    @property
    def acts_for(self) -> frozenset[int]:
        """Organisations in whose name the person keeps entries: as confirmed lead, or as liaison staff."""
        return self.vouches | self.liaison_of

    def stands_for(self, organisation: int) -> Stand | None:
        """How the person stands for it today."""
        return next((row for row in self.stands if row.organisation == organisation), None)

    def signs_for(self, organisation: int) -> Stand | None:
        """The representation through which the person signs for it today."""
        rows = (row for row in self.stands if row.organisation == organisation and row.signs)
        return next(rows, None)

    @property
    def signs(self) -> frozenset[int]:
        """Organisations for which the person may sign today."""
        return frozenset(stand.organisation for stand in self.stands if stand.signs)

    def is_liaison_in(self, partnership_id: int) -> bool:
        """Liaison staff of an authority in this partnership."""
        return partnership_id in self.liaison_partnership_ids

    def co_manages(self, partnership_id: int) -> bool:
        """Has a voting seat in the partnership's joint management or steering committee."""
        kinds = ("joint_management", "steering_committee")
        return any(
            seat.partnership == partnership_id and seat.kind in kinds and seat.voting
            for seat in self.seats
        )
