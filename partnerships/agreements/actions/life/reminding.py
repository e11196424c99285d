"""Reminders, each once: of what is due."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.agreements.actions.life.telling import tell, tell_only
from partnerships.agreements.life.due import OCCASIONS, Due, due
from partnerships.agreements.models import Agreement, Occasion, RenewalRule
from partnerships.agreements.signing import people
from partnerships.agreements.stages import BINDING
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.models import AuditEvent


@transaction.atomic
def remind(agreement: Agreement) -> int:
    """Letters for what is due and of which nobody was reminded; how many occasions."""
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if held.stage not in BINDING:
        return 0
    return sum(_remind(held, each) for each in due(held, timezone.localdate()))


def _remind(held: Agreement, each: Due) -> bool:
    key: dict[str, Any] = {"occasion": each.occasion, "about_on": each.about}
    key["organisation_id"] = each.organisation
    row, new = held.reminders.get_or_create(**key)
    if not new:
        return False
    facts: dict[str, Any] = {"occasion": each.occasion, "about": each.about.isoformat()}
    if each.organisation:
        facts["organisation"] = each.organisation
    if each.occasion in OCCASIONS.values():
        _tell_of_the_end(held, each, facts)
    else:
        tell_only(_audience(held, each), held, "reminder", by=None, **facts)
    if each.occasion != Occasion.ABSENT:  # not everybody who reads the history reads contacts
        record("agreements.reminded", by=None, target=held, facts={"reminder": row.pk, **facts})
    return True


def _tell_of_the_end(held: Agreement, each: Due, facts: dict[str, Any]) -> None:
    """Where the renewal began on that day, its letter has said it."""
    begun = each.occasion == Occasion.SIX_MONTHS and held.renewal != RenewalRule.ENDS
    if begun and _renewal_began_by_the_clock(held, each.about):
        return
    tell(held, "reminder", by=None, **facts)


def _renewal_began_by_the_clock(held: Agreement, day: date) -> bool:
    events = AuditEvent.objects.about(held).filter(what="agreements.stage_changed", by=None)
    return events.filter(facts__verb="begin_renewal", at__date__gte=day).exists()


def _audience(held: Agreement, each: Due) -> Any:
    """Keepers; of who is missing in the contact history only those who read it."""
    keepers = people.keepers(held.partnership_id)
    if each.occasion != Occasion.ABSENT:
        return keepers
    return [a for a in keepers if a.access.is_liaison_in(held.partnership_id)]
