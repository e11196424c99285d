"""Who can be invited to a meeting, and for whom each of them comes."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from meetings.models import Meeting, Poll
from partnerships.directory.models import (
    Account,
    Grant,
    Organisation,
    Partner,
    Person,
    Representation,
    Role,
    Seat,
    Side,
)
from partnerships.directory.models.managing import keepers_of
from partnerships.directory.models.people import takes_part_in

MOST_OFFERED = 300


class Place(NamedTuple):
    """For whom somebody comes: number of the organisation, and its side of the table."""

    organisation: int | None
    side: str


def people_to_invite(meeting: Meeting) -> list[tuple[Person, str]]:
    """People who take part in the partnership and are not on the list yet, with the name of whom they stand for."""
    listed = meeting.attendees.invited().filter(person__isnull=False).values("person")
    return _people_of(meeting, listed)


def people_to_ask(poll: Poll) -> list[tuple[Person, str]]:
    """The same of a date poll."""
    meeting = Meeting(partnership=poll.partnership, body=poll.body)
    return _people_of(meeting, poll.voters.filter(person__isnull=False).values("person"))


def _people_of(meeting: Meeting, listed: QuerySet) -> list[tuple[Person, str]]:
    place = meeting.partnership_id
    staff = Grant.objects.current().filter(
        Q(partnership=place)
        | Q(
            organisation__in=Partner.objects.current()
            .filter(partnership=place)
            .values("organisation")
        ),
        role=Role.LIAISON,
        person__isnull=False,
    )
    rows = (
        Person.objects.present()
        .filter(Q(takes_part_in([place])) | Q(pk__in=staff.values("person")))
        .exclude(pk__in=listed)
    )
    people = list(rows.select_related("account").order_by("sort_key", "pk")[:MOST_OFFERED])
    places = places_of(meeting, [person.pk for person in people])
    names = _names(places.values())
    return [(person, names.get(places[person.pk].organisation, "")) for person in people]


def _names(places: Iterable[Place]) -> dict[int | None, str]:
    ids = {place.organisation for place in places if place.organisation}
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def seated(meeting: Meeting) -> list[int]:
    """Numbers of the people who sit in the meeting's body."""
    if meeting.body_id is None:
        return []
    seats = Seat.objects.current().filter(body=meeting.body_id, taken_at__isnull=False)
    return list(seats.filter(person__isnull=False).values_list("person_id", flat=True))


def places_of(meeting: Meeting, ids: list[int]) -> dict[int, Place]:
    """For whom each of these people comes: their seat in the meeting's body; a partner they stand for or whose liaison
    staff they are; otherwise a seat in another body.
    """
    partners = Partner.objects.current().filter(partnership=meeting.partnership_id)
    sides = dict(partners.values_list("organisation_id", "side"))
    found: dict[int, int] = {}
    for rows in (
        Seat.objects.current().filter(
            body__partnership=meeting.partnership_id, taken_at__isnull=False
        ),
        Grant.objects.current().filter(role=Role.LIAISON, organisation__in=list(sides)),
        Representation.objects.current().filter(organisation__in=list(sides), is_provisional=False),
        Seat.objects.current().filter(body=meeting.body_id or 0, taken_at__isnull=False),
    ):
        pairs = rows.filter(person__in=ids, organisation__isnull=False).order_by("-pk")
        found |= dict(pairs.values_list("person_id", "organisation_id"))
    return {pk: Place(found.get(pk), sides.get(found.get(pk, 0), Side.OTHER)) for pk in ids}


def people_at(meeting: Meeting) -> list[int]:
    """Numbers of the people of the directory on the meeting's list: whom a task can be given."""
    rows = meeting.attendees.invited().filter(person__isnull=False)
    return list(rows.values_list("person_id", flat=True))


def organisations_at(meeting: Meeting) -> list[int]:
    """Numbers of the partners, and of organisations that somebody on the list stands for."""
    partners = Partner.objects.current().filter(partnership=meeting.partnership_id)
    guests = meeting.attendees.invited().filter(organisation__isnull=False)
    return [
        *partners.values_list("organisation_id", flat=True),
        *guests.values_list("organisation_id", flat=True),
    ]


def hosts_of(meeting: Meeting) -> list[Account]:
    """Whoever planned it, and keepers who are invited themselves; where there are none, all keepers of the partnership."""
    keepers = list(keepers_of(meeting.partnership_id).select_related("person"))
    listed = set(people_at(meeting))
    near = [
        each for each in keepers if each.pk == meeting.planned_by_id or each.person.pk in listed
    ]
    return near or keepers
