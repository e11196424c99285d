"""Found a partnership; change what is said of it."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import partnerships as actions
from partnerships.directory.forms.data import Data
from partnerships.directory.forms.partnerships import FoundForm, PartnershipForm
from partnerships.directory.models import Partnership
from partnerships.directory.requests import Request
from partnerships.directory.views.steps import crumbs_of, take_within
from partnerships.shared.step.views import Step, take, to


def found_partnership(request: Request) -> HttpResponse:
    """Administrators, who see no partnership, are led to the authority that founded it."""
    rules.can_found_partnership(request.user).enforce()

    def form(data: Data) -> Form:
        return FoundForm(data, account=request.user)

    step = Step(
        title=_("Found a partnership"),
        submit=_("Found it"),
        lead=_("You can change everything later."),
        crumbs=[(_("Partnerships"), reverse("directory:partnerships"))],
    )

    def act(filled: Form) -> str:
        founder = filled.cleaned_data["founder"]
        made = actions.found_partnership(by=request.user, **filled.cleaned_data)
        if founder.pk in request.user.access.organisation_ids:
            return reverse("directory:partnership", args=[made.pk])
        return reverse("directory:organisation", args=[founder.pk])

    done = _("The partnership is there. Now admit its partners.")
    return take(request, step, form, act, done=done, way=str)


def edit_partnership(request: Request, pk: int) -> HttpResponse:
    """Name, purpose, region, source."""
    partnership = get_partnership(request, pk)
    rules.can_keep_partnership(request.user, partnership).enforce()

    def form(data: Data) -> Form:
        return PartnershipForm.prefill(partnership, data)

    step = Step(title=_("Edit the partnership"), crumbs=crumbs_of(partnership), rows=(partnership,))

    def act(filled: Form) -> Partnership:
        return actions.edit_partnership(partnership, by=request.user, **filled.cleaned_data)

    return take_within(
        request, partnership, step, form, act, done=_("Saved."), way=to("directory:partnership")
    )


def get_partnership(request: Request, pk: int) -> Partnership:
    """The partnership, or 404 for whoever may not see it."""
    return get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
