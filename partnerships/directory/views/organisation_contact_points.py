"""The contact points of an organisation: add, edit, move, remove."""

from typing import Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.directory import rules
from partnerships.directory.actions import contact_points as actions
from partnerships.directory.forms.organisations import ContactPointForm
from partnerships.directory.models import ContactPoint, Organisation
from partnerships.directory.requests import Request
from partnerships.directory.views.organisation_edit import crumbs_of_organisation, get_organisation
from partnerships.directory.views.steps import StepParts
from partnerships.shared.row_addresses import place_of
from partnerships.shared.step.views import Step, take


def contact_points(request: Request, pk: int) -> HttpResponse:
    """The contact points of an organisation, with what can be done about each."""
    organisation = get_organisation(request, pk)
    rules.can_edit_organisation(request.user, organisation).enforce()
    context = {
        "organisation": organisation,
        "points": list(organisation.contact_points.all()),
        "can_add": rules.can_add_contact_point(request.user, organisation),
    }
    return render(request, "directory/contact_points.html", context)


def _point(request: Request, pk: int, point_pk: int) -> tuple[Organisation, ContactPoint]:
    organisation = get_organisation(request, pk)
    rules.can_edit_organisation(request.user, organisation).enforce()
    return organisation, get_object_or_404(
        ContactPoint.objects.select_related("organisation"), pk=point_pk, organisation=organisation
    )


def add_contact_point(request: Request, pk: int) -> HttpResponse:
    """A form for a new contact point."""
    organisation = get_organisation(request, pk)
    rules.can_add_contact_point(request.user, organisation).enforce()
    step = _step(organisation, title=_("Add a contact point"), listed=True)

    def act(form: ContactPointForm) -> ContactPoint:
        return actions.add_contact_point(organisation, by=request.user, **form.cleaned_data)

    return take(request, step, ContactPointForm, act, done=_("Added."))


def _step(organisation: Organisation, *, title: str, **words: Unpack[StepParts]) -> Step:
    points = _("Contact points"), reverse("directory:contact_points", args=[organisation.pk])
    return Step(
        title=title,
        about=organisation.name,
        crumbs=crumbs_of_organisation(organisation, points),
        **words,
    )


def edit_contact_point(request: Request, pk: int, point_pk: int) -> HttpResponse:
    """A form for words and ways of a contact point."""
    organisation, point = _point(request, pk, point_pk)
    step = _step(
        organisation, title=_("Edit the contact point"), rows=(organisation, point), listed=True
    )

    def act(form: ContactPointForm) -> None:
        actions.edit_contact_point(point, by=request.user, **form.cleaned_data)

    return take(
        request, step, lambda data: ContactPointForm.prefill(point, data), act, done=_("Saved.")
    )


@require_POST
def move_contact_point(request: Request, pk: int, point_pk: int, way: str) -> HttpResponse:
    """Moves a contact point one place up or down."""
    _found, point = _point(request, pk, point_pk)
    actions.move_contact_point(point, by=request.user, up=way == "up")
    return redirect(f"{reverse('directory:contact_points', args=[pk])}#{place_of(point)}")


def remove_contact_point(request: Request, pk: int, point_pk: int) -> HttpResponse:
    """Asks once, then takes it off the page."""
    organisation, point = _point(request, pk, point_pk)
    step = _step(
        organisation,
        title=_("Please confirm"),
        question=_("Remove “%(label)s”?") % {"label": point.label},
        lead=_("Nobody finds this address or number on the page any more."),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.remove_contact_point(point, by=request.user)

    return take(request, step, None, act, done=_("Removed."))
