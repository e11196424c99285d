"""Who is on the list of a meeting, and when they are told."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import rules
from meetings.actions import telling
from meetings.actions.planning import acting, lock
from meetings.models import Attendee, Meeting
from meetings.people import places_of
from meetings.stages import LIFE, Stage
from partnerships.directory.models import Account, Person
from partnerships.shared.audit.actions import record

MOST = 500  # people on one list


class Guest(NamedTuple):
    """Somebody who stands in no directory."""

    name: str
    email: str = ""
    organisation: str = ""


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    by: Account,
    people: Iterable[Person] = (),
    guests: Sequence[Guest] = (),
) -> list[Attendee]:
    """Put people on the list; whoever stands there already is not added twice. Once invitations are out, they get theirs.

    Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_invite(by, meeting).enforce()
    there = meeting.attendees.invited()
    known = set(there.values_list("person_id", flat=True))
    called = set(there.filter(person__isnull=True).values_list("name", "email"))
    new = [person for person in people if person.pk not in known]
    guests = [guest for guest in dict.fromkeys(guests) if guest[:2] not in called]
    if there.count() + len(new) + len(guests) > MOST:
        raise ValidationError(_("At most 500 people can be invited to one meeting."))
    if not new and not guests:
        raise ValidationError(_("Choose or name somebody who is not on the list yet."))
    attendees = [*_from_directory(meeting, new), *(_as_guest(meeting, each) for each in guests)]
    for attendee in attendees:
        attendee.full_clean()
        attendee.save()
    record("meetings.people_listed", **acting(meeting, by=by, number=len(attendees)))
    if meeting.stage == Stage.INVITED:
        _invite(meeting, attendees)
    return attendees


def _from_directory(meeting: Meeting, people: list[Person]) -> list[Attendee]:
    places = places_of(meeting, [person.pk for person in people])
    return [
        Attendee(
            meeting=meeting,
            person=person,
            organisation_id=places[person.pk].organisation,
            side=places[person.pk].side,
            language=person.account.language if person.account else "de",
        )
        for person in people
    ]


def _as_guest(meeting: Meeting, guest: Guest) -> Attendee:
    return Attendee(
        meeting=meeting, name=guest.name, email=guest.email, organisation_name=guest.organisation
    )


@transaction.atomic
def remove(attendee: Attendee, *, by: Account) -> None:
    """Take somebody off the list; whoever was invited is told. Raises: PermissionDenied, ObjectDoesNotExist."""
    meeting = lock(attendee.meeting)
    rules.can_invite(by, meeting).enforce()
    attendee = meeting.attendees.invited().get(pk=attendee.pk)
    if attendee.invited_at is None:
        attendee.delete()
    else:
        attendee.withdrawn_at = timezone.now()
        attendee.save()
        telling.tell(meeting, telling.WITHDRAWN, [attendee])
    record("meetings.person_removed", **acting(meeting, by=by, attendee=attendee.pk))


@transaction.atomic
def send(meeting: Meeting, *, by: Account) -> list[Attendee]:
    """The invitations go out, and everybody in the partnership sees the meeting. Returns whose letter must be printed.

    Raises: PermissionDenied, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_send(by, meeting).enforce()
    meeting.stage = LIFE.move("invite").target
    meeting.invited_at = meeting.changed_at = timezone.now()
    meeting.save()
    attendees = list(meeting.attendees.invited().select_related("person__account"))
    record("meetings.invited", **acting(meeting, by=by, number=len(attendees)))
    return _invite(meeting, attendees)


def _invite(meeting: Meeting, attendees: list[Attendee]) -> list[Attendee]:
    """Those without an e-mail address, whose letter somebody prints."""
    Attendee.objects.filter(pk__in=[each.pk for each in attendees]).update(
        invited_at=timezone.now()
    )
    telling.tell(meeting, telling.INVITED, attendees)
    return [each for each in attendees if not each.address]
