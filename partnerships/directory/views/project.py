"""One project: what it is about, what came of it, and its campaign."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.directory import rules
from partnerships.directory.models import ProjectFigure
from partnerships.directory.requests import Request
from partnerships.directory.views.commitments import sum_of
from partnerships.directory.views.links import organisation_links
from partnerships.directory.views.project_edit import get_project
from partnerships.directory.views.projects import state, time_of
from partnerships.shared.row_addresses import at_place
from partnerships.shared.templatetags.parts import Column, quantity, when, words

FIGURE_COLUMNS = [
    Column(gettext_lazy("Figure")),
    Column(gettext_lazy("Value"), numeric=True),
    Column(gettext_lazy("As of")),
    Column(gettext_lazy("Source")),
]
MOST_FIGURES = 100


def project(request: Request, pk: int) -> HttpResponse:
    """One project with everything reported about it."""
    row = get_project(request, pk)
    keeps = rules.can_keep_partnership(request.user, row.partnership)
    lead = organisation_links(request.user, [row.lead_id])
    figures = row.figures.order_by("position", "id")[:MOST_FIGURES]
    context = {
        "project": row,
        "name": row.name_in(),
        "state": state(row),
        "text": row.text_in(),
        "result": row.result_in(),
        "time": time_of(row),
        "lead": lead(row.lead_id, row.lead.name) if row.lead else "",
        "partnership": row.partnership.name_in(),
        "columns": [*FIGURE_COLUMNS, Column(_("Edit"))] if keeps else FIGURE_COLUMNS,
        "rows": [_figure(figure, bool(keeps)) for figure in figures],
        "sum": sum_of(row),
        "can_keep": keeps,
    }
    return render(request, "directory/project.html", context)


def _figure(figure: ProjectFigure, keeps: bool) -> tuple:
    return (
        at_place(figure, words(figure.label_in())),
        quantity(plain(figure.value), figure.qualifier, figure.unit_in()),  # type: ignore[arg-type]  # a Decimal is a number
        when(figure.on_day),
        words(figure.source_note),
        *([_tools(figure)] if keeps else []),
    )


def _tools(figure: ProjectFigure) -> SafeString:
    """Links of a keeper; each says of which figure."""
    whose = format_html('<span class="kern-sr-only">: {}</span>', figure.label_in())
    steps = {"edit_figure": _("Edit"), "remove_figure": _("Remove")}
    return format_html_join(
        " ",
        '<a class="kern-link app-link" href="{}">{}{}</a>',
        (
            (reverse(f"directory:{name}", args=[figure.pk]), text, whose)
            for name, text in steps.items()
        ),
    )


def plain(value: Decimal) -> Decimal | int:
    """Without zeros that would say more than the source: 22.00 seats are 22."""
    return int(value) if value == value.to_integral_value() else value.normalize()
