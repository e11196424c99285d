"""Write a comment, change it, release it, mark it as settled."""

from typing import Unpack, overload

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from partnerships.agreements import rules
from partnerships.agreements.actions import consultation
from partnerships.agreements.forms import CommentForm, EditCommentForm, SeenForm
from partnerships.agreements.models import Agreement, Clause, Comment
from partnerships.agreements.views.drafting import find_agreement
from partnerships.agreements.views.frame import PageWords, QuestionWords, crumbs_of
from partnerships.directory.models import Organisation
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take

CONSULTATION = "agreements:consultation"


@overload
def clause_of(agreement: Agreement, clause_pk: int) -> Clause: ...


@overload
def clause_of(agreement: Agreement, clause_pk: int | None) -> Clause | None: ...


def clause_of(agreement: Agreement, clause_pk: int | None) -> Clause | None:
    """The clause that is spoken of, or 404 for one of another agreement; None: the whole text."""
    if clause_pk is None:
        return None
    rows = Clause.objects.prefetch_related("texts")
    return get_object_or_404(rows, pk=clause_pk, agreement=agreement)


def speaking(request: Request, agreement: Agreement) -> list[Organisation]:
    """The parties in whose name this person may say something."""
    parties = rules.parties_of(request.user, agreement).select_related("organisation")
    return [party.organisation for party in parties]


def heading_of(clause: Clause | None) -> str:
    """What the clause is called, in the first language in which it stands."""
    first = clause.texts.first() if clause else None
    return first.heading if first else ""


def _place(pk: int, clause_pk: int | None) -> str:
    """Address of the tab, at the clause or at the whole text."""
    return f"{reverse('agreements:consultation', args=[pk])}#on-{clause_pk or 'whole'}"


def _step(agreement: Agreement, *, title: str, **words: Unpack[PageWords]) -> Step:
    return Step(
        title=title, about=str(agreement), crumbs=crumbs_of(agreement, CONSULTATION), **words
    )


def _on(heading: str) -> str:
    return _("On “%(on)s”") % {"on": heading} if heading else _("On the whole text")


def add(request: Request, pk: int, clause_pk: int | None = None) -> HttpResponse:
    """A comment on a clause or on the whole text."""
    agreement = find_agreement(request, pk)
    rules.can_comment(request.user, agreement).enforce()
    clause = clause_of(agreement, clause_pk)
    step = _step(agreement, title=_("Write a comment"), lead=_on(heading_of(clause)))

    def act(form: CommentForm) -> None:
        consultation.comment(
            agreement,
            by=request.user,
            organisation=form.speaker,
            body=form.cleaned_data["body"],
            clause=clause,
        )

    return take(
        request,
        step,
        lambda data: CommentForm(data, organisations=speaking(request, agreement)),
        act,
        done=_("Written down. Only your organisation reads it until you release it."),
        way=_place(pk, clause_pk),
    )


def _comment(request: Request, pk: int, comment_pk: int) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related(
        "agreement__partnership", "organisation"
    )
    return get_object_or_404(rows, pk=comment_pk, agreement=pk)


def edit(request: Request, pk: int, comment_pk: int) -> HttpResponse:
    """Other words, as long as nobody else reads it."""
    comment = _comment(request, pk, comment_pk)
    rules.can_edit_comment(request.user, comment).enforce()
    step = _step(
        comment.agreement, title=_("Edit a comment"), lead=_on(comment.about), rows=(comment,)
    )

    def act(form: EditCommentForm) -> None:
        consultation.edit_comment(comment, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: EditCommentForm.fill(comment, data),
        act,
        done=_("Saved."),
        way=_place(pk, comment.clause_id),
    )


def _question(comment: Comment, **words: Unpack[QuestionWords]) -> Step:
    return _step(
        comment.agreement,
        title=_("Please confirm"),
        template="agreements/question.html",
        more=lambda: {"shown": [(comment.organisation.name, comment.body)]},
        **words,
    )


def release(request: Request, pk: int, comment_pk: int) -> HttpResponse:
    """Asks once: from then on all parties read it."""
    comment = _comment(request, pk, comment_pk)
    rules.can_release_comment(request.user, comment).enforce()
    step = _question(
        comment,
        question=_("Release this comment?"),
        lead=_("All parties will read it. You cannot take it back."),
        submit=_("Release"),
        rows=(comment,),
    )

    def act(form: SeenForm) -> None:
        consultation.release_comment(comment, by=request.user, **form.cleaned_data)

    return take(
        request,
        step,
        lambda data: SeenForm(data, initial={"version": comment.version}),
        act,
        done=_("Released: all parties read it now."),
        way=_place(pk, comment.clause_id),
    )


def remove(request: Request, pk: int, comment_pk: int) -> HttpResponse:
    """Asks once, then it is gone."""
    comment = _comment(request, pk, comment_pk)
    rules.can_remove_comment(request.user, comment).enforce()
    step = _question(
        comment,
        question=_("Remove this comment?"),
        lead=_("Nobody outside your organisation has read it. You cannot get it back."),
        submit=_("Remove"),
        danger=True,
    )

    def act(_form: None) -> None:
        consultation.remove_comment(comment, by=request.user)

    way = _place(pk, comment.clause_id)
    return take(request, step, None, act, done=_("The comment is gone."), way=way)


@require_POST
def settle(request: Request, pk: int, comment_pk: int) -> HttpResponse:
    """Mark as settled, or open again."""
    comment = _comment(request, pk, comment_pk)
    settled = request.POST.get("settled") != "0"
    consultation.settle_comment(comment, by=request.user, settled=settled)
    messages.success(
        request, _("Marked as settled.") if settled else _("The comment is open again.")
    )
    return redirect(_place(pk, comment.clause_id))
