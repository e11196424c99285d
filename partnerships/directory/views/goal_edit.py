"""Set, edit and remove goals, of a partnership or of an organisation."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import goals as actions
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.goals import GoalForm
from partnerships.directory.models import Goal, Organisation, Partnership
from partnerships.directory.requests import Request
from partnerships.directory.views.partnership_edit import get_partnership
from partnerships.directory.views.steps import crumbs_of, take_within
from partnerships.shared.step.views import Crumb, Step


def _crumbs(owner: Partnership | Organisation) -> list[Crumb]:
    if isinstance(owner, Partnership):
        goals = reverse("directory:goals", args=[owner.pk])
        return crumbs_of(owner, (_("Goals and pillars"), goals))
    return [
        (_("Organisations"), reverse("directory:organisations")),
        (owner.name, reverse("directory:organisation", args=[owner.pk])),
    ]


def _partnership(owner: Partnership | Organisation) -> Partnership | None:
    return owner if isinstance(owner, Partnership) else None


def set_goal(request: Request, pk: int) -> HttpResponse:
    """A goal or pillar of a partnership."""
    partnership = get_partnership(request, pk)
    rules.can_keep_partnership(request.user, partnership).enforce()
    return _set(request, partnership)


def set_organisation_goal(request: Request, pk: int) -> HttpResponse:
    """A goal that an organisation sets itself."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.can_keep_organisation(request.user, organisation).enforce()
    return _set(request, organisation)


def _set(request: Request, owner: Partnership | Organisation) -> HttpResponse:
    def form(data: Data) -> Form:
        return GoalForm.prefill(None, data, of_partnership=isinstance(owner, Partnership))

    step = Step(
        title=_("Set a goal"),
        crumbs=_crumbs(owner),
        listed=True,
    )

    def act(filled: Form) -> Goal:
        return actions.set_goal(owner, by=request.user, **filled.cleaned_data)

    return take_within(request, _partnership(owner), step, form, act, done=_("The goal is set."))


def _get_goal(request: Request, pk: int) -> tuple[Goal, Partnership | Organisation]:
    rows = Goal.objects.visible_to(request.user).select_related("partnership", "organisation")
    goal = get_object_or_404(rows, pk=pk)
    rules.can_keep_goal(request.user, goal).enforce()
    owner = goal.partnership or goal.organisation
    assert owner is not None  # noqa: S101  a goal has one owner
    return goal, owner


def edit_goal(request: Request, pk: int) -> HttpResponse:
    """A form for words, kind and number of a goal."""
    goal, owner = _get_goal(request, pk)

    def form(data: Data) -> Form:
        return GoalForm.prefill(goal, data, of_partnership=isinstance(owner, Partnership))

    step = Step(title=_("Edit the goal"), crumbs=_crumbs(owner), rows=(goal,), listed=True)

    def act(filled: Form) -> Goal:
        return actions.edit_goal(goal, by=request.user, **filled.cleaned_data)

    return take_within(request, _partnership(owner), step, form, act, done=_("Saved."))


def remove_goal(request: Request, pk: int) -> HttpResponse:
    """Asks, then removes the goal."""
    goal, owner = _get_goal(request, pk)
    step = Step(
        title=_("Remove the goal"),
        question=_("Remove “%(title)s”?") % {"title": goal.title_in()},
        lead=_("It no longer stands on any page. The history keeps its words."),
        submit=_("Remove"),
        crumbs=_crumbs(owner),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.remove_goal(goal, by=request.user)

    return take_within(
        request,
        _partnership(owner),
        step,
        None,
        act,
        done=_("Removed. Its words stay in the history."),
    )
