"""What is due, and the terms of a case: its days, what was extended, what holds it, what was deleted."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Model, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from analyses import rules
from analyses.actions.logging import note
from analyses.due import lines_of, with_flags, work_of
from analyses.models import (
    Case,
    CaseSearch,
    Certificate,
    CorrectionNotice,
    Extension,
    Hold,
    Operation,
    Participation,
)
from analyses.rules import Stand
from analyses.views.sight import in_sight, reason_of
from analyses.views.stages import stage_badge
from partnerships.directory.models import Account
from partnerships.directory.requests import Request

Act = Callable[[Any], object]


@in_sight
def due(request: Request) -> HttpResponse:
    """The list that must be worked. Records stand on it by name, so that it was read is in the log."""
    rules.can_read_cases(request.user).enforce()
    work = work_of(request.user)
    if work.records:
        note(Operation.CONSULT, "records.due", by=request.user, rows=len(work.records))
    context = {"work": work, "today": timezone.localdate()}
    return render(request, "analyses/due.html", context)


# Lists on the page of terms that are read only where there is something.
LISTED: dict[str, type[Model]] = {
    "extensions": Extension,
    "certificates": Certificate,
    "searches": CaseSearch,
    "notices": CorrectionNotice,
}


def find_flagged(request: Request, pk: int) -> Case:
    """With what waits in it. Raises: Http404 for whoever may not see it."""
    seen = Case.objects.visible_to(request.user)
    own = Participation.objects.held_by(request.user).filter(case=pk)
    rows = with_flags(seen, request.user, own.values("authority"))
    here = OuterRef("pk")
    there = {
        f"has_{name}": Exists(model._base_manager.filter(case=here))
        for name, model in LISTED.items()
    }
    return get_object_or_404(rows.annotate(**there), pk=pk)


@in_sight
def terms(request: Request, pk: int) -> HttpResponse:
    """The days of a case, what was extended, what holds it, what was deleted."""
    case = find_flagged(request, pk)
    by = request.user
    stand = Stand(
        rules.own_participation(by, case),
        tuple(case.extensions.all()) if case.has_extensions else (),  # type: ignore[attr-defined]
        Hold.objects.open().filter(case=case).first() if case.is_held else None,  # type: ignore[attr-defined]
    )
    reason = reason_of(request, case)
    note(Operation.CONSULT, "terms.read", by=by, case=case, reason=reason)
    context = {
        "case": case,
        "badge": stage_badge(case.stage),
        "lines": list(lines_of(case, by, stand.own)),
        "deletion_day": rules.deletion_day(case),
        "contributions_end": None if case.is_emptied else rules.contributions_end(case),  # type: ignore[attr-defined]
        "last_on": case.last_on,  # type: ignore[attr-defined]
        "extensions": [_extension(by, each, case, stand) for each in stand.extensions],
        "hold": stand.hold,
        "certificates": list(case.certificates.all()) if case.has_certificates else [],  # type: ignore[attr-defined]
        "searches": [
            {"row": each, "can_answer": rules.can_answer_search(by, each)}
            for each in _with_case(case.searches.select_related("request"), case, "searches")
        ],
        "notices": [
            {"row": each, "can_acknowledge": rules.can_acknowledge(by, each)}
            for each in _with_case(case.notices.select_related("authority"), case, "notices")
        ],
        "can_need": rules.can_ask_need(by, case, stand),
        "can_deletion": rules.can_ask_deletion(by, case, stand),
        "can_erase": rules.can_erase(by, case, stand),
        "can_hold": rules.can_hold(by, case, stand),
        "can_correct": rules.can_note_correction(by, case, stand),
        **_about_hold(by, stand.hold, case),
    }
    return render(request, "analyses/terms.html", context)


def _with_case(rows: Any, case: Case, name: str) -> list[Any]:
    """Each knows the case that is read already; nothing is asked where there is none."""
    found = list(rows) if getattr(case, f"has_{name}") else []
    for each in found:
        each.case = case
    return found


def _extension(by: Account, each: Extension, case: Case, stand: Stand) -> dict[str, object]:
    each.case = case
    waits = each.decided_at is None
    return {"row": each, "can_decide": waits and rules.can_decide_extension(by, each, stand)}


def _about_hold(by: Account, hold: Hold | None, case: Case) -> dict[str, object]:
    if hold is None:
        return {}
    hold.case = case
    return {
        "can_confirm": rules.can_confirm_hold(by, hold),
        "can_ask_lifting": rules.can_ask_lifting(by, hold),
        "can_lift": rules.can_lift(by, hold),
    }
