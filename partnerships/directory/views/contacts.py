"""The contact history of an organisation: what happened, when, and who noted it."""

from typing import Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.directory.actions import contacts as actions
from partnerships.directory.actions.reading import read_contacts
from partnerships.directory.forms.contacts import ContactForm
from partnerships.directory.forms.data import Data
from partnerships.directory.models import Account, Contact, Organisation
from partnerships.directory.requests import Request
from partnerships.directory.rules import contacts as rules
from partnerships.directory.views.steps import StepParts
from partnerships.shared.keyset import page
from partnerships.shared.row_addresses import addresses, place_of
from partnerships.shared.step.views import Step, take


def contacts(request: Request, pk: int) -> HttpResponse:
    """Contacts with an organisation, the newest first."""
    organisation = _organisation(request, pk)
    read_contacts(organisation, by=request.user)
    rows = organisation.contacts.visible_to(request.user).select_related("noted_by", "partnership")
    listing = page(rows, by=["on_day", "id"], descending=True, cursor=request.GET.get("cursor", ""))
    context = {
        "organisation": organisation,
        "page": listing,
        "contacts": [_describe(request.user, contact) for contact in listing.rows],
        "can_note": rules.can_note_contact(request.user, organisation),
    }
    return render(request, "directory/contacts.html", context)


def _describe(account: Account, contact: Contact) -> dict[str, object]:
    mine = bool(rules.can_correct_contact(account, contact))
    return {
        "place": place_of(contact),
        "kind": capfirst(contact.get_kind_display()),
        "on_day": contact.on_day,
        "subject": contact.subject,
        "text": contact.text,
        "by": str(contact.noted_by),
        "partnership": contact.partnership.name_in(),
        "correct": addresses("directory:correct_contact")(contact.pk) if mine else "",
        "remove": addresses("directory:remove_contact")(contact.pk) if mine else "",
    }


def _organisation(request: Request, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)


def note_contact(request: Request, pk: int) -> HttpResponse:
    """Something took place: kind, day, and what about."""
    organisation = _organisation(request, pk)
    rules.can_note_contact(request.user, organisation).enforce()
    choices = rules.contact_partnerships(request.user, organisation)
    initial = {"on_day": timezone.localdate(), "partnership": choices[0]}
    step = _step(organisation, title=_("Note a contact"), listed=True)

    def form(data: Data) -> ContactForm:
        return ContactForm(data, partnerships=choices, initial=initial)

    def act(filled: ContactForm) -> Contact:
        values = {"partnership": choices[0]} | filled.cleaned_data
        return actions.note_contact(organisation, by=request.user, **values)

    return take(request, step, form, act, done=_("Noted."))


def _step(organisation: Organisation, *, title: str, **words: Unpack[StepParts]) -> Step:
    words.setdefault(
        "lead",
        _(
            "What you note here about %(name)s is read by its representatives and the liaison staff of the partnership."
        )
        % {"name": organisation.name},
    )
    crumbs = [
        (organisation.name, reverse("directory:organisation", args=[organisation.pk])),
        (_("Contacts"), reverse("directory:contacts", args=[organisation.pk])),
    ]
    return Step(title=title, about=organisation.name, crumbs=crumbs, **words)


def correct_contact(request: Request, pk: int) -> HttpResponse:
    """A form for whoever noted the contact."""
    contact = _contact(request, pk)
    rules.can_correct_contact(request.user, contact).enforce()
    step = _step(contact.organisation, title=_("Correct a contact"), rows=(contact,), listed=True)

    def act(form: ContactForm) -> None:
        actions.correct_contact(contact, by=request.user, **form.cleaned_data)

    return take(
        request, step, lambda data: ContactForm.prefill(contact, data), act, done=_("Saved.")
    )


def _contact(request: Request, pk: int) -> Contact:
    contacts = Contact.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(contacts, pk=pk)


def remove_contact(request: Request, pk: int) -> HttpResponse:
    """Asks, then removes the contact."""
    contact = _contact(request, pk)
    rules.can_correct_contact(request.user, contact).enforce()
    step = _step(
        contact.organisation,
        title=_("Remove a contact"),
        question=_("Remove “%(subject)s”?") % {"subject": contact.subject},
        lead=_(
            "Nobody will find it on these pages any more. The change history of the database keeps it."
        ),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: object) -> None:
        actions.remove_contact(contact, by=request.user)

    return take(request, step, None, act, done=_("The entry is removed."))
