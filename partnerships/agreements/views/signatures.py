"""How far the signing is, who has signed when and how, and what staff record of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partnerships.agreements import people, rules
from partnerships.agreements.actions import certificates, outside, printing
from partnerships.agreements.forms import AssignForm, OutsidePdfForm, PaperSignatureForm
from partnerships.agreements.models import (
    Agreement,
    AgreementFile,
    Ending,
    FileKind,
    Means,
    PaperRecord,
    PrintKind,
    Refusal,
    Signature,
    SigningRound,
)
from partnerships.agreements.standing import (
    PartyStanding,
    RoundStanding,
    last_round,
    standing_of,
)
from partnerships.agreements.views.ceremony import signing_address
from partnerships.agreements.views.frame import crumbs_of, framed
from partnerships.agreements.views.paper import on_paper
from partnerships.agreements.views.signing import party_of
from partnerships.directory.rules.decisions import Decision
from partnerships.shared.outbox import Status
from partnerships.shared.sealing.qr import svg_data_uri
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import Column, badge, link, prose, when, words

# What is said above the signatures of a round that ended without bringing the agreement into force.
VOID = {
    Ending.RECALLED: gettext_lazy("Recalled: these signatures are void"),
    Ending.DECLINED: gettext_lazy("Declined: these signatures are void"),
    Ending.DEADLINE: gettext_lazy("The deadline has passed: these signatures are void"),
}


def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab: progress, parties, what one can do, and earlier rounds."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    round = _newest(agreement)
    standing = standing_of(round) if round else None
    context = {
        **framed(agreement, "agreements:signatures"),
        "round": round,
        "standing": standing,
        "can_keep": rules.can_keep(request.user, agreement.partnership_id),
        "can_plan": rules.can_plan_ceremony(request.user, agreement),
        "can_show": rules.can_show_ceremony(request.user, agreement),
        "earlier": _earlier(round) if round else [],
    }
    if standing:
        context["on_paper"] = on_paper(request, agreement) if round.has_paper else None
        context |= _of_round(request, agreement, standing)
    return render(request, "agreements/signatures.html", context)


def _newest(agreement: Agreement) -> Any:
    """The round that is open or that ended last; `has_paper` where something was recorded of all signatures on paper."""
    recorded = PaperRecord.objects.filter(round__agreement=agreement)
    rounds = agreement.rounds.annotate(has_paper=Exists(recorded))
    return rounds.order_by("-number").first()


def _earlier(round: SigningRound) -> Any:
    if round.number == 1:
        return []
    return round.agreement.rounds.filter(number__lt=round.number).order_by("-number")


def _of_round(request: HttpRequest, agreement: Agreement, standing: RoundStanding) -> dict:
    running = standing.round if standing.round.ended_at is None else None
    recording = rules.can_record(request.user, agreement, running)
    for each in standing.parties:
        each.party.agreement = agreement
    waiting = [each.party for each in standing.parties if each.missing]
    return {
        "columns": _columns(recording),
        "rows": [
            _row(each, agreement, standing.round.ending, recording) for each in standing.parties
        ],
        "yours": _yours(request, standing),
        "unable": people.without_signers(waiting) if recording else [],
        "can_record": recording,
        "can_upload": recording,
        "frozen_pdf": _frozen(standing.round),
        "void": VOID.get(standing.round.ending),
        "without_the_others": standing.round.ending == Ending.IN_FORCE
        and standing.signed < standing.total,
        "qr": svg_data_uri(signing_address(agreement)),
    }


def _columns(recording: Any) -> list[Column]:
    found = [Column(_("Party")), Column(_("State")), Column(_("Signed by"))]
    return [*found, Column(_("Record"))] if recording else found


def _row(each: PartyStanding, agreement: Agreement, ended: str, recording: Any) -> tuple:
    cells = (words(each.party.name), _state(each, ended), _signed(each, ended))
    return (*cells, _record_link(each, agreement)) if recording else cells


def _state(each: PartyStanding, ended: str) -> Any:
    if each.is_complete:
        return badge(_("signed"), "success")
    if each.refusal:
        return format_html("{} {}", badge(_("refused"), "danger"), _refusal(each.refusal))
    if ended:
        on_paper = ended == Ending.ON_PAPER
        return badge(_("on paper"), "success") if on_paper else badge(_("not signed"), "neutral")
    if each.signatures:
        return badge(_("one of two signed"), "warning")
    return badge(_("its turn comes"), "neutral") if each.before else badge(_("waiting"), "info")


def _refusal(refusal: Refusal) -> Any:
    name, day = words(str(refusal.person)), when(refusal.given_at)
    return format_html("{}, {}{}", name, day, prose(refusal.reason))


def _signed(each: PartyStanding, ended: str) -> Any:
    lines = [(_signature(s, each),) for s in each.signatures]
    named = list(each.party.signatories.all())
    places = each.free_places()
    lines += [
        (format_html('<span class="app-muted">{}</span>', _awaited(named, n, ended)),)
        for n in places
    ]
    return format_html("<ul class=agr-signed>{}</ul>", format_html_join("", "<li>{}</li>", lines))


def _awaited(named: list, place: int, ended: str) -> str:
    if place > len(named):
        return "" if ended else _("still to come")
    signatory = named[place - 1]
    said = f"{signatory.name}, {signatory.function}" if signatory.function else signatory.name
    if ended:
        return said
    return _("still to come: %(name)s") % {"name": said}


def _signature(signature: Signature, each: PartyStanding) -> Any:
    name = f"{signature.name}, {signature.function}" if signature.function else signature.name
    day = when(signature.signed_on if signature.means == Means.PAPER else signature.given_at)
    place = f", {signature.place}" if signature.place else ""
    parts = [words(name + _instead(signature, each)), format_html("{}{}", day, place)]
    parts.append(signature.get_means_display())
    if signature.rests_on:
        parts.append(Decision.of(signature.rests_on).in_words())
    if signature.file:
        path = reverse("agreements:file", args=[each.party.agreement_id, signature.file_id])
        parts.append(link(_("Show the file"), path))
    return format_html_join("", "<span>{}</span>", ((part,) for part in parts))


def _instead(signature: Signature, each: PartyStanding) -> str:
    """In whose place a deputy signed."""
    named = list(each.party.signatories.all())
    own = signature.person_id and any(s.person_id == signature.person_id for s in named)
    if (
        own
        or signature.place_no > len(named)
        or signature.name == named[signature.place_no - 1].name
    ):
        return ""
    return " " + _("(for %(name)s)") % {"name": named[signature.place_no - 1].name}


def _record_link(each: PartyStanding, agreement: Agreement) -> Any:
    if each.is_complete or each.before:
        return ""
    path = reverse("agreements:record_signature", args=[agreement.pk, each.party.pk])
    said = _("on paper")
    return format_html(
        '<a class="kern-link" href="{}">{}<span class="kern-sr-only">: {}</span></a>',
        path,
        said,
        each.party.name,
    )


def _yours(request: HttpRequest, standing: RoundStanding) -> list[dict[str, Any]]:
    """For each party for which one may sign: where, or why not now."""
    own = [
        each
        for each in standing.parties
        if rules.signing_stand(request.user, each.party.organisation_id)
    ]
    return [
        {
            "party": each.party,
            "has_signed": each.is_signed_by(request.user.access.person_id),
            "can_sign": rules.can_sign(request.user, each.party, each),
            "can_refuse": rules.can_refuse(request.user, each.party, each),
        }
        for each in own
        if standing.round.ended_at is None
    ]


def _frozen(round: SigningRound) -> Any:
    """The document of the frozen PDF, or None."""
    found = round.prints.filter(kind=PrintKind.FROZEN).select_related("document").first()
    return found.document if found else None


def record_signature(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """One signature on paper, with its scan."""
    party = party_of(request, pk, party_pk)
    rules.can_record_for(request.user, party).enforce()
    step = _step(
        party.agreement,
        title=_("Record a signature on paper"),
        lead=party.name,
        submit=_("Record"),
        template="agreements/record_signature.html",
        more={"party": party},
    )

    def act(form: PaperSignatureForm) -> None:
        outside.record_paper(party, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: PaperSignatureForm(data, request.FILES or None),
        act,
        done=_("The signature is recorded."),
    )


def _step(agreement: Agreement, **words: Any) -> Step:
    crumbs = crumbs_of(agreement, "agreements:signatures")
    return Step(about=agreement.title_in(), crumbs=crumbs, **words)


@require_POST
def request_frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the frozen PDF made, which all may sign one after another outside."""
    agreement = _seen(request, pk)
    rules.can_print_frozen(request.user, agreement).enforce()
    step = _step(agreement, title=_("Make the PDF"))

    def act(_form: Any) -> None:
        printing.request_frozen(last_round(agreement), by=request.user)

    done = _("The PDF is being made. You find it here in a moment.")
    return take(request, step, None, act, done=done)


