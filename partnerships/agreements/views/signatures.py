"""How far the signing is, who has signed when and how, and what staff record of it."""

from collections.abc import Iterable
from typing import Unpack

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
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
    Signatory,
    Signature,
    SigningRound,
)
from partnerships.agreements.signing import people
from partnerships.agreements.signing.progress import (
    PartyProgress,
    RoundProgress,
    last_round,
    read_progress,
    round_now,
)
from partnerships.agreements.views.ceremony import signing_address
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import PageWords, build_frame, crumbs_of
from partnerships.agreements.views.paper import on_paper
from partnerships.agreements.views.signing import party_of
from partnerships.directory.requests import Request
from partnerships.directory.rules.decisions import Decision
from partnerships.shared.documents.models import Document
from partnerships.shared.file_names import file_name
from partnerships.shared.outbox import Status
from partnerships.shared.sealing.qr import svg_data_uri
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import Column, badge, link, prose, when, words
from partnerships.shared.verdicts import Verdict

# What is said above the signatures of a round that ended without bringing the agreement into force.
VOID: dict[str, Promise] = {
    Ending.RECALLED: gettext_lazy("Recalled: these signatures are void"),
    Ending.DECLINED: gettext_lazy("Declined: these signatures are void"),
    Ending.DEADLINE: gettext_lazy("The deadline has passed: these signatures are void"),
}


