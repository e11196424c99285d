"""Set up, edit and close bodies; add, fill, correct and end seats."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.directory import rules
from partnerships.directory.actions import bodies as actions
from partnerships.directory.forms import bodies as forms
from partnerships.directory.forms.data import Data
from partnerships.directory.models import Body, Seat
from partnerships.directory.requests import Request
from partnerships.directory.views.partnership_edit import get_partnership
from partnerships.directory.views.steps import crumbs_of, take_within
from partnerships.shared.row_addresses import place_of
from partnerships.shared.step.views import Crumb, Step, to


def get_body(request: Request, pk: int) -> Body:
    """The body, or 404."""
    rows = Body.objects.visible_to(request.user).select_related("partnership")
    return get_object_or_404(rows, pk=pk)


def get_seat(request: Request, pk: int) -> Seat:
    """The seat, or 404."""
    rows = Seat.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("body__partnership", "organisation", "person"), pk=pk
    )


def _crumbs(body: Body) -> list[Crumb]:
    bodies = reverse("directory:bodies", args=[body.partnership_id])
    own = reverse("directory:body", args=[body.pk])
    return crumbs_of(body.partnership, (_("Bodies"), bodies), (body.name_in(), own))


def set_up_body(request: Request, pk: int) -> HttpResponse:
    """A form for a new committee, office or group."""
    partnership = get_partnership(request, pk)
    rules.can_keep_partnership(request.user, partnership).enforce()

    def form(data: Data) -> Form:
        return forms.BodyForm.prefill(None, data)

    step = Step(
        title=_("Set up a body"),
        submit=_("Set up"),
        crumbs=crumbs_of(partnership, (_("Bodies"), reverse("directory:bodies", args=[pk]))),
    )

    def act(filled: Form) -> Body:
        return actions.set_up_body(partnership, by=request.user, **filled.cleaned_data)

    done = _("The body is there. Now add its seats.")
    return take_within(request, partnership, step, form, act, done=done, way=to("directory:body"))


def edit_body(request: Request, pk: int) -> HttpResponse:
    """A form for name, tasks, rhythm and days of a body."""
    body = get_body(request, pk)
    rules.can_keep_partnership(request.user, body.partnership).enforce()

    def form(data: Data) -> Form:
        return forms.BodyForm.prefill(body, data)

    step = Step(title=_("Edit the body"), crumbs=_crumbs(body), rows=(body.partnership, body))

    def act(filled: Form) -> Body:
        return actions.edit_body(body, by=request.user, **filled.cleaned_data)

    return take_within(request, body.partnership, step, form, act, done=_("Saved."))


def close_body(request: Request, pk: int) -> HttpResponse:
    """Asks for the last day, then closes the body; its seats end with it."""
    body = get_body(request, pk)
    rules.can_close_body(request.user, body).enforce()

    def form(data: Data) -> Form:
        return forms.CloseForm(data)

    seats = Seat.objects.current().filter(body=body, person__isnull=False).select_related("person")
    step = Step(
        title=_("Close the body"),
        question=_("Close %(name)s?") % {"name": body.name_in()},
        lead=_("Its seats end on the same day. On pages of earlier days it stays."),
        submit=pgettext("a body", "Close"),
        concerned=[str(seat.person) for seat in seats[:20]],
        crumbs=_crumbs(body),
        danger=True,
    )

    def act(filled: Form) -> Body:
        return actions.close_body(body, by=request.user, **filled.cleaned_data)

    return take_within(
        request,
        body.partnership,
        step,
        form,
        act,
        done=_("The body is closed."),
        way=_after(request),
    )


def _after(request: Request) -> Callable[[Body | Seat], str]:
    """To the body, there to the seat, unless one lost sight of it with the last seat."""

    def way(made: Body | Seat) -> str:
        body = made.body if isinstance(made, Seat) else made
        if body.partnership_id in request.user.read_access().partnership_ids:
            place = f"#{place_of(made)}" if isinstance(made, Seat) else ""
            return f"{reverse('directory:body', args=[body.pk])}{place}"
        return reverse("directory:partnerships")

    return way


def add_seat(request: Request, pk: int) -> HttpResponse:
    """A form for one more seat."""
    body = get_body(request, pk)
    rules.can_add_seat(request.user, body).enforce()

    def form(data: Data) -> Form:
        return forms.AddSeatForm(data, account=request.user)

    step = Step(
        title=_("Add a seat"),
        submit=_("Add"),
        crumbs=_crumbs(body),
    )

    def act(filled: Form) -> Seat:
        return actions.add_seat(body, by=request.user, **filled.cleaned_data)

    return take_within(
        request,
        body.partnership,
        step,
        form,
        act,
        done=_("The seat is there."),
        way=_after(request),
    )


def fill_seat(request: Request, pk: int) -> HttpResponse:
    """Somebody else sits there from a day on, or nobody."""
    seat = get_seat(request, pk)
    rules.can_fill_seat(request.user, seat).enforce()

    def form(data: Data) -> Form:
        return forms.FillForm(data, account=request.user, seat=seat)

    lead = _("Vacant today.")
    if seat.person:
        lead = _(
            "Today: %(name)s, until the day before the change. Whoever sees this partnership only through the"
            " seat then no longer sees it."
        ) % {"name": seat.person}
    step = Step(
        title=_("Fill the seat “%(label)s”") % {"label": seat.label_in()},
        lead=lead,
        crumbs=_crumbs(seat.body),
        rows=(seat.body.partnership, seat.body, seat),
        listed=True,
    )

    def act(filled: Form) -> Seat:
        return actions.fill_seat(seat, by=request.user, **filled.cleaned_data)

    return take_within(
        request, seat.body.partnership, step, form, act, done=_("Noted."), way=_after(request)
    )


def correct_seat(request: Request, pk: int) -> HttpResponse:
    """A slip of the pen in a seat's name, vote or days."""
    seat = get_seat(request, pk)
    rules.can_keep_partnership(request.user, seat.body.partnership).enforce()

    def form(data: Data) -> Form:
        return forms.CorrectSeatForm.prefill(seat, data)

    step = Step(
        title=_("Correct the seat “%(label)s”") % {"label": seat.label_in()},
        lead=_("For slips of the pen. If somebody else sits there now, fill the seat anew."),
        crumbs=_crumbs(seat.body),
        rows=(seat.body.partnership, seat.body, seat),
        listed=True,
    )

    def act(filled: Form) -> Seat:
        return actions.correct_seat(seat, by=request.user, **filled.cleaned_data)

    done = _("Corrected. The history keeps what was there.")
    return take_within(
        request, seat.body.partnership, step, form, act, done=done, way=_after(request)
    )


def end_seat(request: Request, pk: int) -> HttpResponse:
    """Asks for the last day, then ends the seat."""
    seat = get_seat(request, pk)
    rules.can_end_seat(request.user, seat).enforce()

    def form(data: Data) -> Form:
        return forms.EndSeatForm(data)

    step = Step(
        title=_("End the seat “%(label)s”") % {"label": seat.label_in()},
        question=_("Take this seat away?"),
        lead=_("After its last day it no longer stands at this table. On earlier days it stays."),
        submit=_("End the seat"),
        concerned=[str(seat.person)] if seat.person else [],
        crumbs=_crumbs(seat.body),
        danger=True,
    )

    def act(filled: Form) -> Seat:
        return actions.end_seat(seat, by=request.user, **filled.cleaned_data)

    return take_within(
        request,
        seat.body.partnership,
        step,
        form,
        act,
        done=_("The seat ends."),
        way=lambda ended: _after(request)(ended.body),
    )