def upload_signed(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen PDF with signatures from outside; a file that does not hold is refused with the reason."""
    agreement = _seen(request, pk)
    rules.can_record(request.user, agreement).enforce()
    step = _step(
        agreement,
        title=_("Upload the signed PDF"),
        lead=agreement.title_in(),
        submit=_("Upload and check"),
        template="agreements/upload_signed.html",
    )

    def act(form: OutsidePdfForm) -> str:
        kept = certificates.upload_signed(agreement, form.cleaned_data["file"], by=request.user)
        return reverse("agreements:assign_signed", args=[pk, kept.pk])

    return take(
        request,
        step,
        lambda data: OutsidePdfForm(data, request.FILES or None),
        act,
        done="",
        way=str,
    )


def assign_signed(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Which signature belongs to which party; suggested by name."""
    agreement = _seen(request, pk)
    kept = get_object_or_404(AgreementFile, pk=file_pk, agreement=agreement, kind=FileKind.SIGNED)
    rules.can_record(request.user, agreement).enforce()
    round = last_round(agreement)
    try:
        found = certificates.new_in(round, kept)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))  # for example of an earlier round
        return redirect("agreements:signatures", pk=pk)
    if not found:
        messages.info(request, _("All signatures of this file are recorded already."))
        return redirect("agreements:signatures", pk=pk)
    step = _step(
        agreement,
        title=_("For whom these signatures stand"),
        lead=agreement.title_in(),
        submit=_("Record"),
        template="agreements/assign_signed.html",
        more={"found": found},
    )

    def act(form: AssignForm) -> None:
        certificates.assign(kept, form.places, by=request.user, printed_names=form.printed_names)

    return take(
        request,
        step,
        lambda data: AssignForm(data, found=found, standing=standing_of(round)),
        act,
        done=_("The signatures are recorded."),
    )


def _seen(request: HttpRequest, pk: int) -> Agreement:
    rows = Agreement.objects.visible_to(request.user).select_related("partnership")
    return get_object_or_404(rows, pk=pk)


@never_cache
def frozen_pdf(request: HttpRequest, pk: int) -> FileResponse:
    """The frozen PDF of the newest round, for everybody who sees the agreement."""
    agreement = _seen(request, pk)
    round = last_round(agreement)
    document = _frozen(round) if round else None
    if document is None or document.status != Status.DONE:
        raise Http404
    name = f"{slugify(agreement.title)[:60] or 'agreement'}-{round.number}.pdf"
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=name)
