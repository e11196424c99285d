"""Begin and edit projects; note, correct and remove their figures."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from partnerships.directory.actions.partnerships import acting, apply, hold
from partnerships.directory.models import Account, Partnership, Project, ProjectFigure
from partnerships.shared.audit.actions import record


@transaction.atomic
def begin_project(partnership: Partnership, *, by: Account, name: str, **values: object) -> Project:
    """A project of the partnership. Raises: PermissionDenied, ValidationError."""
    hold(partnership, by=by)
    project = Project(partnership=partnership, name=name, **values)
    project.full_clean()
    project.save()
    record("directory.project_begun", **acting(by=by, target=project, inside=partnership))
    return project


@transaction.atomic
def edit_project(project: Project, *, by: Account, **values: object) -> Project:
    """Words, state, responsible partner, days. Raises: PermissionDenied, ValidationError."""
    hold(project.partnership, by=by)
    rows = Project.objects.select_for_update(of=("self",)).select_related("partnership")
    locked = rows.get(pk=project.pk)
    changed = apply(locked, values)
    locked.full_clean()
    locked.save()
    record(
        "directory.project_edited",
        **acting(
            by=by,
            target=locked,
            inside=locked.partnership,
            fields=sorted(changed),
            state=locked.state,
        ),
    )
    return locked


@transaction.atomic
def note_figure(
    project: Project, *, by: Account, label: str, value: Decimal, **values: object
) -> ProjectFigure:
    """A reported figure with unit, exactness and source. Raises: PermissionDenied, ValidationError."""
    hold(project.partnership, by=by)
    if "position" not in values:
        last = project.figures.aggregate(last=Max("position"))["last"]
        values["position"] = 0 if last is None else last + 1
    figure = ProjectFigure(project=project, label=label, value=value, **values)
    figure.full_clean()
    figure.save()
    record(
        "directory.figure_noted",
        **acting(
            by=by,
            target=figure,
            inside=project.partnership,
            project=project.pk,
        ),
    )
    return figure


def _lock(figure: ProjectFigure, *, by: Account) -> ProjectFigure:
    """Raises: PermissionDenied; ProjectFigure.DoesNotExist when somebody removed it meanwhile."""
    hold(figure.project.partnership, by=by)
    rows = ProjectFigure.objects.select_for_update(of=("self",))
    return rows.select_related("project__partnership").get(pk=figure.pk)


@transaction.atomic
def edit_figure(figure: ProjectFigure, *, by: Account, **values: object) -> ProjectFigure:
    """Another value, or a slip set right. Raises: PermissionDenied, ValidationError."""
    locked = _lock(figure, by=by)
    changed = apply(locked, values)
    locked.full_clean()
    locked.save()
    record(
        "directory.figure_edited",
        **acting(
            by=by,
            target=locked,
            inside=locked.project.partnership,
            fields=sorted(changed),
        ),
    )
    return locked


@transaction.atomic
def remove_figure(figure: ProjectFigure, *, by: Account) -> None:
    """Gone from the page; it stays in the history. Raises: PermissionDenied."""
    locked = _lock(figure, by=by)
    record(
        "directory.figure_removed",
        **acting(
            by=by,
            target=locked,
            inside=locked.project.partnership,
            project=locked.project_id,
        ),
    )
    locked.delete()
