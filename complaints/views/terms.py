"""How long an office keeps what, by which law, and who deletes: set by administrators, seen by who sees the office."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from complaints import rules
from complaints.actions import keeping as actions
from complaints.forms.keeping import ModeForm, TermForm
from complaints.forms.office import Sent
from complaints.keeping import FIRST_TERMS, NOTICE, Term, TermKind
from complaints.models import KeepingMode, KeepingTerm, Office
from complaints.views.times import MOST, find_office, say_length
from partnerships.directory.requests import Request
from partnerships.shared.step.views import Crumb, Step, take


def terms(request: Request, pk: int) -> HttpResponse:
    """All of them, with history."""
    office = find_office(request, pk)
    here, set_so = KeepingTerm.objects.in_force(office), KeepingTerm.objects.set_for(office)
    mode, newest = KeepingMode.objects.in_force(office), KeepingMode.objects.newest_of(office)
    context = {
        "office": office,
        "can_set": rules.can_set_keeping(request.user, office),
        "lines": [
            {
                "kind": kind.value,
                "label": capfirst(str(kind.label)),
                "term": say_term(here[kind]),
                "is_first": here[kind] == first,
                "to_come": _say_to_come(here[kind], set_so[kind]),
            }
            for kind, first in FIRST_TERMS.items()
        ],
        "mode": mode,
        "mode_to_come": newest if newest.pk != mode.pk else None,
        "mode_from": newest.set_at + NOTICE,
        "history": [
            (f"{capfirst(str(TermKind(each.kind).label))}: {_say(each)}", each)
            for each in office.keeping_terms.select_related("set_by__person")[:MOST]
        ],
    }
    return render(request, "complaints/terms.html", context)


def _say_to_come(here: Term, set_so: Sequence[tuple[Term, datetime]]) -> str:
    """A shorter one that was set and does not hold yet, with its day."""
    if not set_so or set_so[-1][0] == here:
        return ""
    term, set_at = set_so[-1]
    day = date_format(timezone.localdate(set_at + NOTICE), "DATE_FORMAT")
    return _("from %(day)s: %(term)s") % {"day": day, "term": say_term(term)}


def say_term(term: Term) -> str:
    """ "3 years"."""
    return say_length(term.number, term.unit)


def _say(row: KeepingTerm) -> str:
    return f"{say_term(Term(row.number, row.unit))} ({row.law}; {row.reason})"


def _crumbs(office: Office) -> list[Crumb]:
    return [
        (_("Complaints offices"), reverse("complaints:readiness")),
        (
            _("Keeping: %(office)s") % {"office": office},
            reverse("complaints:terms", args=[office.pk]),
        ),
    ]


def set_term(request: Request, pk: int, kind: str) -> HttpResponse:
    """From now on, also for what is there."""
    if kind not in TermKind.values:
        raise Http404
    office = find_office(request, pk)
    rules.can_set_keeping(request.user, office).enforce()
    term = KeepingTerm.objects.in_force(office)[kind]
    step = Step(
        title=_("Set a term: %(what)s") % {"what": TermKind(kind).label},
        about=str(office),
        crumbs=_crumbs(office),
        lead=_(
            "It holds also for what is there already. A shorter term holds after 30 days; data protection hears of it at once."
        ),
    )

    def make(data: Sent) -> TermForm:
        return TermForm(data, initial=term._asdict())

    def act(form: TermForm) -> KeepingTerm:
        said = form.cleaned_data
        why = {name: said[name] for name in ("reason", "law")}
        return actions.set_term(
            office, kind, Term(said["number"], said["unit"]), **why, by=request.user
        )

    return take(request, step, make, act, done=_("Set."))


def set_mode(request: Request, pk: int) -> HttpResponse:
    """Who deletes, and whether the state archive is asked."""
    office = find_office(request, pk)
    rules.can_set_keeping(request.user, office).enforce()
    mode = KeepingMode.objects.newest_of(office)
    step = Step(
        title=_("Who deletes"),
        about=str(office),
        crumbs=_crumbs(office),
        lead=_("What protects less holds after 30 days; data protection hears of it at once."),
    )

    def make(data: Sent) -> ModeForm:
        return ModeForm(data, mode=mode)

    def act(form: ModeForm) -> KeepingMode:
        return actions.set_mode(office, by=request.user, **form.cleaned_data)

    return take(request, step, make, act, done=_("Set."))
