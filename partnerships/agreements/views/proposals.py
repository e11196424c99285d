"""Propose other words or a new clause; compare, accept, decline, withdraw."""

from typing import Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import consultation
from partnerships.agreements.actions.consultation import ClauseWords, words_of
from partnerships.agreements.diff.marks import mark_changes
from partnerships.agreements.forms import DeclineForm, ProposalForm, SeenForm
from partnerships.agreements.forms.base import Sent
from partnerships.agreements.models import Agreement, Answer, Clause, Proposal
from partnerships.agreements.text import formats, frozen_text
from partnerships.agreements.text.fields import Fields
from partnerships.agreements.views.comments import clause_of, heading_of, speaking
from partnerships.agreements.views.consultation import TONES
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import QuestionWords, build_frame, crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.languages import ContentLanguage, content_language
from partnerships.shared.marked.shown import plain
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import badge


def add(request: Request, pk: int, clause_pk: int | None = None) -> HttpResponse:
    """Other words for a clause, or a new clause; the form begins with the present words."""
    agreement = find_agreement(request, pk)
    rules.can_propose(request.user, agreement).enforce()
    clause = clause_of(agreement, clause_pk)
    language = _language(request, agreement, clause)
    step = Step(
        title=_("Propose other words") if clause else _("Propose a new clause"),
        about=str(agreement),
        lead=_lead(clause),
        crumbs=crumbs_of(agreement),
        submit=_("Propose"),
        rows=(clause,) if clause else (),
        template="agreements/propose.html",
        more=lambda: {
            "clause": clause,
            "language": language,
            "readings": ContentLanguage.choices,
            "now": _read(words_of(clause, language), frozen_text.fields_of(agreement)[language]),
        },
    )

    def act(form: ProposalForm) -> Proposal:
        return consultation.propose(
            agreement,
            by=request.user,
            organisation=form.speaker,
            language=language,
            clause=clause,
            version=form.cleaned_data["version"] if clause else None,
            **form.words,
        )

    return take(
        request,
        step,
        lambda data: _form(request, agreement, clause, language, data),
        act,
        done=_("Proposed. All parties read it now."),
        way=_page_of,
    )


def _lead(clause: Clause | None) -> str:
    if clause is None:
        return _("It is added at the end when it is accepted. The translation follows.")
    return _(
        "For “%(on)s”. The form begins with the present words: change what you want to have otherwise."
    ) % {"on": heading_of(clause)}


def _language(request: Request, agreement: Agreement, clause: Clause | None) -> str:
    """A new clause begins in the governing language; its translation follows."""
    if clause is None:
        return agreement.governing_language
    return content_language(request.GET.get("language"))


def _form(
    request: Request, agreement: Agreement, clause: Clause | None, language: str, data: Sent
) -> ProposalForm:
    now = words_of(clause, language)
    return ProposalForm(
        data,
        organisations=speaking(request, agreement),
        language=language,
        initial={
            "heading": now.heading,
            "body": now.body,
            "version": clause.version if clause else 0,
        },
    )


def _proposal(request: Request, pk: int, proposal_pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).select_related(
        "agreement__partnership", "organisation", "clause", "by__person", "answered_by__person"
    )
    return get_object_or_404(rows, pk=proposal_pk, agreement=pk)


def _wordings(proposal: Proposal) -> dict[str, object]:
    """The proposal beside what it was written against, and beside the present words where they differ."""
    on = ClauseWords(proposal.on_heading, proposal.on_body, proposal.on_format)
    now = words_of(proposal.clause, proposal.language)
    proposed = ClauseWords(proposal.heading, proposal.body, proposal.format)
    fields = frozen_text.fields_of(proposal.agreement)[proposal.language]
    is_open = proposal.answer == Answer.OPEN
    changed = bool(is_open and proposal.clause and proposal.about and now != on)
    return {
        "against": _pair(on, proposed, fields),
        "changed": changed,
        "proposed": _read(proposed, fields),
        "now": _read(now, fields),
        "beside_now": _pair(now, proposed, fields) if changed else None,
        "on": _read(on, fields),
    }


def _read(words: ClauseWords, fields: Fields) -> tuple[str, SafeString]:
    """Heading and text as the page shows them."""
    return words.heading, formats.to_html(words.body, words.format, fields)


