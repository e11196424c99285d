"""Sign for a party on one's own device: the frozen wording in full, then a fresh proof; or refuse."""

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import codes
from partnerships.agreements.actions import signing as actions
from partnerships.agreements.forms import CodeProof, PasskeyProof, PasswordProof, Proof, ReasonForm
from partnerships.agreements.forms.base import Sent
from partnerships.agreements.models import Agreement, Means, Party, SigningRound
from partnerships.agreements.signing.progress import (
    PartyProgress,
    RoundProgress,
    read_open_progress,
    read_progress,
    round_now,
)
from partnerships.agreements.text import display
from partnerships.agreements.views.frame import crumbs_of
from partnerships.directory.models import Account, Representation
from partnerships.directory.requests import Request
from partnerships.directory.rules.decisions import NAMES, Decision
from partnerships.shared.errors import too_many
from partnerships.shared.step.views import Step, take

BOUND = "agreements.signing_challenge"  # in the session: for which signature a passkey was asked


def party_of(request: Request, pk: int, party_pk: int) -> Party:
    """A party of an agreement that one sees, or 404."""
    rows = Party.objects.select_related("agreement__partnership", "organisation").filter(
        agreement__in=Agreement.objects.visible_to(request.user), agreement=pk
    )
    return get_object_or_404(rows, pk=party_pk)


