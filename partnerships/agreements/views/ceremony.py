"""The ceremony: the plan, its page for print, and the big screen that follows the signing."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import ceremonies
from partnerships.agreements.forms import CeremonyForm
from partnerships.agreements.models import Agreement, Ceremony
from partnerships.agreements.signing.progress import last_round, standing_of
from partnerships.agreements.views.drafting import seen
from partnerships.agreements.views.frame import crumbs_of
from partnerships.shared.sealing.qr import svg_data_uri
from partnerships.shared.step.views import Step, take


def signing_address(agreement: Agreement) -> str:
    """Where each signer finds their own way to sign, after signing in; what the QR code says."""
    return settings.SITE_URL + reverse("agreements:signatures", args=[agreement.pk])


def ceremony(request: HttpRequest, pk: int) -> HttpResponse:
    """When, where, who comes, what happens; made to be printed as well."""
    agreement = seen(request, pk)
    round = last_round(agreement)
    context = {
        "agreement": agreement,
        "ceremony": Ceremony.objects.filter(agreement=agreement).first(),
        "standing": standing_of(round) if round else None,
        "can_plan": rules.can_plan_ceremony(request.user, agreement),
        "can_show": rules.can_show_ceremony(request.user, agreement),
        "can_record": rules.can_record(request.user, agreement),
        "qr": svg_data_uri(signing_address(agreement)),
        "address": signing_address(agreement),
    }
    return render(request, "agreements/ceremony.html", context)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Set day, time, place, guests and programme."""
    agreement = seen(request, pk)
    rules.can_plan_ceremony(request.user, agreement).enforce()
    step = Step(
        title=_("Plan the ceremony"),
        about=agreement.title_in(),
        lead=agreement.title_in(),
        crumbs=crumbs_of(agreement, "agreements:ceremony"),
        rows=(agreement,),
    )

    def form(data: Any) -> CeremonyForm:
        return CeremonyForm.of(Ceremony.objects.filter(agreement=agreement).first(), data)

    def act(filled: CeremonyForm) -> None:
        ceremonies.plan(agreement, by=request.user, **filled.values)

    return take(request, step, form, act, done=_("The ceremony is planned."))


def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """For the wall: how many have signed, who, and the way to one's own device."""
    return render(request, "agreements/ceremony_screen.html", _state(request, pk))


def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that htmx exchanges; 286 tells it to stop asking."""
    shown = _state(request, pk)
    status = 200 if shown["round"] and shown["round"].ended_at is None else 286
    return render(request, "agreements/ceremony_state.html", shown, status=status)


def _state(request: HttpRequest, pk: int) -> dict[str, Any]:
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    rules.can_show_ceremony(request.user, agreement).enforce()
    round = last_round(agreement)
    return {
        "agreement": agreement,
        "round": round,
        "standing": standing_of(round) if round else None,
        "qr": svg_data_uri(signing_address(agreement)),
        "address": signing_address(agreement),
    }
