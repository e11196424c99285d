"""Draft an agreement; its details and its parties."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import drafting
from partnerships.agreements.document.unprintable import names_to_print
from partnerships.agreements.forms import AddPartyForm, DetailsForm, DraftForm, PartyForm
from partnerships.agreements.models import Agreement, Party
from partnerships.agreements.views.frame import crumbs_of
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.shared.printed_name import with_names_to_print
from partnerships.shared.step.views import Step, take, to


def draft(request: Request, pk: int) -> HttpResponse:
    """A new agreement of a partnership, from the original template."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    rules.can_draft(request.user, partnership).enforce()
    step = Step(
        title=_("Draft an agreement"),
        lead=_(
            "The draft begins with a complete template in German and English. You can change every clause afterwards."
        ),
        crumbs=[
            (str(partnership), reverse("directory:partnership", args=[pk])),
            (_("Agreements"), reverse("agreements:of_partnership", args=[pk])),
        ],
        submit=_("Create the draft"),
    )

    def act(form: DraftForm) -> Agreement:
        return drafting.draft(partnership, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: DraftForm(data, partnership=partnership),
        act,
        done=_("The draft is there. Read the clauses and change what does not fit."),
        way=to("agreements:detail"),
    )


def find_agreement(request: Request, pk: int) -> Agreement:
    """The agreement, or 404 for whoever may not see it."""
    return get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )


def details(request: Request, pk: int) -> HttpResponse:
    """Change title and terms."""
    agreement = find_agreement(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    step = Step(
        title=_("Title and terms"),
        about=str(agreement),
        crumbs=crumbs_of(agreement),
        rows=(agreement,),
    )

    def act(form: DetailsForm) -> None:
        drafting.edit_details(agreement, by=request.user, **form.cleaned_data)

    return take(
        request, step, lambda data: DetailsForm.fill(agreement, data), act, done=_("Saved.")
    )


def parties(request: Request, pk: int) -> HttpResponse:
    """The parties of a draft; one more is added here."""
    agreement = find_agreement(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    listed = agreement.parties.select_related("organisation").prefetch_related("signatories")
    step = Step(
        title=_("Parties and signatories"),
        about=str(agreement),
        crumbs=crumbs_of(agreement),
        submit=_("Add"),
        template="agreements/parties.html",
        more={"agreement": agreement, "parties": listed},
    )

    def act(form: AddPartyForm) -> str:
        added = drafting.add_party(agreement, form.cleaned_data["organisation"], by=request.user)
        return with_names_to_print(_("The organisation is a party now."), names_to_print(added))

    return take(
        request,
        step,
        lambda data: AddPartyForm(data, agreement=agreement),
        act,
        done=str,
        way=reverse("agreements:parties", args=[pk]),
    )


def _party(request: Request, pk: int, party_pk: int) -> Party:
    return get_object_or_404(
        Party.objects.select_related("agreement__partnership", "organisation"),
        pk=party_pk,
        agreement=find_agreement(request, pk),
    )


def party(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """How many signatures a party needs and who gives them."""
    party = _party(request, pk, party_pk)
    rules.can_edit(request.user, party.agreement).enforce()
    step = Step(
        title=party.name,
        about=_("Signatories"),
        lead=_("Who signs for this party?"),
        crumbs=crumbs_of(party.agreement, "agreements:parties"),
        rows=(party,),
        listed=True,
    )

    def act(form: PartyForm) -> str:
        names = ("version", "signatures_needed", "founding")
        values = {name: form.cleaned_data[name] for name in names}
        drafting.edit_party(party, by=request.user, signatories=form.signatories, **values)
        return with_names_to_print(_("Saved."), names_to_print(party))

    return take(request, step, lambda data: PartyForm(data, party=party), act, done=str)


def remove_party(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """Asks once, then takes the organisation out of the draft."""
    party = _party(request, pk, party_pk)
    rules.can_edit(request.user, party.agreement).enforce()
    step = Step(
        title=_("Please confirm"),
        question=_("Remove %(name)s from the parties?") % {"name": party.name},
        lead=_("Its signatories are removed as well. You can add the organisation again."),
        crumbs=crumbs_of(party.agreement, "agreements:parties"),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: None) -> None:
        drafting.remove_party(party, by=request.user)

    return take(request, step, None, act, done=_("The organisation is no longer a party."))
