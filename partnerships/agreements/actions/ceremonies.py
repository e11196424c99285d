"""Plan the ceremony at which the parties sign together."""

from datetime import datetime

from django.db import transaction

from partnerships.agreements import rules
from partnerships.agreements.actions.moves import lock
from partnerships.agreements.models import Agreement, Ceremony
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record
from partnerships.shared.versions import Conflict


@transaction.atomic
def plan(
    agreement: Agreement,
    *,
    by: Account,
    version: int,
    at: datetime,
    place: str,
    guests: str = "",
    note: str = "",
) -> Ceremony:
    """When, where, with whom; `version` 0 for a new one. Raises: PermissionDenied, ValidationError, Conflict."""
    agreement = lock(agreement)
    rules.can_plan_ceremony(by, agreement).enforce()
    ceremony = Ceremony.objects.filter(agreement=agreement).first() or Ceremony(
        agreement=agreement, version=0
    )
    if ceremony.version != version:
        raise Conflict("stale")
    ceremony.at, ceremony.place, ceremony.guests, ceremony.note = at, place, guests, note
    ceremony.version += 1
    ceremony.full_clean()
    ceremony.save()
    record("agreements.ceremony_planned", by=by, target=agreement)
    return ceremony
