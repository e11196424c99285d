"""Write, move and remove clauses."""

from typing import Unpack

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import clauses
from partnerships.agreements.forms import ClauseForm
from partnerships.agreements.models import Agreement, Clause, Format
from partnerships.agreements.text import formats, frozen_text
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import PageWords, crumbs_of
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take


def _clause(request: Request, pk: int, clause_pk: int) -> Clause:
    rows = Clause.objects.select_related("agreement__partnership").prefetch_related("texts")
    return get_object_or_404(rows, pk=clause_pk, agreement=find_agreement(request, pk))


def _place(clause: Clause) -> str:
    return f"{reverse('agreements:detail', args=[clause.agreement_id])}#clause-{clause.pk}"


def add(request: Request, pk: int) -> HttpResponse:
    """A new clause or annex."""
    agreement = find_agreement(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    step = _step(agreement, title=_("Add a clause or annex"))

    def act(form: ClauseForm) -> Clause:
        kind = form.cleaned_data["kind"]
        return clauses.add_clause(agreement, by=request.user, kind=kind, texts=form.texts)

    return take(
        request, step, lambda data: ClauseForm.fill(None, data), act, done=_("Added."), way=_place
    )


def _step(agreement: Agreement, *, title: str, **words: Unpack[PageWords]) -> Step:
    return Step(title=title, about=str(agreement), crumbs=crumbs_of(agreement), **words)


def edit(request: Request, pk: int, clause_pk: int) -> HttpResponse:
    """Change the words; a conflict shows both."""
    clause = _clause(request, pk, clause_pk)
    rules.can_edit(request.user, clause.agreement).enforce()
    step = _step(
        clause.agreement,
        title=_("Edit a clause"),
        rows=(clause,),
        template="agreements/clause.html",
        more=lambda: {"wordings": _wordings(clause), "anew": _to_read_anew(clause)},
    )

    def act(form: ClauseForm) -> None:
        version = form.cleaned_data["version"] or 0
        clauses.edit_clause(clause, by=request.user, version=version, texts=form.texts)

    return take(
        request,
        step,
        lambda data: ClauseForm.fill(clause, data),
        act,
        done=_("Saved."),
        way=_place(clause),
    )


def _wordings(clause: Clause) -> list[tuple[object, ...]]:
    """Language, text, and the text as it is read."""
    fields = frozen_text.fields_of(clause.agreement)
    return [
        (
            text.get_language_display(),
            text,
            formats.to_html(text.body, text.format, fields[text.language]),
        )
        for text in clause.texts.all()
    ]


def _to_read_anew(clause: Clause) -> list[tuple[object, ...]]:
    """Of texts in the former notation: language, as they were read until now, and as they stand once saved."""
    return [
        (text, formats.to_html(text.body, Format.FORMER), formats.to_html(text.body, Format.MARKED))
        for text in clause.texts.all()
        if text.format == Format.FORMER
    ]


@require_POST
def move(request: Request, pk: int, clause_pk: int, way: str) -> HttpResponse:
    """Moves a clause one place up or down; numbers follow by themselves."""
    clause = _clause(request, pk, clause_pk)
    clauses.move_clause(clause, by=request.user, up=way == "up")
    return redirect(_place(clause))


def remove(request: Request, pk: int, clause_pk: int) -> HttpResponse:
    """Asks once, then takes it out of the draft."""
    clause = _clause(request, pk, clause_pk)
    rules.can_edit(request.user, clause.agreement).enforce()
    first = clause.texts.first()
    step = Step(
        title=_("Please confirm"),
        question=_("Remove “%(heading)s”?") % {"heading": first.heading if first else clause},
        lead=_what_goes(clause),
        crumbs=crumbs_of(clause.agreement),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: None) -> None:
        clauses.remove_clause(clause, by=request.user)

    return take(request, step, None, act, done=_("Removed. Its words stay in the history."))


def _what_goes(clause: Clause) -> str:
    files = clause.files.count()
    if not files:
        return _("The clauses after it get new numbers.")
    sentence = ngettext(
        "Its file is deleted as well.", "Its %(number)d files are deleted as well.", files
    )
    return sentence % {"number": files}
