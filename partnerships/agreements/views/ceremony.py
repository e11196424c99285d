"""The ceremony: the plan, its page for print, and the big screen that follows the signing."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import ceremonies
from partnerships.agreements.forms import CeremonyForm
from partnerships.agreements.forms.base import Sent
from partnerships.agreements.models import Agreement, Ceremony, SigningRound
from partnerships.agreements.signing.progress import last_round, read_progress
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.sealing.qr import svg_data_uri
from partnerships.shared.step.views import Step, take


def signing_address(agreement: Agreement) -> str:
    """Where each signer finds their own way to sign, after signing in; what the QR code says."""
    return settings.SITE_URL + reverse("agreements:signatures", args=[agreement.pk])


def ceremony(request: Request, pk: int) -> HttpResponse:
    """When, where, who comes, what happens; made to be printed as well."""
    agreement = find_agreement(request, pk)
    round = last_round(agreement)
    context = {
        "agreement": agreement,
        "ceremony": Ceremony.objects.filter(agreement=agreement).first(),
        "standing": read_progress(round) if round else None,
        "can_plan": rules.can_plan_ceremony(request.user, agreement),
        "can_show": rules.can_show_ceremony(request.user, agreement),
        "can_record": rules.can_record(request.user, agreement),
        "qr": svg_data_uri(signing_address(agreement)),
        "address": signing_address(agreement),
    }
    return render(request, "agreements/ceremony.html", context)


def plan(request: Request, pk: int) -> HttpResponse:
    """Set day, time, place, guests and programme."""
    agreement = find_agreement(request, pk)
    rules.can_plan_ceremony(request.user, agreement).enforce()
    step = Step(
        title=_("Plan the ceremony"),
        about=agreement.title_in(),
        lead=agreement.title_in(),
        crumbs=crumbs_of(agreement, "agreements:ceremony"),
        rows=(agreement,),
    )

    def form(data: Sent) -> CeremonyForm:
        return CeremonyForm.fill(Ceremony.objects.filter(agreement=agreement).first(), data)

    def act(filled: CeremonyForm) -> None:
        ceremonies.plan(agreement, by=request.user, **filled.values)

    return take(request, step, form, act, done=_("The ceremony is planned."))


def screen(request: Request, pk: int) -> HttpResponse:
    """For the wall: how many have signed, who, and the way to one's own device."""
    return render(request, "agreements/ceremony_screen.html", _state(request, pk)[1])


def state(request: Request, pk: int) -> HttpResponse:
    """The part that htmx exchanges; 286 tells it to stop asking."""
    round, context = _state(request, pk)
    status = 200 if round and round.ended_at is None else 286
    return render(request, "agreements/ceremony_state.html", context, status=status)


def _state(request: Request, pk: int) -> tuple[SigningRound | None, dict[str, object]]:
    """The newest round, and what both pages of the screen show."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    rules.can_show_ceremony(request.user, agreement).enforce()
    round = last_round(agreement)
    return round, {
        "agreement": agreement,
        "round": round,
        "standing": read_progress(round) if round else None,
        "qr": svg_data_uri(signing_address(agreement)),
        "address": signing_address(agreement),
    }
