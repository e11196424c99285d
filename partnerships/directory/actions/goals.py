"""Set, edit and remove goals and pillars, of a partnership or of an organisation."""

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.actions.events import Particulars
from partnerships.directory.actions.partnerships import apply
from partnerships.directory.models import (
    Account,
    Goal,
    Organisation,
    Partnership,
    Representation,
    Seat,
)
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record


@transaction.atomic
def set_goal(
    owner: Organisation | Partnership, *, by: Account, kind: str, title: str, **values: object
) -> Goal:
    """A goal of an organisation or of a partnership. Raises: PermissionDenied, ValidationError."""
    if isinstance(owner, Partnership):
        goal = Goal(partnership=owner, kind=kind, title=title, **values)
    else:
        goal = Goal(organisation=owner, kind=kind, title=title, **values)
    rules.can_keep_goal(by, goal).enforce()
    goal.full_clean()
    goal.save()
    record("directory.goal_set", **_acting(goal, by, kind=kind))
    return goal


def _acting(goal: Goal, by: Account, **facts: object) -> Particulars:
    acting: Seat | Representation | None = None
    if goal.partnership:
        acting = capacity.in_partnership(by, goal.partnership)
    elif goal.organisation:
        acting = capacity.for_organisation(by, goal.organisation)
    return {"by": by, "target": goal, "capacity": acting, "facts": facts}


def _lock(goal: Goal, *, by: Account) -> Goal:
    """Raises: PermissionDenied; Goal.DoesNotExist when somebody removed it meanwhile."""
    rows = Goal.objects.select_for_update(of=("self",))
    locked = rows.select_related("partnership", "organisation").get(pk=goal.pk)
    rules.can_keep_goal(by, locked).enforce()
    return locked


@transaction.atomic
def edit_goal(goal: Goal, *, by: Account, **values: object) -> Goal:
    """Words, kind and number. Raises: PermissionDenied, ValidationError, Goal.DoesNotExist."""
    locked = _lock(goal, by=by)
    changed = apply(locked, values)
    locked.full_clean()
    locked.save()
    record("directory.goal_edited", **_acting(locked, by, fields=sorted(changed)))
    return locked


@transaction.atomic
def remove_goal(goal: Goal, *, by: Account) -> None:
    """Gone from the pages; its words stay in the history. Raises: PermissionDenied, Goal.DoesNotExist."""
    locked = _lock(goal, by=by)
    record("directory.goal_removed", **_acting(locked, by, kind=locked.kind))
    locked.delete()
