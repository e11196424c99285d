"""Reminders, each once: what comes near, what is due, who is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.agreements import members, people, term
from partnerships.agreements.actions.life.telling import tell, tell_only
from partnerships.agreements.models import Agreement, Occasion, RenewalRule
from partnerships.agreements.stages import BINDING
from partnerships.directory.models import Contact, Grant, Representation, Role
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.models import AuditEvent

ABSENT_MONTHS = 12  # source: DOMAIN section 3
OCCASIONS = {6: Occasion.SIX_MONTHS, 3: Occasion.THREE_MONTHS}


@dataclass(frozen=True)
class Due:
    """Something to be reminded of; `about` makes it one of its kind, `organisation` None: of the agreement."""

    occasion: str
    about: date
    organisation: int | None = None


def due(agreement: Agreement, today: date) -> Iterator[Due]:
    """What is due for an agreement in force, whether or not somebody was reminded."""
    yield from _of_the_term(agreement, today)
    held = agreement.evaluations.aggregate(last=Max("held_on"))["last"]
    evaluation = term.next_evaluation(agreement.effective_on, held, agreement.evaluation_months)
    if evaluation and evaluation <= today:
        yield Due(Occasion.EVALUATION, evaluation)
    bound = members.on(agreement, today)
    yield from _without_contact(bound, today)
    yield from _absent(agreement, bound, today)


def _of_the_term(agreement: Agreement, today: date) -> Iterator[Due]:
    """The nearest one only: who comes late is not reminded of six months in the fifth week before the end."""
    if agreement.until_on is None or agreement.until_on < today:
        return
    days = [(day, OCCASIONS[m]) for m, day in term.reminder_days(agreement.until_on).items()]
    past = [(day, occasion) for day, occasion in days if day <= today]
    if past:
        day, occasion = max(past)
        yield Due(occasion, day)


def _without_contact(bound: list[members.Membership], today: date) -> Iterator[Due]:
    """Members for which nobody stands; liaison staff stand for their authority."""
    ids = [each.organisation for each in bound]
    rows = Representation.objects.filter(organisation__in=ids)
    there = set(rows.on(today).values_list("organisation_id", flat=True))
    liaisons = Grant.objects.in_effect().filter(role=Role.LIAISON, organisation__in=ids)
    there |= set(liaisons.values_list("organisation_id", flat=True))
    if there >= set(ids):
        return
    ended = _last_days(rows)
    for each in bound:
        if each.organisation not in there:
            since = max(each.from_on, ended.get(each.organisation, date.min))
            yield Due(Occasion.NO_CONTACT, since, each.organisation)


def _last_days(rows: Any) -> dict[int, date]:
    """The last day on which somebody stood for an organisation."""
    found: dict[int, date] = {}
    for row in rows.exclude(until_on=None, ended_at=None):
        if row.last_day:
            found[row.organisation_id] = max(row.last_day, found.get(row.organisation_id, date.min))
    return found


def _absent(agreement: Agreement, bound: list[members.Membership], today: date) -> Iterator[Due]:
    """The contact history is the only record of taking part: who never stood in it is not missed."""
    last = (
        Contact.objects.filter(
            partnership=agreement.partnership_id,
            organisation__in=[each.organisation for each in bound],
        )
        .values("organisation")
        .annotate(last=Max("on_day"))
        .values_list("organisation", "last")
    )
    for organisation, day in last:
        since = term.months_after(day, ABSENT_MONTHS)
        if since <= today:
            yield Due(Occasion.ABSENT, since, organisation)


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
