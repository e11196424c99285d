"""The answer by two: the draft, its submission, its approval."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints import rules
from complaints.actions import decisions as actions
from complaints.answer_words import compose, say_bodies
from complaints.forms.decisions import ApproveForm, DraftForm
from complaints.forms.office import Sent
from complaints.languages import FIRST, name_of
from complaints.models import AnswerDraft, Complaint, DraftState
from complaints.sealed_decisions import read_draft, read_return
from complaints.views.office import crumbs_of, find, keys_of
from complaints.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take


@in_sight
def draft(request: Request, pk: int) -> HttpResponse:
    """Written and changed until it is submitted; saved at each step, whole or not."""
    complaint = find(request, pk)
    row = rules.draft_in_hand(complaint)
    rules.can_draft(request.user, complaint, row).enforce()
    keys = keys_of(complaint)
    causes = rules.causes_of(complaint)
    here = reverse("complaints:draft", args=[pk])
    step = Step(
        title=_("Draft of the answer"),
        crumbs=crumbs_of(complaint),
        submit=_("Save the draft"),
        lead=_("The person reads: %(language)s. A second complaints officer approves the answer.")
        % {"language": name_of(complaint.language)},
        template="complaints/draft.html",
        rows=(complaint,),
        reads=("complaints.complaint_read", complaint),
        more={
            "complaint": complaint,
            "row": row,
            "returned": read_return(row, keys) if row and row.state == DraftState.RETURNED else "",
            "is_sorted": bool(causes),
            "way_to_sorting": reverse("complaints:sort", args=[pk]),
            "is_unchecked": not rules.rests_on_checked(complaint),
            "bodies": "\n\n".join(say_bodies(FIRST)),
        },
    )

    def make(data: Sent) -> DraftForm:
        languages = [complaint.language, FIRST]
        there = rules.draft_in_hand(complaint)
        parts = read_draft(there, keys) | {"language": there.language} if there else {}
        return DraftForm(data, causes=causes, languages=languages, parts=parts)

    def act(form: DraftForm) -> AnswerDraft:
        language = form.cleaned_data["language"]
        return actions.keep_draft(complaint, keys, form.parts(), language=language, by=request.user)

    return take(request, step, make, act, done=_("The draft is saved."), way=here)


def _find_draft(complaint: Complaint) -> AnswerDraft:
    row = rules.draft_in_hand(complaint)
    if row is None:
        raise Http404
    return row


@in_sight
def submit_draft(request: Request, pk: int) -> HttpResponse:
    """To the others of the office."""
    complaint = find(request, pk)
    row = _find_draft(complaint)
    rules.can_submit(request.user, complaint, row).enforce()
    step = Step(
        title=_("Submit the answer"),
        crumbs=[
            *crumbs_of(complaint),
            (_("Draft of the answer"), reverse("complaints:draft", args=[pk])),
        ],
        question=_("Submit the answer for approval?"),
        lead=_("Another complaints officer reads it whole, and sends or returns it."),
        submit=pgettext("an answer", "Submit"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.submit_draft(row, keys_of(complaint), by=request.user),
        done=_("Submitted. The others are told."),
        way=reverse("complaints:detail", args=[pk]),
    )


@in_sight
def approve(request: Request, pk: int) -> HttpResponse:
    """The whole answer as the person will read it; sent or returned."""
    complaint = find(request, pk)
    row = _find_draft(complaint)
    rules.can_approve(request.user, complaint, row).enforce()
    keys = keys_of(complaint)
    step = Step(
        title=_("Approve the answer"),
        crumbs=crumbs_of(complaint),
        submit=pgettext("an answer", "Decide"),
        lead=_("The person gets it as it stands here."),
        template="complaints/approve.html",
        reads=("complaints.complaint_read", complaint),
        more=lambda: {"row": row, "text": _show_whole(complaint, row, keys)},
    )

    def act(form: ApproveForm) -> str:
        if form.cleaned_data["decision"] == "approve":
            actions.approve(row, keys, by=request.user)
            return _("Approved. The person finds the answer in the mailbox.")
        actions.return_draft(row, keys, reason=form.cleaned_data["reason"], by=request.user)
        return _("Returned.")

    return take(request, step, ApproveForm, act, done=str)


def _show_whole(complaint: Complaint, row: AnswerDraft, keys: Any) -> str:
    """As it is sent; blank where its causes changed since, which approving then says."""
    parts, causes = read_draft(row, keys), rules.causes_of(complaint)
    known = [cause for cause in causes if parts["findings"].get(cause, {}).get("result")]
    return compose(complaint, parts, known, row.language)
