"""Points of an agenda: proposed by either side, decided by keepers, each decision with its reason."""

from functools import partial
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meetings.actions.planning import lock
from meetings.models import AgendaFile, AgendaItem, Meeting
from meetings.rules import agenda as rules
from meetings.stages import ITEM_LIFE, ItemStage
from partnerships.directory.models import Account, Organisation, Partnership, Seat
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record
from partnerships.shared.files import private_storage

MOST = 300  # points of one meeting
WORDS = {"title", "text", "confidential"}  # of whoever proposed a point, and of nobody else


class Particulars(TypedDict):
    """Of an event about a point, for `record`."""

    by: Account
    target: AgendaItem
    capacity: Seat | None
    facts: dict[str, object]


def acting_on(item: AgendaItem, *, by: Account, **facts: object) -> Particulars:
    """An event about a point, in the capacity in which somebody acts."""
    seat = capacity.in_partnership(by, item.partnership)
    return {"by": by, "target": item, "capacity": seat, "facts": facts}


@transaction.atomic
def propose(
    partnership: Partnership, *, by: Account, meeting: Meeting | None = None, **values: object
) -> AgendaItem:
    """A point for one meeting, or for one to come that is not fixed yet; those who keep the partnership decide.

    Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist.
    """
    if meeting is None:
        rules.can_propose(by, partnership).enforce()
    else:
        meeting = lock(meeting)
        rules.can_propose_for(by, meeting).enforce()
        _check_room(meeting)
    item = AgendaItem(
        partnership=partnership,
        meeting=meeting,
        proposed_by=by,
        organisation=_organisation_of(by, partnership),
        **values,
    )
    item.full_clean()
    item.save()
    record("meetings.item_proposed", **acting_on(item, by=by))
    return item


def _check_room(meeting: Meeting) -> None:
    if meeting.agenda_items.count() >= MOST:
        raise ValidationError(_("A meeting has at most 300 points."))


def _organisation_of(by: Account, partnership: Partnership) -> Organisation | None:
    """The one partner for which the person stands here; of several nobody can say which."""
    rows = Organisation.objects.filter(
        pk__in=list(by.access.organisation_ids), partners__partnership=partnership
    ).distinct()
    partners = list(rows[:2])
    return partners[0] if len(partners) == 1 else None


def lock_item(item: AgendaItem) -> AgendaItem:
    """The point, so that nobody else changes it meanwhile; the meeting first, as whoever changes that does.

    Raises: AgendaItem.DoesNotExist.
    """
    if item.meeting_id:
        Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=item.meeting_id)
    rows = AgendaItem.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("partnership", "meeting__partnership", "meeting__minutes").get(
        pk=item.pk
    )


@transaction.atomic
def edit(item: AgendaItem, *, by: Account, **values: object) -> AgendaItem:
    """Another length or presenter; other words only by whoever proposed it. Raises: PermissionDenied, ValidationError, AgendaItem.DoesNotExist."""
    item = lock_item(item)
    rules.can_edit_item(by, item).enforce()
    changed = [name for name, value in values.items() if getattr(item, name) != value]
    if WORDS & set(changed):
        rules.can_reword_item(by, item).enforce()
    for name in changed:
        setattr(item, name, values[name])
    item.full_clean()
    if changed:
        item.save()
        record("meetings.item_edited", **acting_on(item, by=by, fields=changed))
    return item


@transaction.atomic
def decide(
    item: AgendaItem, meeting: Meeting, *, by: Account, verb: str, reason: str = ""
) -> AgendaItem:
    """`verb` accept, defer or decline, for this meeting. The last two need a reason, which everybody reads.

    Raises: PermissionDenied, ValidationError, ObjectDoesNotExist.
    """
    meeting = lock(meeting)
    item = lock_item(item)
    rules.can_decide(by, item, meeting).enforce()
    if not ITEM_LIFE.possible(verb, item.stage):
        raise ValidationError(_("Somebody has decided about this point meanwhile."))
    if verb != "accept" and not reason:
        raise ValidationError({"reason": _("Please say why in a few words.")})
    item.stage = ITEM_LIFE.move(verb).target
    item.reason = "" if verb == "accept" else reason
    item.meeting = None if item.stage == ItemStage.DEFERRED else meeting
    if item.stage == ItemStage.ACCEPTED:
        item.position = _last_place(meeting) + 1
    item.full_clean()
    item.save()
    record("meetings.item_decided", **acting_on(item, by=by, stage=item.stage))
    return item


def _last_place(meeting: Meeting) -> int:
    rows = meeting.agenda_items.filter(stage=ItemStage.ACCEPTED)
    return rows.aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def withdraw(item: AgendaItem, *, by: Account) -> None:
    """Take one's own proposal back; its papers go. Raises: PermissionDenied, AgendaItem.DoesNotExist."""
    item = lock_item(item)
    rules.can_withdraw(by, item).enforce()
    item.stage = ITEM_LIFE.move("withdraw").target
    item.save()
    for file in item.files.all():
        take_away(file)
    record("meetings.item_withdrawn", **acting_on(item, by=by))


def take_away(file: AgendaFile) -> None:
    """Deletes the row of a paper, and its bytes when the transaction is committed."""
    path = str(file.file.name)
    file.delete()
    transaction.on_commit(partial(private_storage().delete, path))


@transaction.atomic
def place(item: AgendaItem, *, by: Account, up: bool) -> None:
    """Changes places with its neighbour; at the end nothing happens. Raises: PermissionDenied, ObjectDoesNotExist."""
    meeting = lock(Meeting.objects.get(agenda_items=item))
    rules.can_arrange(by, meeting).enforce()
    rows = list(meeting.agenda_items.on_agenda())
    numbers = [row.pk for row in rows]
    if item.pk not in numbers:
        return
    at = numbers.index(item.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record("meetings.item_placed", **acting_on(item, by=by, up=up))