@never_cache
def sign(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """What is signed, in full; below it the ways to sign. Password and code are sent here."""
    party = party_of(request, pk, party_pk)
    progress = read_open_progress(party.agreement)
    verdict = rules.can_sign(request.user, party, progress.find(party.pk) if progress else None)
    if not verdict and request.method == "GET" and _signs_for(request, party):
        messages.info(request, str(verdict.reason))  # for example: back to the page after signing
        return redirect("agreements:signatures", pk=pk)
    verdict.enforce()
    progress = progress or read_progress(round_now(party.agreement))
    if request.method != "POST":
        return _page(request, party, progress)
    if limited := _refuse_too_many(request):
        return limited
    form: Proof = _password(request, request.POST)
    if request.POST.get("means") != Means.PASSWORD:
        form = _code(request, party, progress.round, request.POST)
    return _sign_with(form, request, party, progress)


def _signs_for(request: Request, party: Party) -> bool:
    return rules.signing_stand(request.user, party.organisation_id) is not None


def _refuse_too_many(request: Request) -> HttpResponse | None:
    """Beside the limits of each proof. Source: allauth's own rate for proving again."""
    usage = ratelimit.consume(request, action="reauthenticate", user=request.user)
    return None if usage else too_many(request, 60)


def _password(request: Request, data: Sent = None) -> PasswordProof:
    return PasswordProof(data, user=request.user)


def _code(request: Request, party: Party, round: SigningRound, data: Sent = None) -> CodeProof:
    return CodeProof(data, user=request.user, party=party, round=round)


def _sign_with(
    form: Proof, request: Request, party: Party, progress: RoundProgress
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, party, progress, form)
    actions.sign(party, by=request.user, means=form.means, digest=form.cleaned_data["digest"])
    messages.success(
        request,
        _("You have signed for %(party)s and get a receipt.") % {"party": party.name},
    )
    return redirect("agreements:signatures", pk=party.agreement_id)


def _page(
    request: Request,
    party: Party,
    progress: RoundProgress,
    sent: Proof | None = None,
) -> HttpResponse:
    """`sent` is a form with faults."""
    round, own = progress.round, progress.find(party.pk)
    facts = round.facts
    code = codes.live_code(party, round, by=request.user)
    forms: dict[str, Proof | None] = {
        "passkey": PasskeyProof(user=request.user) if _has_passkey(request.user) else None,
        "password": _password(request) if request.user.has_usable_password() else None,
        "email_code": _code(request, party, round) if code else None,
    }
    for form in filter(None, forms.values()):
        form.initial["digest"] = round.digest
    if sent is not None:
        forms[sent.means.value] = sent
    context = {
        "agreement": party.agreement,
        "party": party,
        "round": round,
        "signer": request.user.access.names[0],
        "named": _describe_decision(request, party),
        "deputises": _deputises(request, own),
        "texts": [display.text_in(facts, language) for language in display.languages(facts)],
        "terms": display.terms(facts),
        "parties": display.parties(facts),
        "forms": forms,
        "sent": sent,
        "code": code,
        "refuse": rules.can_refuse(request.user, party, own),
    }
    return render(request, "agreements/sign.html", context)


def _describe_decision(request: Request, party: Party) -> str:
    """Named by whom, and agreed to by whom, in words; the signature will rest on it."""
    stand = rules.signing_stand(request.user, party.organisation_id)
    rows = Representation.objects.select_related(*(f"rests_on__{name}" for name in NAMES))
    rests_on = rows.get(pk=stand or 0).rests_on
    return Decision.read(rests_on).in_words() if rests_on else ""


def _has_passkey(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).exists()


def _deputises(request: Request, own: PartyProgress) -> list[str]:
    """Names of the signatories in whose place the person signs; empty when they are one themselves."""
    named = list(own.party.signatories.all())
    if any(signatory.person_id == request.user.access.person_id for signatory in named):
        return []
    return [each.name for place, each in enumerate(named, start=1) if place in own.free_places()]


@never_cache
def passkey(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """GET gives a fresh challenge, bound to this signature; POST signs with the answer."""
    party = party_of(request, pk, party_pk)
    progress = _progress_to_sign(request, party)
    round = progress.round
    if request.method != "POST":
        options = webauthn.begin_authentication(request.user)
        request.session[BOUND] = _bind(party, round)
        return JsonResponse({"request_options": options})
    if limited := _refuse_too_many(request):
        return limited
    form = PasskeyProof(request.POST, user=request.user)
    if request.session.pop(BOUND, None) != _bind(party, round):
        form.add_error(None, _("The passkey was asked for something else. Please try again."))
    return _sign_with(form, request, party, progress)


def _progress_to_sign(request: Request, party: Party) -> RoundProgress:
    """Of the open round, read once. Raises: PermissionDenied for who may not sign now."""
    progress, _own = actions.enforce_with_progress(rules.can_sign, request.user, party)
    return progress


def _bind(party: Party, round: SigningRound) -> list[object]:
    state = webauthn.get_state() or {}
    return [state.get("challenge"), party.pk, round.pk]


@require_POST
def send_code(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """Mail a code for this signature; the page then asks for it."""
    party = party_of(request, pk, party_pk)
    rules.can_sign(request.user, party).enforce()
    key = f"signing-{request.user.pk}"
    if not ratelimit.consume(request, action="request_login_code", key=key):
        return too_many(request, 60)
    codes.send_code(party, by=request.user)
    messages.success(request, _("We sent a code to %(email)s.") % {"email": request.user.email})
    return redirect(reverse("agreements:sign", args=[pk, party_pk]) + "#sign")


def refuse(request: Request, pk: int, party_pk: int) -> HttpResponse:
    """Asks for the reason, then tells everybody."""
    party = party_of(request, pk, party_pk)
    rules.can_refuse(request.user, party).enforce()
    step = Step(
        title=_("Please confirm"),
        question=_("Refuse to sign for %(party)s?") % {"party": party.name},
        lead=_("Signing later withdraws the refusal, as long as the round is open."),
        crumbs=[
            *crumbs_of(party.agreement),
            (_("Sign"), reverse("agreements:sign", args=[pk, party_pk])),
        ],
        submit=_("Refuse to sign"),
        danger=True,
    )

    def act(form: ReasonForm) -> None:
        actions.refuse(party, by=request.user, reason=form.cleaned_data["reason"])

    return take(
        request,
        step,
        ReasonForm,
        act,
        done=_("The refusal is noted. All parties are told."),
        way=reverse("agreements:signatures", args=[pk]),
    )