def signatures(request: Request, pk: int) -> HttpResponse:
    """The tab: progress, parties, what one can do, and earlier rounds."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.user).select_related("partnership"), pk=pk
    )
    round = _newest(agreement)
    progress = read_progress(round) if round else None
    context = {
        **build_frame(agreement, "agreements:signatures"),
        "round": round,
        "standing": progress,
        "can_keep": rules.can_keep(request.user, agreement.partnership_id),
        "can_plan": rules.can_plan_ceremony(request.user, agreement),
        "can_show": rules.can_show_ceremony(request.user, agreement),
        "earlier": _earlier(round) if round else [],
    }
    if round and progress:
        has_paper: bool = round.has_paper  # type: ignore[attr-defined]  # annotated
        context["on_paper"] = on_paper(request, agreement) if has_paper else None
        context |= _of_round(request, agreement, progress)
    return render(request, "agreements/signatures.html", context)


def _newest(agreement: Agreement) -> SigningRound | None:
    """The round that is open or that ended last; `has_paper` where something was recorded of all signatures on paper."""
    recorded = PaperRecord.objects.filter(round__agreement=agreement)
    rounds = agreement.rounds.annotate(has_paper=Exists(recorded))
    return rounds.order_by("-number").first()


def _earlier(round: SigningRound) -> Iterable[SigningRound]:
    if round.number == 1:
        return []
    return round.agreement.rounds.filter(number__lt=round.number).order_by("-number")


def _of_round(request: Request, agreement: Agreement, progress: RoundProgress) -> dict[str, object]:
    running = progress.round if progress.round.ended_at is None else None
    recording = rules.can_record(request.user, agreement, running)
    for each in progress.parties:
        each.party.agreement = agreement
    waiting = [each.party for each in progress.parties if each.missing]
    return {
        "columns": _columns(recording),
        "rows": [
            _row(each, agreement, progress.round.ending, recording) for each in progress.parties
        ],
        "yours": _yours(request, progress),
        "unable": people.without_signers(waiting) if recording else [],
        "can_record": recording,
        "can_upload": recording,
        "frozen_pdf": _find_frozen_document(progress.round),
        "void": VOID.get(progress.round.ending),
        "without_the_others": progress.round.ending == Ending.IN_FORCE
        and progress.signed < progress.total,
        "qr": svg_data_uri(signing_address(agreement)),
    }


def _columns(recording: Verdict) -> list[Column]:
    columns = [Column(_("Party")), Column(_("State")), Column(_("Signed by"))]
    return [*columns, Column(_("Record"))] if recording else columns


def _row(
    each: PartyProgress, agreement: Agreement, ended: str, recording: Verdict
) -> tuple[object, ...]:
    cells = (words(each.party.name), _state(each, ended), _describe_signatures(each, ended))
    return (*cells, _record_link(each, agreement)) if recording else cells


def _state(each: PartyProgress, ended: str) -> SafeString:
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


def _refusal(refusal: Refusal) -> SafeString:
    name, day = words(str(refusal.person)), when(refusal.given_at)
    return format_html("{}, {}{}", name, day, prose(refusal.reason))


def _describe_signatures(each: PartyProgress, ended: str) -> SafeString:
    lines = [(_signature(s, each),) for s in each.signatures]
    named = list(each.party.signatories.all())
    places = each.free_places()
    lines += [
        (format_html('<span class="app-muted">{}</span>', _describe_awaited(named, n, ended)),)
        for n in places
    ]
    return format_html("<ul class=agr-signed>{}</ul>", format_html_join("", "<li>{}</li>", lines))


def _describe_awaited(named: list[Signatory], place: int, ended: str) -> str:
    if place > len(named):
        return "" if ended else _("still to come")
    signatory = named[place - 1]
    signer = f"{signatory.name}, {signatory.function}" if signatory.function else signatory.name
    if ended:
        return signer
    return _("still to come: %(name)s") % {"name": signer}


def _signature(signature: Signature, each: PartyProgress) -> SafeString:
    name = f"{signature.name}, {signature.function}" if signature.function else signature.name
    day = when(signature.signed_on if signature.means == Means.PAPER else signature.given_at)
    place = f", {signature.place}" if signature.place else ""
    parts: list[str] = [
        words(name + _in_whose_place(signature, each)),
        format_html("{}{}", day, place),
    ]
    parts.append(signature.get_means_display())
    if signature.rests_on:
        parts.append(Decision.read(signature.rests_on).in_words())
    if signature.file:
        path = reverse("agreements:file", args=[each.party.agreement_id, signature.file_id])
        parts.append(link(_("Show the file"), path))
    return format_html_join("", "<span>{}</span>", ((part,) for part in parts))


def _in_whose_place(signature: Signature, each: PartyProgress) -> str:
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


def _record_link(each: PartyProgress, agreement: Agreement) -> str:
    if each.is_complete or each.before:
        return ""
    path = reverse("agreements:record_signature", args=[agreement.pk, each.party.pk])
    label = _("on paper")
    return format_html(
        '<a class="kern-link" href="{}">{}<span class="kern-sr-only">: {}</span></a>',
        path,
        label,
        each.party.name,
    )


def _yours(request: Request, progress: RoundProgress) -> list[dict[str, object]]:
    """For each party for which one may sign: what one may do now, or why not."""
    own = [
        each
        for each in progress.parties
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
        if progress.round.ended_at is None
    ]


def _find_frozen_document(round: SigningRound) -> Document | None:
    """The document of the frozen PDF, or None."""
    frozen_print = round.prints.filter(kind=PrintKind.FROZEN).select_related("document").first()
    return frozen_print.document if frozen_print else None


def record_signature(request: Request, pk: int, party_pk: int) -> HttpResponse:
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


def _step(agreement: Agreement, *, title: str, **words: Unpack[PageWords]) -> Step:
    crumbs = crumbs_of(agreement, "agreements:signatures")
    return Step(title=title, about=agreement.title_in(), crumbs=crumbs, **words)


@require_POST
def request_frozen(request: Request, pk: int) -> HttpResponse:
    """Have the frozen PDF made, which all may sign one after another outside."""
    agreement = find_agreement(request, pk)
    rules.can_print_frozen(request.user, agreement).enforce()
    step = _step(agreement, title=_("Make the PDF"))

    def act(_form: None) -> None:
        printing.request_frozen(round_now(agreement), by=request.user)

    done = _("The PDF is being made. You find it here in a moment.")
    return take(request, step, None, act, done=done)


def upload_signed(request: Request, pk: int) -> HttpResponse:
    """The frozen PDF with signatures from outside; a file that does not hold is refused with the reason."""
    agreement = find_agreement(request, pk)
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


def assign_signed(request: Request, pk: int, file_pk: int) -> HttpResponse:
    """Which signature belongs to which party; suggested by name."""
    agreement = find_agreement(request, pk)
    kept = get_object_or_404(AgreementFile, pk=file_pk, agreement=agreement, kind=FileKind.SIGNED)
    rules.can_record(request.user, agreement).enforce()
    round = round_now(agreement)
    try:
        signatures = certificates.find_new(round, kept)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))  # for example of an earlier round
        return redirect("agreements:signatures", pk=pk)
    if not signatures:
        messages.info(request, _("All signatures of this file are recorded already."))
        return redirect("agreements:signatures", pk=pk)
    step = _step(
        agreement,
        title=_("For whom these signatures stand"),
        lead=agreement.title_in(),
        submit=_("Record"),
        template="agreements/assign_signed.html",
        more={"found": signatures},
    )

    def act(form: AssignForm) -> None:
        certificates.assign(kept, form.places, by=request.user, printed_names=form.printed_names)

    return take(
        request,
        step,
        lambda data: AssignForm(data, signatures=signatures, progress=read_progress(round)),
        act,
        done=_("The signatures are recorded."),
    )


@never_cache
def frozen_pdf(request: Request, pk: int) -> FileResponse:
    """The frozen PDF of the newest round, for everybody who sees the agreement."""
    agreement = find_agreement(request, pk)
    round = last_round(agreement)
    document = _find_frozen_document(round) if round else None
    if round is None or document is None or document.status != Status.DONE:
        raise Http404
    name = file_name(agreement.title, "pdf", round.number)
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=name)
