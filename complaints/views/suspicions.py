"""A complaint tells of a crime: four pages, each with one thing to say."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import suspicions as actions
from complaints.forms.office import Sent
from complaints.forms.suspicions import CaseDecisionForm, ReferForm
from complaints.models import Complaint
from complaints.models.suspicions import suspicion_of
from complaints.views.office import crumbs_of, find
from complaints.views.sight import in_sight
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Step, take


@in_sight
def suspect(request: Request, pk: int) -> HttpResponse:
    """Noted on the day on which somebody sees it."""
    complaint = find(request, pk)
    rules.can_suspect(request.user, complaint).enforce()
    step = Step(
        title=_("A crime is suspected"),
        crumbs=crumbs_of(complaint),
        question=_("Does the complaint tell of a crime?"),
        lead=_(
            "Facts are enough, proof is not needed; in doubt the prosecutor decides. Give it to the prosecutor today. Until they have decided"
            " nothing is closed or deleted, and no unit is asked for a statement; open requests are taken back."
        ),
        submit=_("Yes, note it"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.suspect(complaint, by=request.user),
        done=_("Noted. Give it to the prosecutor today."),
    )


@in_sight
def refer(request: Request, pk: int) -> HttpResponse:
    """Handed over outside of this program."""
    complaint = find(request, pk)
    rules.can_refer(request.user, complaint, suspicion_of(complaint)).enforce()
    lead = _(
        "Hand over everything, with the name as far as you have it. The police may not drop a case by themselves."
    )
    step = Step(
        title=_("Given to the prosecutor"),
        crumbs=crumbs_of(complaint),
        lead=lead,
        submit=_("Save"),
    )

    def make(data: Sent) -> ReferForm:
        return ReferForm(data, initial={"referred_on": timezone.localdate()})

    return _take(request, step, make, complaint, actions.refer)


@in_sight
def note_case_decision(request: Request, pk: int) -> HttpResponse:
    """As the prosecutor wrote."""
    complaint = find(request, pk)
    rules.can_note_case_decision(request.user, complaint, suspicion_of(complaint)).enforce()
    step = Step(
        title=_("Decision of the prosecutor"),
        crumbs=crumbs_of(complaint),
        lead=_("A second complaints officer then lifts the mark."),
        submit=_("Save"),
    )
    return _take(request, step, CaseDecisionForm, complaint, actions.note_case_decision)


def _take(
    request: Request,
    step: Step,
    make: Callable[[Sent], forms.Form],
    complaint: Complaint,
    act: Callable[..., None],
) -> HttpResponse:
    return take(
        request,
        step,
        make,
        lambda form: act(complaint, **form.cleaned_data, by=request.user),
        done=_("Noted."),
    )


@in_sight
def lift_suspicion(request: Request, pk: int) -> HttpResponse:
    """By a second officer."""
    complaint = find(request, pk)
    rules.can_lift_suspicion(request.user, complaint, suspicion_of(complaint)).enforce()
    step = Step(
        title=_("Lift the mark"),
        crumbs=crumbs_of(complaint),
        question=_("Has the prosecutor decided, and is the mark no longer needed?"),
        lead=_("The complaint can then be closed, and deleted once its term is over."),
        submit=_("Lift the mark"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.lift_suspicion(complaint, by=request.user),
        done=_("Lifted."),
    )
