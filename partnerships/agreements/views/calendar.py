"""The calendar of agreements: ends, notice, evaluations, reminders, decisions and ceremonies of a year."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from partnerships.agreements.days.finding import MOST, agreements_with_days
from partnerships.agreements.days.listing import Entry, days_between, say_left_out
from partnerships.agreements.forms import YearForm
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import Column, link, when, words

COLUMNS = (
    Column(gettext_lazy("Day")),
    Column(gettext_lazy("What")),
    Column(gettext_lazy("Agreement")),
    Column(gettext_lazy("Partnership")),
)


def calendar(request: Request) -> HttpResponse:
    """`?year=2027`; this year when nothing sensible is asked."""
    this_year = timezone.localdate().year
    form = YearForm({"year": request.GET.get("year") or this_year})
    year = (form.cleaned_data["year"] if form.is_valid() else None) or this_year
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = agreements_with_days(request.user, first, last).select_related("partnership")
    agreements = list(found[: MOST + 1])
    entries = days_between(agreements[:MOST], first, last)
    context = {
        "form": form,
        "year": year,
        "this_year": this_year,
        "before": year - 1,
        "after": year + 1,
        "months": [_month(month, rows) for month, rows in groupby(entries, lambda e: e.day.month)],
        "columns": COLUMNS,
        "left_out": say_left_out() if len(agreements) > MOST else "",
    }
    return render(request, "agreements/calendar.html", context)


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
