"""The page of one case: what is asked, who takes part, what is due, what may be done next."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext

from analyses import rules
from analyses.actions.logging import note
from analyses.due import lines_of, with_flags
from analyses.models import (
    SEES_NO_CONTENTS,
    Approval,
    Case,
    Operation,
    Participation,
    Recipient,
    choose_own,
    keep_people,
)
from analyses.stages import LIFE
from analyses.views.approvals import APPROVE, PASS_CHECK, TAKE_CHECK
from analyses.views.asks import asks_context, count_notes
from analyses.views.gates import CONFIRM_COMBINATION, CONFIRM_IMPACT, gates_of
from analyses.views.given import overview_of
from analyses.views.participants import show_participant
from analyses.views.sight import in_sight, reason_of, with_reason
from analyses.views.stages import MOVES, stage_badge
from partnerships.directory.models import Account
from partnerships.directory.requests import Request

# Deeds that stand on the page as buttons, by the names of their addresses, the most pressing first.
NEXT = (
    ("take_check", TAKE_CHECK),
    ("pass_check", PASS_CHECK),
    ("approve", APPROVE),
    ("confirm_impact", CONFIRM_IMPACT),
    ("confirm_combination", CONFIRM_COMBINATION),
)


@in_sight
@with_reason
def detail(request: Request, pk: int) -> HttpResponse:
    """What is asked, who takes part, what is to be done next. That it was read is in the log."""
    by = request.user
    rows = Participation.objects.filter(case=pk).order_by("authority__sort_key", "pk")
    people = list(rows.select_related("authority__authority", "account__person"))
    case = _find_whole(by, pk, choose_own(by, people))
    keep_people(by, case, people)
    reading = reason_of(request, case)
    note(Operation.CONSULT, "case.read", by=by, case=case, reason=reading)
    deeds = _deeds(by, case)
    context = {
        "case": case,
        "reading": reading,
        "lines": list(lines_of(case, by, rules.own_participation(by, case))),
        "badge": stage_badge(case.stage),
        "primary": deeds[0] if deeds else None,
        "deeds": deeds[1:],
        "gates": gates_of(by, case),
        "people": [show_participant(by, case, each) for each in people if not each.ended_at],
        "former": [each for each in people if each.ended_at],
        "approvals": case.approvals.all(),
        "recipients": case.names_of_recipients,  # type: ignore[attr-defined]
        "can_reject": rules.can_reject(by, case),
        "can_stop": rules.can_stop(by, case),
        "can_follow_up": rules.can_follow_up(by, case),
        "can_add": rules.can_add_participant(by, case),
        "sees_contents": rules.sees_contents(by, case),
        "given": overview_of(by, case),
        **asks_context(by, case),
    }
    return render(request, "analyses/detail.html", context)


def _find_whole(by: Account, pk: int, own: Participation | None) -> Case:
    """With what waits in it, how many notes, who receives the result and who approved. Raises: Http404 for whoever may not see it."""
    seen = Case.objects.all() if own else Case.objects.visible_to(by)
    rows = with_flags(seen, by, [own.authority_id] if own else [])
    recipients = Recipient.objects.filter(case=OuterRef("pk"))
    reads = None if own is None or own.role in SEES_NO_CONTENTS else own
    rows = rows.annotate(
        names_of_recipients=ArraySubquery(recipients.values("organisation__name")),
        **count_notes(pk, reads),
    )
    approvals = Approval.objects.select_related("authority", "by__person")
    rows = rows.select_related("requested_for", "combination__provision")
    return get_object_or_404(rows.prefetch_related(Prefetch("approvals", approvals)), pk=pk)


def _deeds(by: Account, case: Case) -> list[tuple[str, str]]:
    """What this person may do next: words and address, the most pressing first."""
    found = [
        (str(deed.title), reverse(f"analyses:{verb}", args=[case.pk]))
        for verb, deed in NEXT
        if deed.rule(by, case)
    ]
    if rules.can_contribute(by, case):
        words = pgettext("a case", "Contribute")
        found.append((words, reverse("analyses:contribute", args=[case.pk])))
    return found + [
        (str(MOVES[move.verb].title), reverse("analyses:move", args=[case.pk, move.verb]))
        for move in LIFE.from_stage(case.stage)
        if move.verb in MOVES and rules.can_move(by, case, move.verb)
    ]
