"""The step itself: stage, version and event of an agreement that is locked."""

from typing import Any, TypedDict

from django.db import models

from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record


class EventWords(TypedDict):
    """What an action says of an event, for `record`; see shared/audit/actions.py."""

    by: Account
    target: Agreement
    facts: dict[str, Any]
    capacity: models.Model | None


def lock(agreement: Agreement) -> Agreement:
    """The agreement read anew with a row lock. Needs a transaction."""
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def move(
    agreement: Agreement, verb: str, *, by: Account | None, capacity: models.Model | None = None
) -> Agreement:
    """Lead a locked agreement on; the caller has asked the rule. `by` is None for the clock."""
    before, agreement.stage = agreement.stage, LIFE.move(verb).target
    agreement.version += 1
    agreement.save()
    record(
        "agreements.stage_changed",
        by=by,
        target=agreement,
        capacity=capacity,
        facts={"verb": verb, "from": before, "to": agreement.stage},
    )
    return agreement
