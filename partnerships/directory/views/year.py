"""A partnership's year in figures: the chapters of all apps, with the year before beside it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.directory.requests import Request
from partnerships.directory.views.frame import partnership_frame
from partnerships.shared.calendar_years import choose_year, period_of, years_since
from partnerships.shared.chapters import Figure
from partnerships.shared.registry import report_chapters
from partnerships.shared.templatetags.parts import Column, link, number


def year(request: Request, pk: int) -> HttpResponse:
    """`?year=2025`; a year that is none, or one to come, shows the present one."""
    frame = partnership_frame(request, pk, "year")
    today = timezone.localdate()
    chosen = choose_year(request.GET.get("year", ""), today)
    periods = [period_of(chosen, today), period_of(chosen - 1, today)]
    chapters = [(each.title, _rows(each.count(pk, periods))) for each in report_chapters]
    return render(
        request,
        "directory/year.html",
        {
            **frame,
            "chosen": chosen,
            "until": periods[0].until,
            "is_running": chosen == today.year,
            "years": list(
                years_since(
                    frame["partnership"].founded_on,
                    reverse("directory:year", args=[pk]),
                    chosen,
                    today,
                )
            ),
            "columns": _columns(chosen),
            "chapters": chapters,
        },
    )


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
