"""The contact points of an organisation: add, edit, move, remove."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.directory import rules
from partnerships.directory.actions import contact_points as actions
from partnerships.directory.forms.organisations import ContactPointForm
from partnerships.directory.models import ContactPoint, Organisation
from partnerships.directory.views.organisation_edit import crumbs_of_organisation, seen
from partnerships.shared.step.views import Step, take


def contact_points(request: HttpRequest, pk: int) -> HttpResponse:
    """All of them, with what can be done."""
    found = seen(request, pk)
    rules.can_edit_organisation(request.user, found).enforce()
    context = {
        "organisation": found,
        "points": list(found.contact_points.all()),
        "can_add": rules.can_add_contact_point(request.user, found),
    }
    return render(request, "directory/contact_points.html", context)


def _point(request: HttpRequest, pk: int, point_pk: int) -> tuple[Organisation, ContactPoint]:
    found = seen(request, pk)
    rules.can_edit_organisation(request.user, found).enforce()
    return found, get_object_or_404(
        ContactPoint.objects.select_related("organisation"), pk=point_pk, organisation=found
    )


def add_contact_point(request: HttpRequest, pk: int) -> HttpResponse:
    """One more."""
    found = seen(request, pk)
    rules.can_add_contact_point(request.user, found).enforce()
    step = _step(found, title=_("Add a contact point"))

    def act(form: ContactPointForm) -> None:
        actions.add_contact_point(found, by=request.user, **form.cleaned_data)

    return take(request, step, ContactPointForm, act, done=_("Added."))


def _step(found: Organisation, **words: Any) -> Step:
    points = _("Contact points"), reverse("directory:contact_points", args=[found.pk])
    return Step(about=found.name, crumbs=crumbs_of_organisation(found, points), **words)


def edit_contact_point(request: HttpRequest, pk: int, point_pk: int) -> HttpResponse:
    """Other words or ways."""
    found, point = _point(request, pk, point_pk)
    step = _step(found, title=_("Edit the contact point"), rows=(found, point))

    def act(form: ContactPointForm) -> None:
        actions.edit_contact_point(point, by=request.user, **form.cleaned_data)

    return take(request, step, lambda data: ContactPointForm.of(point, data), act, done=_("Saved."))


@require_POST
def move_contact_point(request: HttpRequest, pk: int, point_pk: int, way: str) -> HttpResponse:
    """One place up or down."""
    _found, point = _point(request, pk, point_pk)
    actions.move_contact_point(point, by=request.user, up=way == "up")
    return redirect(f"{reverse('directory:contact_points', args=[pk])}#point-{point.pk}")


def remove_contact_point(request: HttpRequest, pk: int, point_pk: int) -> HttpResponse:
    """Asks once, then takes it off the page."""
    found, point = _point(request, pk, point_pk)
    step = _step(
        found,
        title=_("Please confirm"),
        question=_("Remove “%(label)s”?") % {"label": point.label},
        lead=_("Nobody finds this address or number on the page any more."),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: Any) -> None:
        actions.remove_contact_point(point, by=request.user)

    return take(request, step, None, act, done=_("Removed."))
