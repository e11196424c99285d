"""A partnership's year in figures: the chapters of all apps, with the year before beside it."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.directory.views.frame import partnership_frame
from partnerships.shared.chapters import Figure, Period
from partnerships.shared.registry import report_chapters
from partnerships.shared.templatetags.parts import Column, link, number

MOST_YEARS = 8
FIRST = 1900


def year(request: Request, pk: int) -> HttpResponse:
    """`?year=2025`; a year that is none, or one to come, shows the present one."""
    frame = partnership_frame(request, pk, "year")
    today = timezone.localdate()
    chosen = _choose(request.GET.get("year", ""), today)
    periods = [_period(chosen, today), _period(chosen - 1, today)]
    chapters = [(each.title, _rows(each.count(pk, periods))) for each in report_chapters]
    return render(
        request,
        "directory/year.html",
        {
            **frame,
            "chosen": chosen,
            "until": periods[0].until,
            "is_running": chosen == today.year,
            "years": list(_years(frame["partnership"], chosen, today)),
            "columns": _columns(chosen),
            "chapters": chapters,
        },
    )


def _choose(typed: str, today: date) -> int:
    """The year that was asked for, as long as it is one that has begun."""
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today.year
    return asked if FIRST < asked <= today.year else today.year


def _period(year: int, today: date) -> Period:
    """The whole year; of the present one what is over."""
    return Period(date(year, 1, 1), min(date(year, 12, 31), today))


def _years(partnership: Partnership, chosen: int, today: date) -> Iterator[tuple[int, str, bool]]:
    """From the founding on, the latest first."""
    own = reverse("directory:year", args=[partnership.pk])
    began = partnership.founded_on.year if partnership.founded_on else today.year - MOST_YEARS + 1
    for each in range(today.year, max(began, today.year - MOST_YEARS + 1, FIRST) - 1, -1):
        yield each, f"{own}?year={each}", each == chosen


def _columns(chosen: int) -> list[Column]:
    return [Column(_("Figure")), Column(str(chosen), numeric=True), Column(str(chosen - 1), True)]


def _rows(figures: list[Figure]) -> list[tuple[object, ...]]:
    return [(_name(figure), *map(_value, figure.values)) for figure in figures]


def _name(figure: Figure) -> SafeString:
    name = link(figure.label, figure.href) if figure.href else figure.label
    note = format_html('<br><span class="app-muted">{}</span>', figure.note) if figure.note else ""
    return format_html("{}{}", name, note)


def _value(value: int | None) -> SafeString | str:
    """Where nobody can know it, that is said in words, not as a nought."""
    return _("not recorded") if value is None else number(value)
