"""The calendar of agreements: ends, notice, evaluations, reminders, decisions and ceremonies of a year."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db.models import Max, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.agreements import rules
from partnerships.agreements.forms import YearForm
from partnerships.agreements.life import term
from partnerships.agreements.models import Accession, Agreement, Decision
from partnerships.agreements.stages import BINDING, OVER
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import Column, link, when, words

MOST = 500  # agreements that one calendar shows
COLUMNS = (
    Column(gettext_lazy("Day")),
    Column(gettext_lazy("What")),
    Column(gettext_lazy("Agreement")),
    Column(gettext_lazy("Partnership")),
)


class Entry(NamedTuple):
    """A day of an agreement."""

    day: date
    text: str
    agreement: Agreement


def calendar(request: Request) -> HttpResponse:
    """`?year=2027`; this year when nothing sensible is asked."""
    this_year = timezone.localdate().year
    form = YearForm({"year": request.GET.get("year") or this_year})
    year = (form.cleaned_data["year"] if form.is_valid() else None) or this_year
    agreements = list(_agreements(request, year)[: MOST + 1])
    entries = sorted(
        (entry for each in agreements[:MOST] for entry in _entries(each, year)),
        key=lambda entry: (entry.day, entry.agreement.pk, entry.text),
    )
    context = {
        "form": form,
        "year": year,
        "this_year": this_year,
        "before": year - 1,
        "after": year + 1,
        "months": [_month(month, rows) for month, rows in groupby(entries, lambda e: e.day.month)],
        "columns": COLUMNS,
        "cut": len(agreements) > MOST,
        "most": MOST,
    }
    return render(request, "agreements/calendar.html", context)


def _agreements(request: Request, year: int) -> QuerySet[Agreement]:
    """Agreements that may have a day in this year, the most recent first."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    binding = Q(stage__in=BINDING)
    celebrated = Q(ceremony__at__date__range=(first, last))
    over = Q(stage__in=OVER, ended_on__range=(first, last))
    waiting = Accession.objects.filter(decision=Decision.WAITING)
    return (
        Agreement.objects.visible_to(request.user)
        .filter(binding | celebrated | over)
        .select_related("partnership", "ceremony")
        .annotate(evaluated=Max("evaluations__held_on"))
        .prefetch_related("exits", "terminations", Prefetch("accessions", queryset=waiting))
        .order_by("-created_at", "-pk")
    )


def _entries(agreement: Agreement, year: int) -> Iterator[Entry]:
    for day, text in (
        *_of_ceremony(agreement),
        *_of_the_end(agreement),
        *_while_binding(agreement),
    ):
        if day and day.year == year:
            yield Entry(day, text, agreement)


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


def _month(month: int, entries: Iterator[Entry]) -> dict[str, object]:
    rows = list(entries)
    caption = date_format(rows[0].day, "YEAR_MONTH_FORMAT")
    return {"caption": caption, "rows": [_row(entry) for entry in rows]}


def _row(entry: Entry) -> tuple[SafeString, SafeString, SafeString, SafeString]:
    there = entry.agreement
    return (
        when(entry.day),
        words(entry.text),
        link(words(there.title_in()), reverse("agreements:life", args=[there.pk])),
        words(there.partnership.name_in()),
    )
