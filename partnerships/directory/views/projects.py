"""Projects of a partnership and the figures reported about them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.directory.models import Account, Project, ProjectState
from partnerships.directory.requests import Request
from partnerships.directory.views.frame import partnership_frame
from partnerships.directory.views.links import organisation_links
from partnerships.directory.views.since import began
from partnerships.shared.languages import text_in
from partnerships.shared.lists.description import List, ListColumn
from partnerships.shared.lists.filters import ListFilter, SearchFilter, choice_filter
from partnerships.shared.lists.ordering import by_label, german
from partnerships.shared.lists.pages import respond
from partnerships.shared.row_addresses import addresses
from partnerships.shared.templatetags.parts import (
    badge,
    link,
    missing,
    period,
    words,
)

STATE_KINDS = {
    ProjectState.RUNNING: "info",
    ProjectState.COMPLETED: "success",
    ProjectState.STOPPED: "warning",
}


class ProjectFilter(ListFilter):
    """By name in either language, and state."""

    q = SearchFilter(field_name="name_key", also=("name_en",))
    state = choice_filter(ProjectState.choices, label=_("State"))


class ProjectRow(Protocol):
    """A project of the list: the values that its cells read together."""

    lead_id: int | None
    since: date | None
    until_on: date | None
    attested_on: date | None


class ProjectCells:
    """Labels, addresses and which leads one may see, for many projects at once."""

    def __init__(self, account: Account, rows: Sequence[ProjectRow]) -> None:
        self.account, self.rows = account, rows
        self.address = addresses("directory:project")
        self.states = {value: str(label) for value, label in ProjectState.choices}
        self.badges = {
            value: badge(label, STATE_KINDS.get(ProjectState(value), "neutral"))
            for value, label in ProjectState.choices
        }

    @cached_property
    def lead(self) -> Callable[[int | None, str], SafeString]:
        return organisation_links(self.account, [row.lead_id for row in self.rows])


PROJECTS = List(
    slug="projects",
    caption=_("Projects"),
    columns=(
        ListColumn(
            "name",
            _("Project"),
            ("id", "name", "name_en"),
            value=lambda row, look: text_in(row, "name"),
            cell=lambda row, look: link(words(text_in(row, "name")), look.address(row.id)),
            sort=("name_key",),
        ),
        ListColumn(
            "state",
            _("State"),
            ("state",),
            value=lambda row, look: look.states[row.state],
            cell=lambda row, look: look.badges[row.state],
            sort=lambda: by_label("state", ProjectState.choices),
        ),
        ListColumn(
            "lead",
            _("Lead"),
            ("lead_id", "lead__name"),
            value=lambda row, look: row.lead__name,
            cell=lambda row, look: (
                look.lead(row.lead_id, row.lead__name)
                if row.lead_id
                else missing(gettext("no lead named"))
            ),
            sort=("lead__sort_key",),
        ),
        ListColumn(
            "time",
            _("Time"),
            ("since", "until_on", "attested_on"),
            value=lambda row, look: row.since,
            cell=lambda row, look: time_of(row),
            sort=("since",),
        ),
        ListColumn(
            "until",
            _("Until"),
            ("until_on",),
            value=lambda row, look: row.until_on,
            sort=("until_on",),
            shown=False,
        ),
    ),
    filters=ProjectFilter,
    order=("id",),
    look=ProjectCells,
    empty=_("No projects yet"),
    empty_text=_(
        "What the partners do together will stand here, with who leads it and what came of it."
    ),
)


def projects(request: Request, pk: int) -> HttpResponseBase:
    """All of them, in the order in which they were entered."""
    frame = partnership_frame(request, pk, "projects")
    rows = frame["partnership"].projects.visible_to(request.user)
    return respond(
        request,
        PROJECTS,
        rows.annotate(name_key=german("name")),
        template="directory/projects.html",
        context=frame,
        facts={"partnership": pk},
    )


def state(project: Project) -> SafeString:
    """The badge of its state."""
    return badge(
        project.get_state_display(), STATE_KINDS.get(ProjectState(project.state), "neutral")
    )


def time_of(project: Project | ProjectRow) -> SafeString:
    """Its span, or the day on which it is attested."""
    if project.since or project.until_on:
        return period(project.since, project.until_on)
    return began(None, project.attested_on)
