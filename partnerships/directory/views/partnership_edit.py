"""Found a partnership; change what is said of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions import partnerships as actions
from partnerships.directory.forms.partnerships import FoundForm, PartnershipForm
from partnerships.directory.models import Partnership
from partnerships.directory.views.asking import Asking, ask, crumbs_of, to


def found_partnership(request: HttpRequest) -> HttpResponse:
    """Administrators, who see no partnership, are led to the authority that founded it."""
    rules.can_found_partnership(request.user).enforce()
    form = FoundForm(request.POST or None, account=request.user)
    asking = Asking(
        title=_("Found a partnership"),
        submit=_("Found it"),
        lead=_("You can change everything later."),
        crumbs=[(_("Partnerships"), reverse("directory:partnerships"))],
    )

    def act(**values: Any) -> Partnership:
        return actions.found_partnership(by=request.user, **values)

    def way(made: Partnership) -> str:
        founder = form.cleaned_data["founder"]
        if founder.pk in request.user.access.organisation_ids:
            return reverse("directory:partnership", args=[made.pk])
        return reverse("directory:organisation", args=[founder.pk])

    done = _("The partnership is there. Now admit its partners.")
    return ask(request, asking, form, act, done=done, way=way)


def edit_partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, purpose, region, source."""
    partnership = seen(request, pk)
    rules.can_keep_partnership(request.user, partnership).enforce()
    form = PartnershipForm.of(partnership, request.POST or None)
    asking = Asking(
        title=_("Edit the partnership"), crumbs=crumbs_of(partnership), within=partnership
    )

    def act(**values: Any) -> Partnership:
        return actions.edit_partnership(partnership, by=request.user, **values)

    return ask(request, asking, form, act, done=_("Saved."), way=to("directory:partnership"))


def seen(request: HttpRequest, pk: int) -> Partnership:
    """The partnership, or 404 for whoever may not see it."""
    return get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
