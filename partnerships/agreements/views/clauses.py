"""Write, move and remove clauses."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import Conflict, clauses
from partnerships.agreements.forms import ClauseForm
from partnerships.agreements.models import Clause
from partnerships.agreements.views.drafting import seen
from partnerships.shared.text import to_html


def _clause(request: HttpRequest, pk: int, clause_pk: int) -> Clause:
    rows = Clause.objects.select_related("agreement__partnership").prefetch_related("texts")
    return get_object_or_404(rows, pk=clause_pk, agreement=seen(request, pk))


def _back(pk: int, clause: Clause) -> HttpResponse:
    return redirect(f"{reverse('agreements:detail', args=[pk])}#clause-{clause.pk}")


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new clause or annex."""
    agreement = seen(request, pk)
    rules.can_edit(request.user, agreement).enforce()
    form = ClauseForm.of(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = clauses.add_clause(
            agreement, by=request.user, kind=form.cleaned_data["kind"], texts=form.texts
        )
        messages.success(request, _("Added."))
        return _back(pk, made)
    return render(
        request, "agreements/clause.html", {"form": form, "agreement": agreement, "clause": None}
    )


def edit(request: HttpRequest, pk: int, clause_pk: int) -> HttpResponse:
    """Change the words; a conflict shows both."""
    clause = _clause(request, pk, clause_pk)
    rules.can_edit(request.user, clause.agreement).enforce()
    form, theirs = ClauseForm.of(clause, request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            clauses.edit_clause(
                clause, by=request.user, version=form.cleaned_data["version"] or 0, texts=form.texts
            )
        except Conflict:
            form.conflict(clause.version)
            theirs = [
                (text.get_language_display(), text, to_html(text.body))
                for text in clause.texts.all()
            ]
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return _back(pk, clause)
    context = {"form": form, "agreement": clause.agreement, "clause": clause, "theirs": theirs}
    return render(request, "agreements/clause.html", context)


@require_POST
def move(request: HttpRequest, pk: int, clause_pk: int, way: str) -> HttpResponse:
    """One place up or down; numbers follow by themselves."""
    clause = _clause(request, pk, clause_pk)
    clauses.move_clause(clause, by=request.user, up=way == "up")
    return _back(pk, clause)


def remove(request: HttpRequest, pk: int, clause_pk: int) -> HttpResponse:
    """Asks once, then takes it out of the draft."""
    clause = _clause(request, pk, clause_pk)
    rules.can_edit(request.user, clause.agreement).enforce()
    if request.method == "POST":
        clauses.remove_clause(clause, by=request.user)
        messages.success(request, _("Removed. Its words stay in the history."))
        return redirect("agreements:detail", pk=pk)
    first = clause.texts.first()
    context = {
        "agreement": clause.agreement,
        "title": _("Remove “%(heading)s”?") % {"heading": first.heading if first else clause},
        "text": _what_goes(clause),
        "submit": _("Remove"),
        "cancel": reverse("agreements:detail", args=[pk]),
        "danger": True,
    }
    return render(request, "agreements/confirm.html", context)


def _what_goes(clause: Clause) -> str:
    files = clause.files.count()
    if not files:
        return _("The clauses after it get new numbers.")
    told = ngettext(
        "Its file is deleted as well.", "Its %(number)d files are deleted as well.", files
    )
    return told % {"number": files}
