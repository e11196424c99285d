"""Set goals; begin projects and note their figures."""

from typing import Any

from django.db import transaction

from partnerships.directory import rules
from partnerships.directory.models import Goal, Organisation, Partnership, Project, ProjectFigure
from partnerships.shared.audit.actions import record


@transaction.atomic
def set_goal(
    owner: Organisation | Partnership, *, by: Any, kind: str, title: str, **values: Any
) -> Goal:
    """A goal of an organisation or of a partnership. Raises: PermissionDenied, ValidationError."""
    if isinstance(owner, Partnership):
        rules.can_keep_partnership(by, owner).enforce()
        goal = Goal(partnership=owner, kind=kind, title=title, **values)
    else:
        rules.can_keep_organisation(by, owner).enforce()
        goal = Goal(organisation=owner, kind=kind, title=title, **values)
    goal.full_clean()
    goal.save()
    record("directory.goal_set", by=by, target=goal, facts={"kind": kind})
    return goal


@transaction.atomic
def begin_project(partnership: Partnership, *, by: Any, name: str, **values: Any) -> Project:
    """A project of the partnership."""
    rules.can_keep_partnership(by, partnership).enforce()
    project = Project(partnership=partnership, name=name, **values)
    project.full_clean()
    project.save()
    record("directory.project_begun", by=by, target=project)
    return project


@transaction.atomic
def note_figure(
    project: Project, *, by: Any, label: str, value: Any, **values: Any
) -> ProjectFigure:
    """A reported figure with unit, exactness and source."""
    rules.can_keep_partnership(by, project.partnership).enforce()
    figure = ProjectFigure(project=project, label=label, value=value, **values)
    figure.full_clean()
    figure.save()
    record("directory.figure_noted", by=by, target=figure, facts={"project": project.pk})
    return figure
