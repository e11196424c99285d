"""Propose other words or a new clause; compare, accept, decline, withdraw."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements import rules
from partnerships.agreements.actions import consultation
from partnerships.agreements.actions.consultation import ClauseWords, words_of
from partnerships.agreements.diff.marks import compared
from partnerships.agreements.forms import DeclineForm, ProposalForm, SeenForm
from partnerships.agreements.models import Agreement, Answer, Clause, Proposal
from partnerships.agreements.text import formats, frozen_text
from partnerships.agreements.text.fields import Fields
from partnerships.agreements.views.comments import clause_of, heading_of, speaking
from partnerships.agreements.views.consultation import TONES
from partnerships.agreements.views.drafting import seen
from partnerships.agreements.views.frame import crumbs_of, framed
from partnerships.shared.languages import ContentLanguage, content_language
from partnerships.shared.marked.shown import plain
from partnerships.shared.step.views import Step, take
from partnerships.shared.templatetags.parts import badge


def add(request: HttpRequest, pk: int, clause_pk: int | None = None) -> HttpResponse:
    """Other words for a clause, or a new clause; the form begins with the present words."""
    agreement = seen(request, pk)
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


def _language(request: HttpRequest, agreement: Agreement, clause: Clause | None) -> str:
    """A new clause begins in the governing language; its translation follows."""
    if clause is None:
        return agreement.governing_language
    return content_language(request.GET.get("language"))


def _form(
    request: HttpRequest, agreement: Agreement, clause: Clause | None, language: str, data: Any
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


def _proposal(request: HttpRequest, pk: int, proposal_pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).select_related(
        "agreement__partnership", "organisation", "clause", "by__person", "answered_by__person"
    )
    return get_object_or_404(rows, pk=proposal_pk, agreement=pk)


def _wordings(found: Proposal) -> dict[str, Any]:
    """The proposal beside what it was written against, and beside the present words where they differ."""
    on = ClauseWords(found.on_heading, found.on_body, found.on_format)
    now = words_of(found.clause, found.language)
    proposed = ClauseWords(found.heading, found.body, found.format)
    fields = frozen_text.fields_of(found.agreement)[found.language]
    is_open = found.answer == Answer.OPEN
    changed = bool(is_open and found.clause and found.about and now != on)
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
    return compared(plain(before.heading), plain(after.heading)), compared(*bodies)


def proposal(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """What is proposed and why, word by word; what became of it."""
    found = _proposal(request, pk, proposal_pk)
    own = found.organisation_id in request.user.access.organisation_ids
    context = {
        **framed(found.agreement, "agreements:consultation"),
        **_wordings(found),
        "proposal": found,
        "state": badge(found.get_answer_display(), TONES[Answer(found.answer)]),
        "person": getattr(found.by, "person", "") if own else "",
        "answered_by": getattr(found.answered_by, "person", "") if found.answered_by else "",
        "keeps": rules.can_keep(request.user, found.agreement.partnership_id),
        "can_accept": rules.can_accept(request.user, found),
        "can_decline": rules.can_decline_proposal(request.user, found),
        "can_withdraw": rules.can_withdraw(request.user, found),
    }
    return render(request, "agreements/proposal.html", context)


def _page_of(found: Proposal) -> str:
    return reverse("agreements:proposal", args=[found.agreement_id, found.pk])


def _mine_already(request: HttpRequest, found: Proposal, answer: str) -> bool:
    """Somebody who comes back to the question has given this very answer."""
    return (found.answer, found.answered_by_id) == (answer, request.user.pk)


def _question(found: Proposal, **words: Any) -> Step:
    own = (_("Proposal"), _page_of(found))
    return Step(
        title=_("Please confirm"),
        crumbs=[*crumbs_of(found.agreement, "agreements:consultation"), own],
        template="agreements/question.html",
        more=lambda: {"proposal": found, **_wordings(found)},
        **words,
    )


def accept(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Asks with the words in view; when the clause changes meanwhile, it asks again and shows the three."""
    found = _proposal(request, pk, proposal_pk)
    if _mine_already(request, found, Answer.ACCEPTED):
        return redirect(_page_of(found))
    rules.can_accept(request.user, found).enforce()
    step = _question(
        found,
        question=_("Accept this proposal?"),
        lead=_consequence(found),
        submit=_("Accept"),
        rows=(found,),
    )

    def form(data: Any) -> SeenForm:
        return SeenForm(data, initial={"version": found.clause.version if found.clause else 0})

    def act(filled: SeenForm) -> None:
        consultation.accept(found, by=request.user, **filled.cleaned_data)

    return take(request, step, form, act, done=_("Accepted. The text has the new words."))


def _consequence(found: Proposal) -> str:
    if not found.about:
        return _("The clause is added at the end. You can move it afterwards.")
    if found.language == found.agreement.governing_language:
        return _("The clause gets these words. Its translation is marked as outdated.")
    return _("The translation gets these words. The governing text stays as it is.")


def decline(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Asks why."""
    found = _proposal(request, pk, proposal_pk)
    if _mine_already(request, found, Answer.DECLINED):
        return redirect(_page_of(found))
    rules.can_decline_proposal(request.user, found).enforce()
    step = _question(
        found,
        question=_("Decline this proposal?"),
        lead=_("The text stays as it is. The proposal and your reason stay readable."),
        submit=_("Decline"),
    )

    def act(form: DeclineForm) -> None:
        consultation.decline_proposal(found, by=request.user, **form.cleaned_data)

    done = _("Declined. The organisation is told why.")
    return take(request, step, DeclineForm, act, done=done)


def withdraw(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Asks once; it stays readable."""
    found = _proposal(request, pk, proposal_pk)
    if _mine_already(request, found, Answer.WITHDRAWN):
        return redirect(_page_of(found))
    rules.can_withdraw(request.user, found).enforce()
    step = _question(
        found,
        question=_("Withdraw this proposal?"),
        lead=_("It stays readable, and nobody answers it any more. You can make another one."),
        submit=_("Withdraw"),
        danger=True,
    )

    def act(_form: Any) -> None:
        consultation.withdraw(found, by=request.user)

    return take(request, step, None, act, done=_("Withdrawn."))
