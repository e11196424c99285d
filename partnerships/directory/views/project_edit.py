"""Begin and edit projects; note, correct and remove their figures."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import projects as actions
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.projects import FigureForm, ProjectForm
from partnerships.directory.models import Project, ProjectFigure
from partnerships.directory.requests import Request
from partnerships.directory.views.partnership_edit import get_partnership
from partnerships.directory.views.steps import crumbs_of, take_within
from partnerships.shared.step.views import Crumb, Step, to


def get_project(request: Request, pk: int) -> Project:
    """The project, or 404."""
    rows = Project.objects.visible_to(request.user).select_related("partnership", "lead")
    return get_object_or_404(rows, pk=pk)


def crumbs_to(project: Project) -> list[Crumb]:
    """The way to the project."""
    projects = reverse("directory:projects", args=[project.partnership_id])
    own = reverse("directory:project", args=[project.pk])
    return crumbs_of(project.partnership, (_("Projects"), projects), (project.name_in(), own))


def begin_project(request: Request, pk: int) -> HttpResponse:
    """A form for a new project of a partnership."""
    partnership = get_partnership(request, pk)
    rules.can_keep_partnership(request.user, partnership).enforce()

    def form(data: Data) -> Form:
        return ProjectForm(data, account=request.user, partnership=partnership)

    step = Step(
        title=_("Begin a project"),
        submit=_("Begin"),
        crumbs=crumbs_of(partnership, (_("Projects"), reverse("directory:projects", args=[pk]))),
    )

    def act(filled: Form) -> Project:
        return actions.begin_project(partnership, by=request.user, **filled.cleaned_data)

    done = _("The project is there.")
    return take_within(
        request, partnership, step, form, act, done=done, way=to("directory:project")
    )


def edit_project(request: Request, pk: int) -> HttpResponse:
    """Words, state, responsible partner, days."""
    project = get_project(request, pk)
    rules.can_keep_partnership(request.user, project.partnership).enforce()

    def form(data: Data) -> Form:
        return ProjectForm(
            data,
            account=request.user,
            partnership=project.partnership,
            project=project,
        )

    step = Step(
        title=_("Edit the project"), crumbs=crumbs_to(project), rows=(project.partnership, project)
    )

    def act(filled: Form) -> Project:
        return actions.edit_project(project, by=request.user, **filled.cleaned_data)

    return take_within(request, project.partnership, step, form, act, done=_("Saved."))


def note_figure(request: Request, pk: int) -> HttpResponse:
    """A form for a figure that a project reported."""
    project = get_project(request, pk)
    rules.can_keep_partnership(request.user, project.partnership).enforce()

    def form(data: Data) -> Form:
        return FigureForm.prefill(None, data)

    step = Step(
        title=_("Note a figure"),
        crumbs=crumbs_to(project),
        listed=True,
    )

    def act(filled: Form) -> ProjectFigure:
        return actions.note_figure(project, by=request.user, **filled.cleaned_data)

    return take_within(request, project.partnership, step, form, act, done=_("Noted."))


def _get_figure(request: Request, pk: int) -> ProjectFigure:
    rows = ProjectFigure.objects.visible_to(request.user).select_related("project__partnership")
    figure = get_object_or_404(rows, pk=pk)
    rules.can_keep_partnership(request.user, figure.project.partnership).enforce()
    return figure


def edit_figure(request: Request, pk: int) -> HttpResponse:
    """A form for another value of a figure, or for setting a slip right."""
    figure = _get_figure(request, pk)

    def form(data: Data) -> Form:
        return FigureForm.prefill(figure, data)

    step = Step(
        title=_("Edit the figure"),
        crumbs=crumbs_to(figure.project),
        rows=(figure.project.partnership, figure),
        listed=True,
    )

    def act(filled: Form) -> ProjectFigure:
        return actions.edit_figure(figure, by=request.user, **filled.cleaned_data)

    return take_within(request, figure.project.partnership, step, form, act, done=_("Saved."))


def remove_figure(request: Request, pk: int) -> HttpResponse:
    """Asks, then removes the figure."""
    figure = _get_figure(request, pk)
    step = Step(
        title=_("Remove the figure"),
        question=_("Remove “%(title)s”?") % {"title": figure.label_in()},
        lead=_("It no longer stands on any page. The history keeps it."),
        submit=_("Remove"),
        crumbs=crumbs_to(figure.project),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.remove_figure(figure, by=request.user)

    return take_within(request, figure.project.partnership, step, None, act, done=_("Removed."))