def _pair(before: ClauseWords, after: ClauseWords, fields: Fields) -> tuple[SafeString, SafeString]:
    """Heading and text of both in one, the changes marked."""
    bodies = (formats.visible(each.body, each.format, fields) for each in (before, after))
    return mark_changes(plain(before.heading), plain(after.heading)), mark_changes(*bodies)


def proposal(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    """What is proposed and why, word by word; what became of it."""
    proposal = _proposal(request, pk, proposal_pk)
    own = proposal.organisation_id in request.user.access.organisation_ids
    context = {
        **build_frame(proposal.agreement, "agreements:consultation"),
        **_wordings(proposal),
        "proposal": proposal,
        "state": badge(proposal.get_answer_display(), TONES[Answer(proposal.answer)]),
        "person": getattr(proposal.by, "person", "") if own else "",
        "answered_by": getattr(proposal.answered_by, "person", "") if proposal.answered_by else "",
        "keeps": rules.can_keep(request.user, proposal.agreement.partnership_id),
        "can_accept": rules.can_accept(request.user, proposal),
        "can_decline": rules.can_decline_proposal(request.user, proposal),
        "can_withdraw": rules.can_withdraw(request.user, proposal),
    }
    return render(request, "agreements/proposal.html", context)


def _page_of(proposal: Proposal) -> str:
    return reverse("agreements:proposal", args=[proposal.agreement_id, proposal.pk])


def _mine_already(request: Request, proposal: Proposal, answer: str) -> bool:
    """Somebody who comes back to the question has given this very answer."""
    return (proposal.answer, proposal.answered_by_id) == (answer, request.user.pk)


def _question(proposal: Proposal, **words: Unpack[QuestionWords]) -> Step:
    own = (_("Proposal"), _page_of(proposal))
    return Step(
        title=_("Please confirm"),
        crumbs=[*crumbs_of(proposal.agreement, "agreements:consultation"), own],
        template="agreements/question.html",
        more=lambda: {"proposal": proposal, **_wordings(proposal)},
        **words,
    )


def accept(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    """Asks with the words in view; when the clause changes meanwhile, it asks again and shows the three."""
    proposal = _proposal(request, pk, proposal_pk)
    if _mine_already(request, proposal, Answer.ACCEPTED):
        return redirect(_page_of(proposal))
    rules.can_accept(request.user, proposal).enforce()
    step = _question(
        proposal,
        question=_("Accept this proposal?"),
        lead=_consequence(proposal),
        submit=_("Accept"),
        rows=(proposal,),
    )

    def form(data: Sent) -> SeenForm:
        return SeenForm(
            data, initial={"version": proposal.clause.version if proposal.clause else 0}
        )

    def act(filled: SeenForm) -> None:
        consultation.accept(proposal, by=request.user, **filled.cleaned_data)

    return take(request, step, form, act, done=_("Accepted. The text has the new words."))


def _consequence(proposal: Proposal) -> str:
    if not proposal.about:
        return _("The clause is added at the end. You can move it afterwards.")
    if proposal.language == proposal.agreement.governing_language:
        return _("The clause gets these words. Its translation is marked as outdated.")
    return _("The translation gets these words. The governing text stays as it is.")


def decline(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    """Asks why, then declines the proposal."""
    proposal = _proposal(request, pk, proposal_pk)
    if _mine_already(request, proposal, Answer.DECLINED):
        return redirect(_page_of(proposal))
    rules.can_decline_proposal(request.user, proposal).enforce()
    step = _question(
        proposal,
        question=_("Decline this proposal?"),
        lead=_("The text stays as it is. The proposal and your reason stay readable."),
        submit=_("Decline"),
    )

    def act(form: DeclineForm) -> None:
        consultation.decline_proposal(proposal, by=request.user, **form.cleaned_data)

    done = _("Declined. The organisation is told why.")
    return take(request, step, DeclineForm, act, done=done)


def withdraw(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    """Asks once, then withdraws the proposal, which stays readable."""
    proposal = _proposal(request, pk, proposal_pk)
    if _mine_already(request, proposal, Answer.WITHDRAWN):
        return redirect(_page_of(proposal))
    rules.can_withdraw(request.user, proposal).enforce()
    step = _question(
        proposal,
        question=_("Withdraw this proposal?"),
        lead=_("It stays readable, and nobody answers it any more. You can make another one."),
        submit=_("Withdraw"),
        danger=True,
    )

    def act(_form: None) -> None:
        consultation.withdraw(proposal, by=request.user)

    return take(request, step, None, act, done=_("Withdrawn."))
