"""The office: who wants to be called, and that they were."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import calls as actions
from complaints.languages import spoken_in_office
from complaints.models import CallBack
from complaints.sealed_rows import read_as_office
from complaints.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.audit.actions import note_read
from partnerships.shared.step.views import Step, take

MOST = 100  # on the page; the oldest first


@in_sight
def calls(request: Request) -> HttpResponse:
    """Numbers and languages, opened for this page; that they were read is an event."""
    rules.can_read_calls(request.user).enforce()
    rows = CallBack.objects.visible_to(request.user).select_related(
        "office__authority", "office_key"
    )
    shown = [_open(row) for row in rows[:MOST]]
    if shown:
        note_read("complaints.calls_read", by=request.user)
    return render(request, "complaints/calls.html", {"calls": shown})


def _open(row: CallBack) -> dict[str, object]:
    """Raises: PermissionDenied where this process has no key of the office."""
    told = read_as_office(row)
    if told is None:
        raise PermissionDenied(
            _("The key of the complaints office is not on this machine. Nobody can read here.")
        )
    return {"row": row, **told, "language": spoken_in_office(str(told["language"]))}


@in_sight
def call_done(request: Request, pk: UUID) -> HttpResponse:
    """Somebody was called: the request is deleted."""
    rows = CallBack.objects.visible_to(request.user).select_related("office__authority")
    row = get_object_or_404(rows, pk=pk)
    rules.can_finish_call(request.user, row).enforce()
    step = Step(
        title=_("Called, done"),
        crumbs=[
            (_("Complaints"), reverse("complaints:list")),
            (_("Call back"), reverse("complaints:calls")),
        ],
        question=_("Was this person called?"),
        lead=_(
            "Number, language and name are deleted at once. What you agreed stands nowhere else."
        ),
        submit=_("Called, delete"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.finish_call(row, by=request.user),
        done=_("Deleted."),
    )
