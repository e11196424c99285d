"""Enter, edit and rename an organisation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import organisations as actions
from partnerships.directory.duplicates import likely_duplicates
from partnerships.directory.forms.organisations import OrganisationForm, RenameForm
from partnerships.directory.models import Organisation
from partnerships.directory.views.links import addresses
from partnerships.shared.spoken import spoken_name
from partnerships.shared.templatetags.parts import who
from partnerships.shared.versions import Conflict


def seen(request: HttpRequest, pk: int) -> Organisation:
    """The organisation with what stands above it, or 404 for whoever may not see it."""
    rows = Organisation.objects.readable_by(request.user)
    return get_object_or_404(rows.select_related("parent", "hosted_by", "merged_into"), pk=pk)


def enter_organisation(request: HttpRequest) -> HttpResponse:
    """A new one; entries that look like it are shown first."""
    rules.can_enter_organisation(request.user).enforce()
    form = OrganisationForm(request.POST or None, by=request.user)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid():
        alike = likely_duplicates(request.user, form.values)
        if form.asked_despite(alike) and (made := _entered(form, request)):
            messages.success(
                request, _("Entered. Nobody in a partnership sees it until it is a partner.")
            )
            return redirect("directory:organisation", pk=made.pk)
    context = {"form": form, "alike": [alike_line(row) for row in alike]}
    return render(request, "directory/enter_organisation.html", context)


def alike_line(row: Organisation) -> Any:
    """Name, kind and place of an entry, as a link."""
    detail = ", ".join(part for part in (capfirst(row.get_kind_display()), row.place) if part)
    return who(row.name, detail, addresses("directory:organisation")(row.pk), "organisation")


def _entered(form: OrganisationForm, request: HttpRequest) -> Organisation | None:
    try:
        return actions.enter_organisation(by=request.user, **form.values)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def edit_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Its details; two people at once are told of each other."""
    found = seen(request, pk)
    rules.can_edit_organisation(request.user, found).enforce()
    form = OrganisationForm(request.POST or None, by=request.user, of=found)
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.edit_organisation(found, by=request.user, version=version, **form.values)
        except Conflict:
            form.conflict(found.version)
            theirs = _as_it_stands(form, found)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("directory:organisation", pk=pk)
    context = {"form": form, "organisation": found, "theirs": theirs}
    return render(request, "directory/edit_organisation.html", context)


def _as_it_stands(form: OrganisationForm, found: Organisation) -> list[tuple[str, str]]:
    """Labels and present values of the fields in which the two differ."""
    words = {
        "kind": capfirst(found.get_kind_display()),
        "areas": ", ".join(found.areas),
        "languages": ", ".join(spoken_name(code) for code in found.languages),
    }
    return [
        (form.fields[name].label, words.get(name) or str(getattr(found, name) or "–"))
        for name, typed in form.values.items()
        if typed != getattr(found, name)
    ]


def rename_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name from a day on; the former one is kept."""
    found = seen(request, pk)
    rules.can_rename_organisation(request.user, found).enforce()
    form = RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_organisation(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Renamed. The former name stays on the page."))
            return redirect("directory:organisation", pk=pk)
    return render(
        request, "directory/rename_organisation.html", {"form": form, "organisation": found}
    )
