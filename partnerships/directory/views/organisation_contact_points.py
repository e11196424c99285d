"""The contact points of an organisation: add, edit, move, remove."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.directory import rules
from partnerships.directory.actions import contact_points as actions
from partnerships.directory.forms.organisations import ContactPointForm
from partnerships.directory.models import ContactPoint, Organisation
from partnerships.directory.views.organisation_edit import seen


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
    form = ContactPointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_contact_point(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Added."))
            return redirect("directory:contact_points", pk=pk)
    return _form(request, found, form, _("Add a contact point"))


def edit_contact_point(request: HttpRequest, pk: int, point_pk: int) -> HttpResponse:
    """Other words or ways."""
    found, point = _point(request, pk, point_pk)
    names = ("label", "email", "phone", "hours")
    form = ContactPointForm(
        request.POST or None, initial={name: getattr(point, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_contact_point(point, by=request.user, **form.cleaned_data)
        except ContactPoint.DoesNotExist:
            messages.error(request, _("Somebody removed this contact point meanwhile."))
            return redirect("directory:contact_points", pk=pk)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("directory:contact_points", pk=pk)
    return _form(request, found, form, _("Edit the contact point"))


def _form(request: HttpRequest, found: Organisation, form: Any, title: str) -> HttpResponse:
    context = {"organisation": found, "form": form, "title": title}
    return render(request, "directory/contact_point.html", context)


@require_POST
def move_contact_point(request: HttpRequest, pk: int, point_pk: int, way: str) -> HttpResponse:
    """One place up or down."""
    _found, point = _point(request, pk, point_pk)
    actions.move_contact_point(point, by=request.user, up=way == "up")
    return redirect(f"{reverse('directory:contact_points', args=[pk])}#point-{point.pk}")


def remove_contact_point(request: HttpRequest, pk: int, point_pk: int) -> HttpResponse:
    """Asks once, then takes it off the page."""
    found, point = _point(request, pk, point_pk)
    if request.method == "POST":
        actions.remove_contact_point(point, by=request.user)
        messages.success(request, _("Removed."))
        return redirect("directory:contact_points", pk=pk)
    context = {
        "organisation": found,
        "title": _("Remove “%(label)s”?") % {"label": point.label},
        "text": _("Nobody finds this address or number on the page any more."),
        "submit": _("Remove"),
        "cancel": reverse("directory:contact_points", args=[pk]),
        "danger": True,
    }
    return render(request, "directory/organisation_confirm.html", context)
