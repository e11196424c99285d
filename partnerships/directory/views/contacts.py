"""The contact history of an organisation: what happened, when, and who noted it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory.actions import contacts as actions
from partnerships.directory.forms.contacts import ContactForm
from partnerships.directory.models import Account, Contact, Organisation
from partnerships.directory.rules import contacts as rules
from partnerships.directory.views.links import addresses
from partnerships.shared.keyset import page


def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first."""
    organisation = _organisation(request, pk)
    rules.can_read_contacts(request.user, organisation).enforce()
    rows = organisation.contacts.visible_to(request.user).select_related("noted_by", "partnership")
    found = page(rows, by=["on_day", "id"], descending=True, cursor=request.GET.get("cursor", ""))
    context = {
        "organisation": organisation,
        "page": found,
        "contacts": [_shown(request.user, contact) for contact in found.rows],
        "can_note": rules.can_note_contact(request.user, organisation),
    }
    return render(request, "directory/contacts.html", context)


def _shown(account: Account, contact: Contact) -> dict[str, Any]:
    mine = bool(rules.can_correct_contact(account, contact))
    return {
        "kind": capfirst(contact.get_kind_display()),
        "on_day": contact.on_day,
        "subject": contact.subject,
        "text": contact.text,
        "by": str(contact.noted_by),
        "partnership": contact.partnership.name_in(),
        "correct": addresses("directory:correct_contact")(contact.pk) if mine else "",
        "remove": addresses("directory:remove_contact")(contact.pk) if mine else "",
    }


def _organisation(request: HttpRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)


def note_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Something took place: kind, day, and what about."""
    organisation = _organisation(request, pk)
    rules.can_note_contact(request.user, organisation).enforce()
    choices = rules.contact_partnerships(request.user, organisation)
    initial = {"on_day": timezone.localdate(), "partnership": choices[0]}
    form = ContactForm(request.POST or None, partnerships=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {"partnership": choices[0]} | form.cleaned_data
        actions.note_contact(organisation, by=request.user, **values)
        messages.success(request, _("Noted."))
        return redirect("directory:contacts", pk=pk)
    context = {"form": form, "organisation": organisation}
    return render(request, "directory/note_contact.html", context)


def correct_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Only who noted it."""
    contact = _contact(request, pk)
    rules.can_correct_contact(request.user, contact).enforce()
    form = ContactForm.of(contact, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.correct_contact(contact, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("directory:contacts", pk=contact.organisation_id)
    context = {"form": form, "organisation": contact.organisation, "contact": contact}
    return render(request, "directory/note_contact.html", context)


def _contact(request: HttpRequest, pk: int) -> Contact:
    seen = Contact.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(seen, pk=pk)


def remove_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before it is gone."""
    contact = _contact(request, pk)
    rules.can_correct_contact(request.user, contact).enforce()
    if request.method == "POST":
        actions.remove_contact(contact, by=request.user)
        messages.success(request, _("The entry is removed."))
        return redirect("directory:contacts", pk=contact.organisation_id)
    context = {"contact": contact, "organisation": contact.organisation}
    return render(request, "directory/remove_contact.html", context)
