"""Draft an agreement; its details and its parties."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import Conflict, drafting
from partnerships.agreements.forms import AddPartyForm, DetailsForm, DraftForm, PartyForm
from partnerships.agreements.models import Agreement, Party
from partnerships.directory.models import Partnership


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A new agreement of a partnership, from the original template."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_draft(request.user, partnership).enforce()
    form = DraftForm(request.POST or None, partnership=partnership)
    context = {"form": form, "partnership": partnership}
    if request.method == "POST" and form.is_valid():
        try:
            agreement = drafting.draft(partnership, by=request.user, **form.cleaned_data)
        except Conflict:
            form.sent_elsewhere()
            return render(request, "agreements/draft.html", context)
        messages.success(
            request, _("The draft is there. Read the clauses and change what does not fit.")
        )
        return redirect("agreements:detail", pk=agreement.pk)
    return render(request, "agreements/draft.html", context)


def seen(request: HttpRequest, pk: int) -> Agreement:
    """The agreement, or 404 for whoever may not see it."""
    return get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )


def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Change title and terms."""
    agreement = seen(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    form = DetailsForm.of(agreement, request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(form, agreement, request):
        messages.success(request, _("Saved."))
        return redirect("agreements:detail", pk=pk)
    context = {"form": form, "agreement": agreement, "terms": _terms(form, agreement)}
    return render(request, "agreements/details.html", context)


def _terms(form: DetailsForm, agreement: Agreement) -> list[tuple[str, Any]]:
    """As they stand now, beside the form after a conflict."""
    told = {"renewal": agreement.get_renewal_display()}
    names = [n for n in drafting.DETAILS if not n.startswith("title")]
    return [(form.fields[n].label, told.get(n, getattr(agreement, n))) for n in names]


def _saved(form: DetailsForm, agreement: Agreement, request: HttpRequest) -> bool:
    try:
        drafting.edit_details(agreement, by=request.user, **form.cleaned_data)
    except Conflict:
        form.conflict(agreement.version)
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def parties(request: HttpRequest, pk: int) -> HttpResponse:
    """The parties of a draft; one more is added here."""
    agreement = seen(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    form = AddPartyForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        drafting.add_party(agreement, form.cleaned_data["organisation"], by=request.user)
        messages.success(request, _("The organisation is a party now."))
        return redirect("agreements:parties", pk=pk)
    listed = agreement.parties.select_related("organisation").prefetch_related("signatories")
    return render(
        request,
        "agreements/parties.html",
        {"form": form, "agreement": agreement, "parties": listed},
    )


def _party(request: HttpRequest, pk: int, party_pk: int) -> Party:
    return get_object_or_404(
        Party.objects.select_related("agreement__partnership", "organisation"),
        pk=party_pk,
        agreement=seen(request, pk),
    )


def party(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """How many signatures a party needs and who gives them."""
    found = _party(request, pk, party_pk)
    rules.can_edit(request.user, found.agreement).enforce()
    form = PartyForm(request.POST or None, party=found)
    if request.method == "POST" and form.is_valid() and _party_saved(form, found, request):
        messages.success(request, _("Saved."))
        return redirect("agreements:parties", pk=pk)
    return render(
        request,
        "agreements/party.html",
        {"form": form, "party": found, "agreement": found.agreement},
    )


def _party_saved(form: PartyForm, found: Party, request: HttpRequest) -> bool:
    names = ("version", "signatures_needed", "founding")
    values = {name: form.cleaned_data[name] for name in names}
    try:
        drafting.edit_party(found, by=request.user, signatories=form.signatories, **values)
    except Conflict:
        form.conflict(found.version)
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def remove_party(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Asks once, then takes the organisation out of the draft."""
    found = _party(request, pk, party_pk)
    rules.can_edit(request.user, found.agreement).enforce()
    if request.method == "POST":
        drafting.remove_party(found, by=request.user)
        messages.success(request, _("The organisation is no longer a party."))
        return redirect("agreements:parties", pk=pk)
    context = {
        "agreement": found.agreement,
        "title": _("Remove %(name)s from the parties?") % {"name": found.name},
        "text": _("Its signatories are removed as well. You can add the organisation again."),
        "submit": _("Remove"),
        "cancel": reverse("agreements:parties", args=[pk]),
        "danger": True,
    }
    return render(request, "agreements/confirm.html", context)
