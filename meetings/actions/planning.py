"""Plan a meeting, change it, call it off, move it, note that it took place."""

from collections.abc import Mapping
from datetime import date, time
from typing import TypedDict
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import rules
from meetings.actions import telling
from meetings.actions.feedback import ask_for_feedback
from meetings.models import Attendee, Meeting, Presence
from meetings.models.attendees import NEEDS
from meetings.stages import LIFE, ItemStage, Stage
from partnerships.directory.models import Account, Partnership, Seat
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record

# What the meeting on the new day takes over.
TAKEN_OVER = (
    "partnership",
    "body",
    "format",
    "series",
    "title",
    "title_en",
    "zone",
    "place",
    "directions",
    "online_url",
    "has_meal",
    "relation_only",
    "after_incident",
    "note",
)


def lock(meeting: Meeting) -> Meeting:
    """The meeting, so that nobody else changes it meanwhile. Raises: Meeting.DoesNotExist."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("partnership", "body", "format", "minutes").get(pk=meeting.pk)


class Particulars(TypedDict):
    """Of an event, for `record`: who did it, to what, in which capacity, and codes that say more."""

    by: Account
    target: Meeting
    capacity: Seat | None
    facts: dict[str, object]


def acting(meeting: Meeting, *, by: Account, **facts: object) -> Particulars:
    """An event about a meeting, in the capacity in which a keeper acts."""
    seat = capacity.in_partnership(by, meeting.partnership)
    return {"by": by, "target": meeting, "capacity": seat, "facts": facts}


@transaction.atomic
def plan(partnership: Partnership, *, by: Account, **values: object) -> Meeting:
    """A meeting that only keepers see until its invitations go out. Raises: PermissionDenied, ValidationError."""
    rules.can_plan(by, partnership).enforce()
    meeting = Meeting(partnership=partnership, planned_by=by, **_with_last_day(values))
    meeting.full_clean()
    meeting.save()
    record("meetings.planned", **acting(meeting, by=by))
    return meeting


@transaction.atomic
def edit(meeting: Meeting, *, by: Account, **values: object) -> Meeting:
    """Change what was planned. Whoever was invited is told; another day needs `move`.

    Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_edit(by, meeting).enforce()
    before = meeting.as_told()
    values = _with_last_day(values)
    if meeting.stage == Stage.INVITED and values["first_day"] != meeting.first_day:
        raise ValidationError(
            {
                "first_day": _(
                    "People are invited for this day. To choose another one, move the meeting."
                )
            }
        )
    changed = [name for name, value in values.items() if getattr(meeting, name) != value]
    for name in changed:
        setattr(meeting, name, values[name])
    meeting.full_clean()
    if not changed:
        return meeting
    if meeting.stage == Stage.INVITED and meeting.as_told() != before:
        meeting.sequence += 1
        telling.tell_later(meeting, before)
    meeting.changed_at = timezone.now()
    meeting.save()
    record("meetings.edited", **acting(meeting, by=by, fields=changed))
    return meeting


def _with_last_day(values: dict[str, object]) -> dict[str, object]:
    """A meeting of one day ends on the day on which it begins."""
    return values | {"last_day": values.get("last_day") or values["first_day"]}


@transaction.atomic
def discard(meeting: Meeting, *, by: Account) -> None:
    """A plan of which nobody was told goes. Raises: PermissionDenied, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_discard(by, meeting).enforce()
    record("meetings.discarded", **acting(meeting, by=by))
    put_points_back(meeting)
    meeting.delete()


def _end(meeting: Meeting, verb: str, reason: str, reason_text: str) -> None:
    if reason == "other" and not reason_text:
        raise ValidationError({"reason_text": _("Please say why in a few words.")})
    meeting.stage = LIFE.move(verb).target
    meeting.reason, meeting.reason_text = reason, reason_text
    meeting.changed_at = timezone.now()


@transaction.atomic
def cancel(meeting: Meeting, *, by: Account, reason: str, reason_text: str = "") -> Meeting:
    """It does not take place, and no other day is known. The invited are told why.

    Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_cancel(by, meeting).enforce()
    was = meeting.stage
    _end(meeting, "cancel", reason, reason_text)
    meeting.sequence += 1
    meeting.save()
    put_points_back(meeting)
    if was == Stage.INVITED:
        telling.tell(meeting, telling.CANCELLED)
    record("meetings.cancelled", **acting(meeting, by=by, reason=reason))
    return meeting


