"""Requests of people concerned: data protection's register, the search in each case, corrections."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions import rights_of_people as actions
from analyses.forms.terms import CorrectionForm, PersonRequestForm, SearchForm
from analyses.models import Case, CaseSearch, Contribution, CorrectionNotice, PersonRequest
from analyses.models.cases import scopes_of
from analyses.views.crumbs import crumbs_of, crumbs_to_terms
from analyses.views.sight import find_case, in_sight, with_reason
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take

SHOWN = 200  # requests on one page, the newest first


def _crumbs() -> list[Crumb]:
    return [*crumbs_of(), (_("Requests of people concerned"), reverse("analyses:rights"))]


@in_sight
def rights(request: Request) -> HttpResponse:
    """The register: what is asked, until when, how many cases are searched. No names."""
    rules.can_see_requests(request.user).enforce()
    rows = PersonRequest.objects.guarded_by(request.user).select_related("authority")
    rows = rows.annotate(
        cases=Count("searches"), waiting=Count("searches", filter=Q(searches__finding=""))
    )
    context = {
        "requests": rows.order_by("answered_at", "due_on", "pk")[:SHOWN],
        "today": timezone.localdate(),
    }
    return render(request, "analyses/rights.html", context)


@in_sight
def enter_request(request: Request) -> HttpResponse:
    """What came in on paper."""
    rules.can_see_requests(request.user).enforce()
    step = Step(
        title=_("Enter a request"),
        crumbs=_crumbs(),
        lead=_(
            "Who asks stands in the paper file alone. Whoever leads a case in which the authority takes part is asked to search it."
        ),
        submit=_("Enter"),
    )
    scopes = scopes_of(request.user, "data_protection")
    return take(
        request,
        step,
        lambda data: PersonRequestForm(data, scopes=scopes),
        lambda form: actions.enter_request(by=request.user, **form.cleaned_data),
        done=_("Entered. Those who lead the cases are asked to search them."),
        way=lambda made: reverse("analyses:right", args=[made.pk]),
    )


def _find(request: Request, pk: int) -> PersonRequest:
    rows = PersonRequest.objects.guarded_by(request.user)
    return get_object_or_404(
        rows.select_related("authority", "entered_by__person", "answered_by__person"), pk=pk
    )


@in_sight
def right(request: Request, pk: int) -> HttpResponse:
    """One request with each case that is searched for it."""
    rules.can_see_requests(request.user).enforce()
    found = _find(request, pk)
    context = {
        "request_row": found,
        "searches": found.searches.select_related("case", "by__person"),
        "can_answer": rules.can_answer_request(request.user, found),
        "today": timezone.localdate(),
    }
    return render(request, "analyses/right.html", context)


@in_sight
def answer_request(request: Request, pk: int) -> HttpResponse:
    """Answered on paper."""
    found = _find(request, pk)
    rules.can_answer_request(request.user, found).enforce()
    step = Step(
        title=_("Note that the request is answered"),
        about=found.file_reference,
        crumbs=[*_crumbs(), (found.file_reference, reverse("analyses:right", args=[pk]))],
        question=_("Have you answered the person in writing?"),
        submit=_("It is answered"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.answer_request(found, by=request.user),
        done=_("Noted."),
    )


@in_sight
def answer_search(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """What the lead found in the case."""
    case = find_case(request, case_pk)
    rows = CaseSearch.objects.select_related("case", "request__authority")
    found = get_object_or_404(rows, pk=pk, case=case)
    rules.can_answer_search(request.user, found).enforce()
    step = Step(
        title=_("Search the case for a person concerned"),
        about=case.number,
        crumbs=crumbs_to_terms(case),
        lead=_(
            "Data protection of %(authority)s tells you who it is: file %(file)s, asked for: %(right)s."
        )
        % {
            "authority": found.request.authority,
            "file": found.request.file_reference,
            "right": found.request.get_right_display(),
        },
        submit=_("Answer"),
    )
    return take(
        request,
        step,
        SearchForm,
        lambda form: actions.answer_search(found, by=request.user, **form.cleaned_data),
        done=_("Answered."),
    )


def _own_contributions(request: Request, case: Case) -> Any:
    own = rules.own_participation(request.user, case)
    rows = Contribution.objects.filter(case=case, submitted_at__isnull=False)
    return rows.filter(authority=own.authority_id) if own else rows.none()


@in_sight
def correct(request: Request, pk: int) -> HttpResponse:
    """Tell those who received a contribution what was wrong in it."""
    case = find_case(request, pk)
    rules.can_note_correction(request.user, case).enforce()
    step = Step(
        title=_("Tell of a correction"),
        about=case.number,
        crumbs=crumbs_to_terms(case),
        lead=_(
            "Each authority to which the contribution was released reads it and acknowledges it."
        ),
        submit=_("Tell them"),
    )
    return take(
        request,
        step,
        lambda data: CorrectionForm(data, rows=_own_contributions(request, case)),
        lambda form: actions.tell_correction(
            form.cleaned_data["contribution"], text=form.cleaned_data["text"], by=request.user
        ),
        done=_("Told. Each recipient acknowledges it."),
    )


@in_sight
@with_reason
def acknowledge(request: Request, case_pk: int, pk: int) -> HttpResponse:
    """The recipient has put it right, too."""
    case = find_case(request, case_pk)
    rows = CorrectionNotice.objects.select_related("case", "contribution")
    found = get_object_or_404(rows, pk=pk, case=case)
    rules.can_acknowledge(request.user, found).enforce()
    step = Step(
        title=_("Acknowledge a correction"),
        about=case.number,
        crumbs=crumbs_to_terms(case),
        question=_("Have you put it right in your own files, too?"),
        lead=capfirst(found.text),
        submit=_("Acknowledge"),
    )
    return take(
        request,
        step,
        None,
        lambda _form: actions.acknowledge(found, by=request.user),
        done=_("Acknowledged."),
    )
