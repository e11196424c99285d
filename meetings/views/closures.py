"""School holidays and other days on which people are away: read by everybody, entered by administrators."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions import closures as actions
from meetings.forms import ClosureForm
from meetings.models import ClosureDays
from meetings.rules.closures import can_keep_closures
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take
from partnerships.shared.templatetags.parts import Column, period, tool, when, words

MOST_SHOWN = 200


def _crumbs() -> list[Crumb]:
    return [
        (_("Meetings"), reverse("meetings:list")),
        (_("Holidays"), reverse("meetings:closures")),
    ]


def closures(request: Request) -> HttpResponse:
    """Those that are not over, the next ones first."""
    rows = ClosureDays.objects.filter(last_day__gte=timezone.localdate())
    can_keep = can_keep_closures(request.user)
    columns = [Column(_("Name")), Column(_("Days"))]
    if can_keep:
        columns.append(Column(_("Edit")))
    context = {
        "can_keep": can_keep,
        "columns": columns,
        "rows": [
            _row(each, bool(can_keep)) for each in rows.order_by("first_day", "pk")[:MOST_SHOWN]
        ],
    }
    if can_keep:
        context |= {"action": _("Enter days"), "action_href": reverse("meetings:enter_closure")}
    return render(request, "meetings/closures.html", context)


def _row(closure: ClosureDays, can_keep: bool) -> tuple[object, ...]:
    one_day = closure.first_day == closure.last_day
    span = when(closure.first_day) if one_day else period(closure.first_day, closure.last_day)
    cells = (words(closure.name), span)
    if not can_keep:
        return cells
    href = reverse("meetings:remove_closure", args=[closure.pk])
    return (*cells, tool(_("Remove"), href, closure.name))


def enter(request: Request) -> HttpResponse:
    """New days."""
    can_keep_closures(request.user).enforce()
    step = Step(
        title=_("Enter days on which people are away"),
        lead=_("Series leave them out. Meetings that are planned already stay."),
        crumbs=_crumbs(),
    )

    def act(form: ClosureForm) -> ClosureDays:
        return actions.enter_closure(by=request.user, **form.cleaned_data)

    return take(request, step, ClosureForm, act, done=_("Saved."))


def remove(request: Request, pk: int) -> HttpResponse:
    """Asks, then removes them."""
    can_keep_closures(request.user).enforce()
    closure = get_object_or_404(ClosureDays, pk=pk)
    step = Step(
        title=_("Remove the days"),
        question=_("Remove “%(name)s”?") % {"name": closure.name},
        lead=_("Series may then plan meetings on them."),
        crumbs=_crumbs(),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: None) -> None:
        actions.remove_closure(closure, by=request.user)

    return take(request, step, None, act, done=_("Removed."))