@transaction.atomic
def move(
    meeting: Meeting,
    *,
    by: Account,
    first_day: date,
    from_time: time,
    until_time: time,
    last_day: date | None = None,
    answer_until: date | None = None,
    reason: str,
    reason_text: str = "",
) -> Meeting:
    """The same people on another day: the meeting of before stays, with its reason and the way to the new one.

    Nobody's answer for the former day counts for the new one. Raises: PermissionDenied, ValidationError,
    Meeting.DoesNotExist.
    """
    meeting = lock(meeting)
    rules.can_move(by, meeting).enforce()
    if first_day == meeting.first_day:
        raise ValidationError({"first_day": _("Choose another day than the present one.")})
    was, uid, sequence = meeting.stage, meeting.uid, meeting.sequence
    new = Meeting(
        **{name: getattr(meeting, name) for name in TAKEN_OVER},
        first_day=first_day,
        from_time=from_time,
        last_day=last_day or first_day,
        until_time=until_time,
        answer_until=answer_until,
        planned_by=by,
        sequence=sequence + 1,
    )
    new.full_clean()
    if was == Stage.INVITED and new.has_begun:
        raise ValidationError({"first_day": _("This day is past.")})
    new.save()
    _end(meeting, "move", reason, reason_text)
    meeting.moved_to, meeting.uid = new, uuid4()
    meeting.save()
    new.uid = uid
    _take_along(meeting, new)
    if was == Stage.INVITED:
        new.stage, new.invited_at = Stage.INVITED, timezone.now()
    new.save()
    if was == Stage.INVITED:
        telling.tell(new, telling.MOVED)
    record("meetings.moved", **acting(meeting, by=by, reason=reason))
    return new


def _take_along(meeting: Meeting, new: Meeting) -> None:
    """Who was invited is invited for the new day, with what they need; points of the agenda go along."""
    names = ("person", "name", "email", "organisation", "organisation_name", "side", "language")
    now = timezone.now() if meeting.invited_at else None
    for attendee in meeting.attendees.invited().order_by("pk"):
        kept = {name: getattr(attendee, name) for name in (*names, *NEEDS)}
        Attendee.objects.create(meeting=new, invited_at=now, **kept)
    for item in meeting.agenda_items.filter(stage__in=(ItemStage.PROPOSED, ItemStage.ACCEPTED)):
        item.meeting = new
        item.save()


def put_points_back(meeting: Meeting) -> None:
    """The meeting does not take place: its points wait for another one."""
    for item in meeting.agenda_items.filter(stage__in=(ItemStage.PROPOSED, ItemStage.ACCEPTED)):
        item.stage, item.meeting = ItemStage.DEFERRED, None
        item.save()
    meeting.agenda_items.update(
        meeting=None
    )  # declined and taken back: their reasons stay readable


@transaction.atomic
def hold(meeting: Meeting, *, by: Account, presences: Mapping[int, str]) -> Meeting:
    """It took place: who was there, by number of the attendee. Raises: PermissionDenied, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_hold(by, meeting).enforce()
    if meeting.stage != Stage.HELD:
        meeting.stage = LIFE.move("hold").target
        meeting.changed_at = timezone.now()
        meeting.save()
    for attendee in meeting.attendees.invited().filter(pk__in=list(presences)):
        presence = Presence(presences[attendee.pk])
        if attendee.presence != presence:
            attendee.presence = presence
            attendee.save(update_fields=["presence"])
    record("meetings.held", **acting(meeting, by=by))
    ask_for_feedback(meeting)
    return meeting
