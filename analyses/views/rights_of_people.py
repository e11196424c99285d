"""Requests of people concerned: data protection's register, the search in each case, corrections."""

from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyses import rules
from analyses.actions import rights_of_people as actions
from analyses.forms.terms import CorrectionForm, PersonRequestForm, SearchForm
from analyses.models import Case, CaseSearch, Contribution, CorrectionNotice, PersonRequest
from analyses.models.cases import scopes_of
from analyses.views.crumbs import crumbs_of, crumbs_to_terms
from analyses.views.deeds import Deed, case_in
from analyses.views.sight import find_case, in_sight, note_shown
from partnerships.directory.models import Account
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


ANSWER_REQUEST = Deed(
    find=_find,
    crumbs=lambda found: [
        *_crumbs(),
        (found.file_reference, reverse("analyses:right", args=[found.pk])),
    ],
    about=lambda found: found.file_reference,
    title=gettext_lazy("Note that the request is answered"),
    rule=rules.can_answer_request,
    act=actions.answer_request,
    question=gettext_lazy("Have you answered the person in writing?"),
    submit=gettext_lazy("It is answered"),
    done=gettext_lazy("Noted."),
)


def find_search(request: Request, case_pk: int, pk: int) -> CaseSearch:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = CaseSearch.objects.select_related("case", "request__authority")
    return get_object_or_404(rows, pk=pk, case=case)


def find_notice(request: Request, case_pk: int, pk: int) -> CorrectionNotice:
    """Raises: Http404 for whoever may not see it."""
    case = find_case(request, case_pk)
    rows = CorrectionNotice.objects.select_related("case", "contribution")
    return get_object_or_404(rows, pk=pk, case=case)


def _own_contributions(by: Account, case: Case) -> Any:
    own = rules.own_participation(by, case)
    rows = Contribution.objects.filter(case=case, submitted_at__isnull=False)
    return rows.filter(authority=own.authority_id) if own else rows.none()


TermsDeed = partial(Deed, crumbs=lambda found: crumbs_to_terms(case_in(found)))
ANSWER_SEARCH = TermsDeed(
    reads=lambda request, found: note_shown(
        request, "person.read", found.case, ("request", found.request_id)
    ),
    find=find_search,
    title=gettext_lazy("Search the case for a person concerned"),
    rule=rules.can_answer_search,
    act=actions.answer_search,
    form=SearchForm,
    lead=lambda found: (
        _(
            "Data protection of %(authority)s tells you who it is: file %(file)s, asked for: %(right)s."
        )
        % {
            "authority": found.request.authority,
            "file": found.request.file_reference,
            "right": found.request.get_right_display(),
        }
    ),
    submit=gettext_lazy("Answer"),
    done=gettext_lazy("Answered."),
)
CORRECT = TermsDeed(
    find=find_case,
    title=gettext_lazy("Tell of a correction"),
    rule=rules.can_note_correction,
    act=lambda _case, *, contribution, **said: actions.tell_correction(contribution, **said),
    form=CorrectionForm,
    knows=lambda by, case: {"rows": _own_contributions(by, case)},
    lead=gettext_lazy(
        "Each authority to which the contribution was released reads it and acknowledges it."
    ),
    submit=gettext_lazy("Tell them"),
    done=gettext_lazy("Told. Each recipient acknowledges it."),
)
ACKNOWLEDGE = TermsDeed(
    reads=lambda request, found: note_shown(
        request, "correction.read", found.case, ("contribution", found.contribution_id)
    ),
    find=find_notice,
    title=gettext_lazy("Acknowledge a correction"),
    rule=rules.can_acknowledge,
    act=actions.acknowledge,
    question=gettext_lazy("Have you put it right in your own files, too?"),
    lead=lambda found: capfirst(found.text),
    submit=gettext_lazy("Acknowledge"),
    done=gettext_lazy("Acknowledged."),
    needs_reason=True,
)
