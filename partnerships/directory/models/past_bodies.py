"""Which bodies a partnership had on a past day, and who sat at their tables, in one statement."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from partnerships.directory.models.bodies import BodyKind
from partnerships.directory.models.partnerships import Partnership
from partnerships.directory.models.past import NAME
from partnerships.shared.dates import hold_on
from partnerships.shared.languages import text_in

GROUPS = (BodyKind.DIALOGUE_GROUP, BodyKind.EXPERT_GROUP)
MOST_BODIES, MOST_SEATS = 50, 200
# A body whose beginning nobody noted was there from the founding on.
BODIES = """
    SELECT id, kind, name, name_en FROM directory_body
    WHERE partnership_id = %(partnership)s AND (closed_on IS NULL OR closed_on >= %(day)s)
    AND coalesce(founded_on, attested_on, %(founded)s::date, %(day)s) <= %(day)s
    ORDER BY id LIMIT %(bodies)s
"""
QUERY = f"""
    SELECT b.id, b.kind, b.name, b.name_en, s.id, s.label, s.label_en, s.voting, s.person_id,
        s.organisation_id, {NAME.format(organisation="s.organisation_id")}
    FROM ({BODIES}) b LEFT JOIN directory_seat s ON s.body_id = b.id
    AND {hold_on("s.")}
    ORDER BY b.id, s.position, s.id LIMIT %(rows)s
"""


class SeatThen(NamedTuple):
    """One chair; `organisation` is the name of that day."""

    id: int
    label: str
    label_en: str
    voting: bool
    person_id: int | None
    organisation_id: int | None
    organisation: str | None

    def label_in(self) -> str:
        """The label in the reader's language, or as it was given."""
        return text_in(self, "label")


@dataclass(frozen=True)
class BodyThen:
    """A body with the seats of that day."""

    id: int
    kind: str
    name: str
    name_en: str
    seats: list[SeatThen] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Is it a working group, for dialogue or of experts?"""
        return self.kind in GROUPS

    def name_in(self) -> str:
        """The name in the reader's language, or as it was given."""
        return text_in(self, "name")


def read_bodies(partnership: Partnership, day: date) -> list[BodyThen]:
    """At most MOST_BODIES, in the order in which they were entered."""
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY,
            {
                "partnership": partnership.pk,
                "founded": partnership.founded_on,
                "day": day,
                "zone": timezone.get_current_timezone_name(),
                "bodies": MOST_BODIES,
                "rows": MOST_BODIES + MOST_SEATS,
            },
        )
        return _bodies(cursor.fetchall())


def _bodies(rows: list[tuple]) -> list[BodyThen]:
    bodies: dict[int, BodyThen] = {}
    for pk, kind, name, name_en, *seat in rows:
        body = bodies.setdefault(pk, BodyThen(pk, kind, name, name_en))
        if seat[0] is not None:
            body.seats.append(SeatThen(*seat))
    return list(bodies.values())
