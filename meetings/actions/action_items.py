"""What was agreed to be done: noted with the minutes, reminded, finished, postponed, dropped."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.planning import acting, lock
from meetings.actions.telling import ACTION_DUE
from meetings.models import ActionItem, Meeting, Minutes
from meetings.rules import minutes as rules
from meetings.stages import ACTION_LIFE, ActionStage
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.letters.actions import write

BEFORE = timedelta(days=7)  # a letter before the last day, and one the day after it


@transaction.atomic
def agree(meeting: Meeting, *, by: Account, **values: object) -> ActionItem:
    """Who does what until when. Raises: PermissionDenied, ValidationError, Meeting.DoesNotExist."""
    meeting = lock(meeting)
    rules.can_agree_action(by, meeting).enforce()
    Minutes.objects.get_or_create(meeting=meeting)
    action = ActionItem(meeting=meeting, **values)
    _save(action)
    record("meetings.action_agreed", **acting(meeting, by=by, actionitem=action.pk))
    return action


def _save(action: ActionItem) -> None:
    if not action.person_id and not action.organisation_id:
        raise ValidationError({"person": _("Say who does it: a person, or an organisation.")})
    action.full_clean()
    action.save()


def _lock(action: ActionItem) -> ActionItem:
    meeting = lock(action.meeting)
    rows = ActionItem.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.get(pk=action.pk)
    locked.meeting = meeting
    return locked


@transaction.atomic
def change(action: ActionItem, *, by: Account, **values: object) -> ActionItem:
    """Other words, somebody else, another day: while the minutes are written. Raises: as `agree`."""
    action = _lock(action)
    rules.can_change_action(by, action).enforce()
    for name, value in values.items():
        setattr(action, name, value)
    _save(action)
    facts = {"actionitem": action.pk, "fields": sorted(values)}
    record("meetings.action_changed", **acting(action.meeting, by=by, **facts))
    return action


@transaction.atomic
def finish(action: ActionItem, *, by: Account, result: str = "") -> ActionItem:
    """It is done. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist."""
    action = _lock(action)
    rules.can_finish(by, action).enforce()
    return _end(action, "finish", by=by, result=result)


@transaction.atomic
def drop(action: ActionItem, *, by: Account, result: str) -> ActionItem:
    """It is not done any more; why is said. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist."""
    action = _lock(action)
    rules.can_postpone(by, action).enforce()
    if not result:
        raise ValidationError({"result": _("Please say why in a few words.")})
    return _end(action, "drop", by=by, result=result)


def _end(action: ActionItem, verb: str, *, by: Account, result: str) -> ActionItem:
    action.stage = ACTION_LIFE.move(verb).target
    action.result, action.closed_at = result, timezone.now()
    _save(action)
    record(
        "meetings.action_ended",
        **acting(action.meeting, by=by, actionitem=action.pk, stage=action.stage),
    )
    return action


@transaction.atomic
def reopen(action: ActionItem, *, by: Account) -> ActionItem:
    """It was not done after all. Raises: PermissionDenied, ObjectDoesNotExist."""
    action = _lock(action)
    rules.can_reopen(by, action).enforce()
    action.stage, action.closed_at = ACTION_LIFE.move("reopen").target, None
    action.save()
    record("meetings.action_reopened", **acting(action.meeting, by=by, actionitem=action.pk))
    return action


@transaction.atomic
def postpone(action: ActionItem, *, by: Account, postponed_to: date) -> ActionItem:
    """A later day; the minutes keep the one that was agreed. Raises: PermissionDenied, ValidationError, ObjectDoesNotExist."""
    action = _lock(action)
    rules.can_postpone(by, action).enforce()
    if postponed_to <= action.due_on:
        raise ValidationError({"postponed_to": _("Choose a later day than the agreed one.")})
    action.postponed_to = postponed_to
    _save(action)
    record("meetings.action_postponed", **acting(action.meeting, by=by, actionitem=action.pk))
    return action


def remind() -> int:
    """By the clock, once a day: a letter a week before the last day, and one the day after it; the number of letters."""
    today = timezone.localdate()
    due = ActionItem.objects.annotate(last=Coalesce("postponed_to", "due_on")).filter(
        Q(last=today + BEFORE) | Q(last=today - timedelta(days=1)),
        stage=ActionStage.OPEN,
        person__isnull=False,
    )
    return sum(_remind(action) for action in due.select_related("person__account"))


def _remind(action: ActionItem) -> bool:
    person = action.person
    facts = {"actionitem": action.pk}
    if person and person.account and person.account.is_active:
        write(ACTION_DUE, to=person.account, facts=facts)
    elif person and person.email:
        write(ACTION_DUE, email=person.email, language="de", facts=facts)
    else:
        return False
    return True
