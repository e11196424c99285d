"""What is still open before a text is frozen, and the trial of its paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import printing
from partnerships.agreements.document.trial import trial_of
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE
from partnerships.agreements.todo import before_ready as known
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.documents.models import Document
from partnerships.shared.step.views import Step, take


def before_ready(request: Request, pk: int) -> HttpResponse:
    """The list, at any time while the text can be changed."""
    agreement = find_agreement(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    context = still_open(request, agreement) | {
        "crumbs": [*crumbs_of(agreement), (_("Still open before signing"), "")],
        "next_step": LIFE.possible("make_ready", agreement.stage)
        and rules.can_make_ready(request.user, agreement),
    }
    return render(request, "agreements/before_ready.html", context)


def still_open(request: Request, agreement: Agreement) -> dict[str, object]:
    """What the list and the trial below it need. Shape: groups, trial, its document where one may read it, and more."""
    trial = trial_of(agreement)
    open_points = known.findings(agreement, by=request.user, trial=trial)
    own = Document.objects.visible_to(request.user)
    return {
        "agreement": agreement,
        "groups": known.groups(open_points),
        "trial": trial,
        "trial_document": trial.document and own.filter(pk=trial.document.pk).first(),
    }


@require_POST
def request_trial(request: Request, pk: int) -> HttpResponse:
    """Have the paper tried out; the page from which one came shows how far it is."""
    agreement = find_agreement(request, pk)
    rules.can_request_trial(request.user, agreement).enforce()
    step = Step(title=_("Check the paper"), crumbs=crumbs_of(agreement))
    freezing = request.POST.get("to") == "make_ready"
    way = reverse("agreements:before_ready", args=[pk])
    if freezing and rules.can_make_ready(request.user, agreement):
        way = reverse("agreements:step", args=[pk, "make_ready"])

    def act(_form: None) -> None:
        printing.request_trial(agreement, by=request.user)

    return take(request, step, None, act, done="", way=way)
