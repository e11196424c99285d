"""Who stands for an organisation: begin, edit, replace, end."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory.actions import invitations, people
from partnerships.directory.actions import representations as actions
from partnerships.directory.forms.representations import (
    BeginForm,
    EditForm,
    EndForm,
    InvitedForm,
    ReplaceForm,
    SomebodyForm,
)
from partnerships.directory.models import Organisation, Person, Representation
from partnerships.directory.rules import representations as rules
from partnerships.shared.versions import Conflict

VALUES = ("role", "function", "may_sign", "signs_since", "since")


def _seen(request: HttpRequest, pk: int) -> Representation:
    rows = Representation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("organisation", "person__account"), pk=pk)


def _somebody(form: SomebodyForm, request: HttpRequest) -> Person:
    """Chosen, or entered now; the caller's transaction takes both back when the rest fails."""
    chosen = form.cleaned_data["person"]
    return chosen or people.enter_person(by=request.user, **form.newcomer)


def _invited(form: InvitedForm, person: Person, request: HttpRequest) -> None:
    """Where it is wished; what the rule refuses stands in the form. Raises: ValidationError."""
    if not form.cleaned_data["invite"]:
        return
    language = form.cleaned_data["language"] or settings.LANGUAGE_CODE
    try:
        invitations.invite(person, by=request.user, email=form.address, language=language)
    except PermissionDenied as refusal:
        raise ValidationError(str(refusal)) from None


def _told(form: InvitedForm, done: str) -> str:
    """What was done, and that a letter goes."""
    if not form.cleaned_data["invite"]:
        return done
    return f"{done} {_('The letter is on its way. The link in it is valid for 14 days.')}"


def _done(form: Any, row: Representation | None, act: Callable[[], Any]) -> bool:
    """All or nothing; what the action refuses stands in the form."""
    try:
        with transaction.atomic():
            act()
    except Conflict:
        row.refresh_from_db()
        form.conflict(row.version)
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return True
    return False


def begin_representation(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody begins to stand for an organisation; `?person=` names them."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    rules.can_begin_representation(request.user, organisation).enforce()
    initial = {"since": timezone.localdate(), "person": _asked_for(request)}
    form = BeginForm(request.POST or None, by=request.user, initial=initial)

    def act() -> None:
        values = {name: form.cleaned_data[name] for name in (*VALUES, "attested_on")}
        person = _somebody(form, request)
        actions.begin_representation(person, organisation, by=request.user, **values)
        _invited(form, person, request)

    if request.method == "POST" and form.is_valid() and _done(form, None, act):
        messages.success(request, _told(form, _("Entered.")))
        return redirect("directory:organisation", pk=pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "directory/representation_begin.html", context)


def _asked_for(request: HttpRequest) -> Person | None:
    wanted = request.GET.get("person", "")
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 18:
        return None
    return Person.objects.visible_to(request.user).present().filter(pk=int(wanted)).first()


def edit_representation(request: HttpRequest, pk: int) -> HttpResponse:
    """Role, function, right to sign, days."""
    row = _seen(request, pk)
    rules.can_edit_representation(request.user, row).enforce()
    form = EditForm.of(row, request.POST or None)

    def act() -> None:
        actions.edit_representation(row, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and _done(form, row, act):
        messages.success(request, _("Saved."))
        return redirect("directory:organisation", pk=row.organisation_id)
    return render(request, "directory/representation_edit.html", _about(form, row))


def _about(form: Any, row: Representation) -> dict[str, Any]:
    return {"form": form, "row": row, "organisation": row.organisation, "person": row.person}


def replace_representation(request: HttpRequest, pk: int) -> HttpResponse:
    """One goes, another comes, in one step."""
    row = _seen(request, pk)
    rules.can_replace_representation(request.user, row).enforce()
    form = ReplaceForm.of(row, request.POST or None, by=request.user)

    def act() -> None:
        names = (*VALUES, "handover_note", "version")
        values = {name: form.cleaned_data[name] for name in names}
        person = _somebody(form, request)
        actions.replace_representation(row, person, by=request.user, **values)
        _invited(form, person, request)

    if request.method == "POST" and form.is_valid() and _done(form, row, act):
        done = _("Replaced. What was handed over stands at the new entry.")
        messages.success(request, _told(form, done))
        return _onwards(request, row)
    return render(request, "directory/representation_replace.html", _about(form, row))


def _onwards(request: HttpRequest, row: Representation) -> HttpResponse:
    """To the organisation; home for whoever sees it no more."""
    own = row.person_id == request.user.access.person_id
    return (
        redirect("directory:home")
        if own
        else redirect("directory:organisation", row.organisation_id)
    )


def end_representation(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what it means, asks when, and ends it."""
    row = _seen(request, pk)
    rules.can_end_representation(request.user, row).enforce()
    own = row.person_id == request.user.access.person_id
    form = EndForm.of(row, request.POST or None, own=own)

    def act() -> None:
        values = {name: value for name, value in form.cleaned_data.items() if name != "when"}
        actions.end_representation(row, by=request.user, **values)

    if request.method == "POST" and form.is_valid() and _done(form, row, act):
        messages.success(
            request, _("Ended.") if form.cleaned_data["when"] == "now" else _("Saved.")
        )
        return _onwards(request, row)
    context = _about(form, row) | {"own": own, "last_lead": rules.is_last_lead(row)}
    return render(request, "directory/representation_end.html", context)
