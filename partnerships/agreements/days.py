"""Days of agreements: ends, notice, evaluations, reminders, decisions and ceremonies."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.life import term
from partnerships.agreements.models import Accession, Agreement, Decision
from partnerships.agreements.stages import BINDING, OVER
from partnerships.directory.models import Account
from partnerships.shared.calendar_days import CalendarDay

MOST = 500  # agreements of one account whose days go into its calendar


class Entry(NamedTuple):
    """A day of an agreement."""

    day: date
    text: str
    agreement: Agreement


def agreements_with_days(account: Account, first: date, last: date) -> QuerySet[Agreement]:
    """Those that may have a day between these two, the most recent first."""
    binding = Q(stage__in=BINDING)
    celebrated = Q(ceremony__at__date__range=(first, last))
    over = Q(stage__in=OVER, ended_on__range=(first, last))
    waiting = Accession.objects.filter(decision=Decision.WAITING)
    return (
        Agreement.objects.visible_to(account)
        .filter(binding | celebrated | over)
        .select_related("partnership", "ceremony")
        .annotate(evaluated=Max("evaluations__held_on"))
        .prefetch_related("exits", "terminations", Prefetch("accessions", queryset=waiting))
        .order_by("-created_at", "-pk")
    )


def days_between(agreements: Iterable[Agreement], first: date, last: date) -> list[Entry]:
    """What happens on the days from first to last, in their order."""
    entries = (
        Entry(day, text, agreement)
        for agreement in agreements
        for day, text in (
            *_of_ceremony(agreement),
            *_of_the_end(agreement),
            *_while_binding(agreement),
        )
        if day and first <= day <= last
    )
    return sorted(entries, key=lambda entry: (entry.day, entry.agreement.pk, entry.text))


def list_days(account: Account, first: date, last: date) -> list[CalendarDay]:
    """For calendars that show more than agreements."""
    agreements = agreements_with_days(account, first, last)[:MOST]
    return [
        CalendarDay(
            entry.day,
            entry.text,
            entry.agreement.title_in(),
            reverse("agreements:life", args=[entry.agreement.pk]),
        )
        for entry in days_between(agreements, first, last)
    ]


def _of_ceremony(agreement: Agreement) -> Iterator[tuple[date, str]]:
    ceremony = getattr(agreement, "ceremony", None)
    if ceremony:
        yield timezone.localtime(ceremony.at).date(), _("Signing ceremony")


def _of_the_end(agreement: Agreement) -> Iterator[tuple[date, str]]:
    if agreement.ended_on:
        yield agreement.ended_on, _("Last day")


def _while_binding(agreement: Agreement) -> Iterator[tuple[date, str]]:
    if agreement.stage not in BINDING or agreement.effective_on is None:
        return
    yield from _of_the_term(agreement)
    evaluated: date | None = agreement.evaluated  # type: ignore[attr-defined]  # annotated
    due = term.next_evaluation(agreement.effective_on, evaluated, agreement.evaluation_months)
    if due:
        yield due, _("Evaluation due")
    for notice in agreement.exits.all():
        if not notice.withdrawn_at:
            yield notice.last_on, _("Last day of %(name)s") % {"name": notice.name}
    for accession in agreement.accessions.all():
        decide_by = term.decide_by(accession.declared_on)
        yield decide_by, _("Decision on the accession of %(name)s") % {"name": accession.name}


def _of_the_term(agreement: Agreement) -> Iterator[tuple[date, str]]:
    notice, end = rules.termination_of(agreement), agreement.until_on
    if notice:
        yield notice.last_on, _("Ends by notice")
    if end is None or notice:
        return
    yield end, _("End of the term")
    yield term.latest_notice(end, agreement.notice_months), _("Last day to give notice")
    six, three = term.reminder_days(end).values()
    yield six, _("Reminder: six months before the end")
    yield three, _("Reminder: three months before the end")
