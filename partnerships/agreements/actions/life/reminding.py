"""Reminders, each once: of what is due."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.agreements.actions.life.telling import tell, tell_only
from partnerships.agreements.life.due import OCCASIONS, Due, due
from partnerships.agreements.models import Agreement, Occasion, RenewalRule
from partnerships.agreements.stages import BINDING
from partnerships.directory.models import Account
from partnerships.directory.models.managing import keepers_of
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.models import AuditEvent


@transaction.atomic
def remind(agreement: Agreement) -> int:
    """Letters for what is due and of which nobody was reminded; how many occasions."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.stage not in BINDING:
        return 0
    return sum(_remind(agreement, each) for each in due(agreement, timezone.localdate()))


def _remind(agreement: Agreement, each: Due) -> bool:
    key: dict[str, Any] = {"occasion": each.occasion, "about_on": each.about}
    key["organisation_id"] = each.organisation
    row, new = agreement.reminders.get_or_create(**key)
    if not new:
        return False
    facts: dict[str, Any] = {"occasion": each.occasion, "about": each.about.isoformat()}
    if each.organisation:
        facts["organisation"] = each.organisation
    if each.occasion in OCCASIONS.values():
        _tell_of_the_end(agreement, each, facts)
    else:
        tell_only(_audience(agreement, each), agreement, "reminder", by=None, **facts)
    if each.occasion != Occasion.ABSENT:  # not everybody who reads the history reads contacts
        record(
            "agreements.reminded", by=None, target=agreement, facts={"reminder": row.pk, **facts}
        )
    return True


def _tell_of_the_end(agreement: Agreement, each: Due, facts: dict[str, Any]) -> None:
    """Reminds of the end, unless the letter about the beginning of the renewal has said so that day."""
    begun = each.occasion == Occasion.SIX_MONTHS and agreement.renewal != RenewalRule.ENDS
    if begun and _renewal_began_by_the_clock(agreement, each.about):
        return
    tell(agreement, "reminder", by=None, **facts)


def _renewal_began_by_the_clock(agreement: Agreement, day: date) -> bool:
    events = AuditEvent.objects.about(agreement).filter(what="agreements.stage_changed", by=None)
    return events.filter(facts__verb="begin_renewal", at__date__gte=day).exists()


def _audience(agreement: Agreement, each: Due) -> Iterable[Account]:
    """The keepers; where a member is missing in the contact history only those of them who read it."""
    keepers = keepers_of(agreement.partnership_id)
    if each.occasion != Occasion.ABSENT:
        return keepers
    return [a for a in keepers if a.access.is_liaison_in(agreement.partnership_id)]
