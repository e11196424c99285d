"""Write a comment, change it, release it, mark it as settled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import Conflict, consultation
from partnerships.agreements.forms import CommentForm, EditCommentForm, SeenForm
from partnerships.agreements.models import Agreement, Clause, Comment
from partnerships.agreements.views.drafting import seen
from partnerships.directory.models import Organisation


def clause_of(agreement: Agreement, clause_pk: int | None) -> Clause | None:
    """The clause that is spoken of, or 404 for one of another agreement; None: the whole text."""
    if clause_pk is None:
        return None
    rows = Clause.objects.prefetch_related("texts")
    return get_object_or_404(rows, pk=clause_pk, agreement=agreement)


def speaking(request: HttpRequest, agreement: Agreement) -> list[Organisation]:
    """The parties in whose name this person may say something."""
    parties = rules.parties_of(request.user, agreement).select_related("organisation")
    return [party.organisation for party in parties]


def heading_of(clause: Clause | None) -> str:
    """What the clause is called, in the first language in which it stands."""
    first = clause.texts.first() if clause else None
    return first.heading if first else ""


def back(pk: int, place: object = "") -> HttpResponse:
    """To the tab, at the clause."""
    anchor = f"#on-{place}" if place else ""
    return redirect(reverse("agreements:consultation", args=[pk]) + anchor)


def add(request: HttpRequest, pk: int, clause_pk: int | None = None) -> HttpResponse:
    """A comment on a clause or on the whole text."""
    agreement = seen(request, pk)
    rules.can_comment(request.user, agreement).enforce()
    clause = clause_of(agreement, clause_pk)
    form = CommentForm(request.POST or None, organisations=speaking(request, agreement))
    if request.method == "POST" and form.is_valid():
        consultation.comment(
            agreement,
            by=request.user,
            organisation=form.speaker,
            body=form.cleaned_data["body"],
            clause=clause,
        )
        messages.success(
            request, _("Written down. Only your organisation reads it until you release it.")
        )
        return back(pk, clause.pk if clause else "whole")
    context = {"form": form, "agreement": agreement, "clause": clause, "on": heading_of(clause)}
    return render(request, "agreements/comment.html", context)


def _comment(request: HttpRequest, pk: int, comment_pk: int) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related(
        "agreement__partnership", "organisation"
    )
    return get_object_or_404(rows, pk=comment_pk, agreement=pk)


def edit(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Other words, as long as nobody else reads it."""
    comment = _comment(request, pk, comment_pk)
    rules.can_edit_comment(request.user, comment).enforce()
    form, theirs = EditCommentForm.of(comment, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            consultation.edit_comment(comment, by=request.user, **form.cleaned_data)
        except Conflict:
            form.conflict(comment.version)
            theirs = comment.body
        else:
            messages.success(request, _("Saved."))
            return back(pk, comment.clause_id or "whole")
    context = {"form": form, "agreement": comment.agreement, "comment": comment}
    context |= {"on": comment.about, "theirs": theirs}
    return render(request, "agreements/comment.html", context)


def _question(comment: Comment, **words: object) -> dict:
    cancel = reverse("agreements:consultation", args=[comment.agreement_id])
    shown = [(comment.organisation.name, comment.body)]
    return {"agreement": comment.agreement, "cancel": cancel, "shown": shown, **words}


def release(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Asks once: from then on all parties read it."""
    comment = _comment(request, pk, comment_pk)
    rules.can_release_comment(request.user, comment).enforce()
    form = SeenForm(request.POST or None, initial={"version": comment.version})
    if request.method == "POST" and form.is_valid():
        try:
            consultation.release_comment(comment, by=request.user, **form.cleaned_data)
        except Conflict:
            form.conflict(comment.version)
        else:
            messages.success(request, _("Released: all parties read it now."))
            return back(pk, comment.clause_id or "whole")
    context = _question(
        comment,
        form=form,
        title=_("Release this comment?"),
        text=_("All parties will read it. You cannot take it back."),
        submit=_("Release"),
    )
    return render(request, "agreements/question.html", context)


def remove(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Asks once, then it is gone."""
    comment = _comment(request, pk, comment_pk)
    rules.can_remove_comment(request.user, comment).enforce()
    if request.method == "POST":
        consultation.remove_comment(comment, by=request.user)
        messages.success(request, _("The comment is gone."))
        return back(pk)
    context = _question(
        comment,
        title=_("Remove this comment?"),
        text=_("Nobody outside your organisation has read it. You cannot get it back."),
        submit=_("Remove"),
        danger=True,
    )
    return render(request, "agreements/question.html", context)


@require_POST
def settle(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """Mark as settled, or open again."""
    comment = _comment(request, pk, comment_pk)
    settled = request.POST.get("settled") != "0"
    consultation.settle_comment(comment, by=request.user, settled=settled)
    messages.success(
        request, _("Marked as settled.") if settled else _("The comment is open again.")
    )
    return back(pk, comment.clause_id or "whole")
