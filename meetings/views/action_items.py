"""One task: who does it until when, and the steps of its life."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.actions import action_items as actions
from meetings.forms import ActionForm, DropForm, FinishForm, PostponeForm
from meetings.forms.planning import Sent
from meetings.models import ActionItem, AgendaItem, Meeting
from meetings.people import organisations_at, people_at
from meetings.rules import minutes as rules
from meetings.stages import ACTION_TONES, ActionStage
from meetings.views.frame import crumbs_of, find_meeting
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.templatetags.parts import badge


def _find(request: Request, pk: int) -> ActionItem:
    rows = ActionItem.objects.visible_to(request.user).select_related(
        "meeting__partnership", "meeting__minutes", "person", "organisation", "item"
    )
    return get_object_or_404(rows, pk=pk)


def action_item(request: Request, pk: int) -> HttpResponse:
    """One task: who, until when, where it comes from, what became of it."""
    action = _find(request, pk)
    can_finish = rules.can_finish(request.user, action)
    context = {
        "task": action,
        "badge": badge(action.get_stage_display(), ACTION_TONES[ActionStage(action.stage)]),
        "can_change": rules.can_change_action(request.user, action),
        "can_postpone": rules.can_postpone(request.user, action),
        "can_reopen": rules.can_reopen(request.user, action),
    }
    if can_finish:
        finish_page = reverse("meetings:finish_action", args=[pk])
        context |= {"action": _("Note as done"), "action_href": finish_page}
    return render(request, "meetings/action_item.html", context)


def _crumbs(action: ActionItem) -> list[Crumb]:
    return crumbs_of(
        action.meeting, (action.title, reverse("meetings:action_item", args=[action.pk]))
    )


def agree(request: Request, pk: int) -> HttpResponse:
    """A new task of a meeting."""
    meeting = find_meeting(request, pk)
    rules.can_agree_action(request.user, meeting).enforce()
    step = Step(
        title=_("Note a task"),
        about=meeting.title_in(),
        crumbs=crumbs_of(
            meeting,
            (pgettext("of one meeting", "Minutes"), reverse("meetings:minutes", args=[pk])),
        ),
        submit=_("Note the task"),
        listed=True,
    )

    def act(form: ActionForm) -> ActionItem:
        return actions.agree(meeting, by=request.user, **form.cleaned_data)

    return take(request, step, _form_for(request, meeting), act, done=_("The task is noted."))


def _form_for(
    request: Request, meeting: Meeting, action: ActionItem | None = None
) -> Callable[[Sent], ActionForm]:
    seen = AgendaItem.objects.visible_to(request.user).on_agenda().filter(meeting=meeting)
    items = list(seen.values_list("pk", flat=True))
    people, organisations = people_at(meeting), organisations_at(meeting)
    if action is not None:
        people += [action.person_id] if action.person_id else []
        organisations += [action.organisation_id] if action.organisation_id else []

    def form(data: Sent) -> ActionForm:
        return ActionForm(
            data, people=people, organisations=organisations, items=items, action=action
        )

    return form


def change(request: Request, pk: int) -> HttpResponse:
    """Other words, somebody else, another day."""
    action = _find(request, pk)
    rules.can_change_action(request.user, action).enforce()
    step = Step(
        title=_("Change the task"), about=action.title, crumbs=_crumbs(action), rows=(action,)
    )

    def act(form: ActionForm) -> None:
        actions.change(action, by=request.user, **form.cleaned_data)

    form = _form_for(request, action.meeting, action)
    return take(request, step, form, act, done=_("Saved."))


def finish(request: Request, pk: int) -> HttpResponse:
    """It is done, and what came of it."""
    action = _find(request, pk)
    rules.can_finish(request.user, action).enforce()
    step = Step(
        title=_("Is it done?"),
        about=action.title,
        lead=action.title,
        crumbs=_crumbs(action),
        submit=_("Note as done"),
    )

    def act(form: FinishForm) -> None:
        actions.finish(action, by=request.user, **form.cleaned_data)

    return take(request, step, FinishForm, act, done=_("Noted as done. Thank you."))


def drop(request: Request, pk: int) -> HttpResponse:
    """Nobody does it any more, and why."""
    action = _find(request, pk)
    rules.can_postpone(request.user, action).enforce()
    step = Step(
        title=_("Drop the task"),
        about=action.title,
        lead=action.title,
        crumbs=_crumbs(action),
        submit=_("Drop the task"),
        danger=True,
    )

    def act(form: DropForm) -> None:
        actions.drop(action, by=request.user, **form.cleaned_data)

    return take(request, step, DropForm, act, done=_("The task is dropped."))


def postpone(request: Request, pk: int) -> HttpResponse:
    """A later day."""
    action = _find(request, pk)
    rules.can_postpone(request.user, action).enforce()
    step = Step(
        title=_("Postpone the task"),
        about=action.title,
        lead=_("The minutes keep the day that was agreed."),
        crumbs=_crumbs(action),
    )

    def act(form: PostponeForm) -> None:
        actions.postpone(action, by=request.user, **form.cleaned_data)

    return take(request, step, PostponeForm, act, done=_("Saved."))


def reopen(request: Request, pk: int) -> HttpResponse:
    """Asks, then opens it again."""
    action = _find(request, pk)
    rules.can_reopen(request.user, action).enforce()
    step = Step(
        title=_("Open the task again"),
        question=_("Open “%(title)s” again?") % {"title": action.title},
        crumbs=_crumbs(action),
        submit=_("Open it again"),
    )

    def act(_form: None) -> None:
        actions.reopen(action, by=request.user)

    return take(request, step, None, act, done=_("The task is open again."))
