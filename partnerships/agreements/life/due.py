"""What the clock reminds of today: ends that come near, evaluations that are due, members without a contact person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from partnerships.agreements.life import members, term
from partnerships.agreements.models import Agreement, Occasion
from partnerships.directory.models import Contact, Grant, Representation, Role

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
    evaluated = agreement.evaluations.aggregate(last=Max("held_on"))["last"]
    evaluation = term.next_evaluation(
        agreement.effective_on, evaluated, agreement.evaluation_months
    )
    if evaluation and evaluation <= today:
        yield Due(Occasion.EVALUATION, evaluation)
    bound = members.find_on(agreement, today)
    yield from _without_contact(bound, today)
    yield from _absent(agreement, bound, today)


def _of_the_term(agreement: Agreement, today: date) -> Iterator[Due]:
    """The nearest one only: who comes late is not reminded of six months in the fifth week before the end."""
    if agreement.until_on is None or agreement.until_on < today:
        return
    if agreement.terminations.valid().exists():  # it ends by notice, as all have been told
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


def _last_days(rows: QuerySet[Representation]) -> dict[int, date]:
    """The last day on which somebody stood for an organisation."""
    last: dict[int, date] = {}
    for row in rows.exclude(until_on=None, ended_at=None):
        if row.last_day:
            last[row.organisation_id] = max(row.last_day, last.get(row.organisation_id, date.min))
    return last


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
