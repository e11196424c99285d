"""All have signed on paper: record it with the scan, look at it from the other side, take it back."""

from typing import NamedTuple, Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import paper as actions
from partnerships.agreements.forms import ConfirmPaperForm, PaperForm, ReasonForm
from partnerships.agreements.models import Agreement, PaperAnswer, PaperRecord
from partnerships.agreements.signing.progress import PartyProgress, read_progress, round_now
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import PageWords, crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.parts.figures import day_text
from partnerships.shared.step.views import Step, take
from partnerships.shared.verdicts import Verdict

TAB = "agreements:signatures"
WITH = (
    *("round", "scan", "recorded_by__person", "recorded_for"),
    *("answered_by__person", "answered_for"),
)


class OnPaper(NamedTuple):
    """The newest record that still says something; `organisations` are names of those whose lead may confirm it."""

    record: PaperRecord
    organisations: list[str]
    can_confirm: Verdict | None = None
    can_withdraw: Verdict | None = None


def on_paper(request: Request, agreement: Agreement) -> OnPaper | None:
    """The newest paper record that waits, was not confirmed in the open round, or was confirmed; None without one."""
    rows = PaperRecord.objects.filter(round__agreement=agreement).select_related(*WITH)
    record = rows.order_by("pk").last()
    if record is None:
        return None
    record.round.agreement = agreement
    if record.is_waiting:
        return _waiting(request, record)
    rejected = record.answer == PaperAnswer.REJECTED and record.round.ended_at is None
    still_says = rejected or record.answer == PaperAnswer.CONFIRMED
    return OnPaper(record, []) if still_says else None


def _waiting(request: Request, record: PaperRecord) -> OnPaper:
    leads = rules.confirmers_of(record)
    parties = record.round.agreement.parties.filter(organisation__in=set(leads.values()))
    return OnPaper(
        record,
        [party.name for party in parties],
        rules.can_confirm_paper(request.user, record, leads),
        rules.can_withdraw_paper(request.user, record),
    )


def record_on_paper(request: Request, pk: int) -> HttpResponse:
    """Records day, place and scan; the page lists who has not signed here."""
    agreement = find_agreement(request, pk)
    rules.can_record_on_paper(request.user, agreement).enforce()
    round = round_now(agreement)
    parties = read_progress(round).parties
    step = _step(
        agreement,
        title=_("All have signed on paper"),
        lead=_(
            "Everybody is told. It comes into force when a lead representative of an organisation outside your own has"
            " looked at the scan and confirmed it."
        ),
        submit=_("Record and have it confirmed"),
        template="agreements/record_on_paper.html",
        more={"parties": _names(parties), "unsigned": _count_unsigned(parties)},
    )

    def act(form: PaperForm) -> None:
        actions.record_on_paper(agreement, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: PaperForm(data, request.FILES or None, round=round, total=len(parties)),
        act,
        done=_("It is recorded and waits for its confirmation. Everybody is told."),
    )


def _names(parties: list[PartyProgress]) -> list[tuple[str, str]]:
    """Each party with what it has signed here so far."""
    return [(each.party.name, _signed_here(each)) for each in parties]


def _signed_here(each: PartyProgress) -> str:
    """A refusal first: whoever said no here may have signed on paper since, and that is to be looked at."""
    if each.refusal:
        return _("has refused here")
    if each.is_complete:
        return _("has signed here")
    return _("one of two has signed here") if each.signatures else _("has not signed here")


def _count_unsigned(parties: list[PartyProgress]) -> int:
    return sum(not each.is_complete for each in parties)


def _step(agreement: Agreement, *, title: str, **words: Unpack[PageWords]) -> Step:
    return Step(title=title, about=agreement.title_in(), crumbs=crumbs_of(agreement, TAB), **words)


def _record(request: Request, pk: int, record_pk: int) -> PaperRecord:
    """A record of an agreement that one sees, or 404."""
    agreement = find_agreement(request, pk)
    rows = PaperRecord.objects.filter(round__agreement=agreement).select_related(*WITH)
    record = get_object_or_404(rows, pk=record_pk)
    record.round.agreement = agreement
    return record


def confirm(request: Request, pk: int, record_pk: int) -> HttpResponse:
    """The scan and the parties from the other side; a yes brings the agreement into force."""
    record = _record(request, pk, record_pk)
    rules.can_confirm_paper(request.user, record).enforce()
    parties = read_progress(record.round).parties
    step = _step(
        record.round.agreement,
        title=_("Have all signed on paper?"),
        lead=_(
            "Look at the scan and compare it with the parties. If you confirm it, the agreement is in force from %(day)s."
            " This cannot be undone."
        )
        % {"day": day_text(record.effective_on)},
        submit=_("Confirm"),
        template="agreements/confirm_paper.html",
        more={"record": record, "parties": _names(parties)},
    )

    def act(_form: ConfirmPaperForm) -> None:
        actions.confirm_paper(record, by=request.user)

    return take(
        request,
        step,
        lambda data: ConfirmPaperForm(data, total=len(parties)),
        act,
        done=_("Confirmed. Everybody is told."),
    )


def reject(request: Request, pk: int, record_pk: int) -> HttpResponse:
    """Asks for the reason, then tells everybody."""
    record = _record(request, pk, record_pk)
    rules.can_reject_paper(request.user, record).enforce()
    agreement = record.round.agreement
    address = reverse("agreements:confirm_paper", args=[pk, record_pk])
    step = Step(
        title=_("Please confirm"),
        question=_("Say that not all have signed?"),
        lead=_(
            "The record is over, and signing goes on. Whoever recorded it and everybody else is told."
        ),
        about=agreement.title_in(),
        crumbs=[*crumbs_of(agreement, TAB), (_("Have all signed on paper?"), address)],
        submit=_("Do not confirm"),
        danger=True,
    )

    def act(form: ReasonForm) -> None:
        actions.reject_paper(record, by=request.user, reason=form.cleaned_data["reason"])

    return take(
        request,
        step,
        ReasonForm,
        act,
        done=_("It is not confirmed. Everybody is told why."),
        way=reverse(TAB, args=[pk]),
    )


def withdraw(request: Request, pk: int, record_pk: int) -> HttpResponse:
    """Asks once, then takes the record back."""
    record = _record(request, pk, record_pk)
    rules.can_withdraw_paper(request.user, record).enforce()
    step = _step(
        record.round.agreement,
        title=_("Please confirm"),
        question=_("Take back that all have signed on paper?"),
        lead=_("Nobody can confirm it any more, and signing goes on. Everybody is told."),
        submit=_("Take back"),
    )

    def act(_form: None) -> None:
        actions.withdraw_paper(record, by=request.user)

    return take(request, step, None, act, done=_("Taken back. Everybody is told."))
