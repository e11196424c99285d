"""Lead an agreement on; ask for the PDF."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import printing, rounds
from partnerships.agreements.actions import stages as actions
from partnerships.agreements.forms import DocumentForm, ReadyForm, ReasonForm
from partnerships.agreements.forms.base import Sent
from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE
from partnerships.agreements.todo import before_ready
from partnerships.agreements.views.before_ready import still_open
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.documents.models import Document
from partnerships.shared.step.views import Step, take, to

CONSEQUENCES = {
    "consult": gettext_lazy(
        "All parties are asked to read the draft and say what they think. The text can still be changed."
    ),
    "return_to_draft": gettext_lazy("The consultation ends. You can start it again."),
    "make_ready": gettext_lazy(
        "Text, annexes, parties and signatories are frozen. To change them, recall the agreement first."
    ),
    "recall": gettext_lazy(
        "The text can be changed again. Signatures given so far are void, and all parties are told why."
    ),
    "decline": gettext_lazy(
        "The agreement ends without coming into force, and all parties are told why. This cannot be undone."
    ),
}
FINAL = ("decline",)
FORMS: dict[str, type[Form]] = {
    "recall": ReasonForm,
    "decline": ReasonForm,
}
ACTIONS: dict[str, Callable[..., object]] = {
    "make_ready": rounds.make_ready,
    "recall": rounds.recall,
    "decline": rounds.decline,
}


def step(request: Request, pk: int, verb: str) -> HttpResponse:
    """Says what the step means, asks once, then takes it."""
    if verb not in rules.STEPS:
        raise Http404
    agreement = find_agreement(request, pk)
    rules.STEPS[verb](request.user, agreement).enforce()
    label = LIFE.move(verb).label
    freezes = verb == "make_ready"
    question = Step(
        title=_("Please confirm"),
        question=f"{label}?",
        lead=str(CONSEQUENCES[verb]),
        crumbs=crumbs_of(agreement),
        submit=str(label),
        danger=verb in FINAL,
        template="agreements/make_ready.html" if freezes else "shared/step.html",
        more=(lambda: still_open(request, agreement)) if freezes else {},
    )

    def act(form: Form | None) -> None:
        if form is None:
            actions.take_step(agreement, verb, by=request.user)
        else:
            ACTIONS[verb](agreement, by=request.user, **form.cleaned_data)

    make = partial(_ready_form, agreement) if freezes else FORMS.get(verb)
    return take(request, question, make, act, done=_("Done: %(step)s.") % {"step": label})


def _ready_form(agreement: Agreement, data: Sent) -> ReadyForm:
    return ReadyForm(data, needs_yes=before_ready.needs_yes(agreement))


@require_POST
def document(request: Request, pk: int) -> HttpResponse:
    """Have the PDF made; the next page shows how far it is."""
    agreement = find_agreement(request, pk)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose German or English."))
        return redirect("agreements:detail", pk=pk)
    question = Step(title=_("Make the PDF"), crumbs=crumbs_of(agreement))

    def act(_form: None) -> Document:
        language = form.cleaned_data["language"]
        return printing.request_document(agreement, by=request.user, language=language)

    return take(request, question, None, act, done="", way=to("documents:detail"))
