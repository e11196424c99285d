"""Projects of a partnership and the figures reported about them."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Project, ProjectFigure, ProjectState
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import addresses, organisation_links
from partnerships.directory.views.since import began
from partnerships.shared.keyset import page
from partnerships.shared.templatetags.parts import (
    Column,
    badge,
    link,
    missing,
    period,
    quantity,
    when,
    words,
)

COLUMNS = [Column(_("Project")), Column(_("State")), Column(_("Lead")), Column(_("Time"))]
FIGURE_COLUMNS = [
    Column(_("Figure")),
    Column(_("Value"), numeric=True),
    Column(_("As of")),
    Column(_("Source")),
]
STATE_KINDS = {
    ProjectState.RUNNING: "info",
    ProjectState.COMPLETED: "success",
    ProjectState.STOPPED: "warning",
}
MOST_FIGURES = 100


def projects(request: HttpRequest, pk: int) -> HttpResponse:
    """All of them, in the order in which they were entered."""
    frame = partnership_frame(request, pk, "projects")
    rows = (
        frame["partnership"]
        .projects.visible_to(request.user)
        .select_related("lead")
        .defer("text", "result")
    )
    found = page(rows, by=["id"], cursor=request.GET.get("cursor", ""))
    context = {"page": found, "columns": COLUMNS, "rows": _rows(request, found.rows)}
    return render(request, "directory/projects.html", frame | context)


def _rows(request: HttpRequest, found: list[Project]) -> list[tuple]:
    address = addresses("directory:project")
    lead = organisation_links(request.user, [row.lead_id for row in found])
    return [
        (
            link(words(row.name_in()), address(row.pk)),
            state(row),
            lead(row.lead_id, row.lead.name) if row.lead else missing(_("no lead named")),
            _time(row),
        )
        for row in found
    ]


def state(project: Project) -> SafeString:
    """The badge of its state."""
    return badge(project.get_state_display(), STATE_KINDS.get(project.state, "neutral"))


def _time(project: Project) -> SafeString:
    if project.since or project.until_on:
        return period(project.since, project.until_on)
    return began(None, project.attested_on)


def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project with everything reported about it."""
    seen = Project.objects.visible_to(request.user).select_related("partnership", "lead")
    found = get_object_or_404(seen, pk=pk)
    lead = organisation_links(request.user, [found.lead_id])
    figures = found.figures.order_by("position", "id")[:MOST_FIGURES]
    return render(
        request,
        "directory/project.html",
        {
            "project": found,
            "name": found.name_in(),
            "state": state(found),
            "text": found.text_in(),
            "result": found.result_in(),
            "time": _time(found),
            "lead": lead(found.lead_id, found.lead.name) if found.lead else "",
            "partnership": found.partnership.name_in(),
            "columns": FIGURE_COLUMNS,
            "rows": [_figure(figure) for figure in figures],
        },
    )


def _figure(figure: ProjectFigure) -> tuple:
    return (
        words(figure.label_in()),
        quantity(plain(figure.value), figure.qualifier, figure.unit_in()),
        when(figure.on_day),
        words(figure.source_note),
    )


def plain(value: Decimal) -> Decimal | int:
    """Without zeros that would say more than the source: 22.00 seats are 22."""
    return int(value) if value == value.to_integral_value() else value.normalize()
