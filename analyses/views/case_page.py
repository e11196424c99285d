"""The page of one case: what is asked, who takes part, what is due, what may be done next."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from analyses import rules
from analyses.actions.logging import note
from analyses.due import Line, lines_of, with_flags
from analyses.models import Case, Operation, Participation
from analyses.stages import LIFE
from analyses.views.approvals import APPROVE, PASS_CHECK, TAKE_CHECK
from analyses.views.asks import asks_context
from analyses.views.gates import CONFIRM_COMBINATION, CONFIRM_IMPACT, gates_of
from analyses.views.given import overview_of
from analyses.views.participants import show_participant
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
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
    case = find_case(request, pk)
    reading = reason_of(request, case)
    note(Operation.CONSULT, "case.read", by=request.user, case=case, reason=reading)
    by = request.user
    people = list(
        case.participations.select_related("authority", "account__person").order_by(
            "authority__sort_key", "pk"
        )
    )
    deeds = _deeds(by, case)
    context = {
        "case": case,
        "reading": reading,
        "lines": due_here(by, case, people),
        "badge": stage_badge(case.stage),
        "primary": deeds[0] if deeds else None,
        "deeds": deeds[1:],
        "gates": gates_of(by, case),
        "people": [show_participant(by, case, each) for each in people if not each.ended_at],
        "former": [each for each in people if each.ended_at],
        "approvals": case.approvals.select_related("authority", "by__person"),
        "recipients": [
            each.organisation for each in case.recipients.select_related("organisation")
        ],
        "can_reject": rules.can_reject(by, case),
        "can_stop": rules.can_stop(by, case),
        "can_follow_up": rules.can_follow_up(by, case),
        "can_add": rules.can_add_participant(by, case),
        "sees_contents": rules.sees_contents(by, case),
        "given": overview_of(by, case),
        **asks_context(by, case),
    }
    return render(request, "analyses/detail.html", context)


def due_here(by: Account, case: Case, people: Iterable[Participation]) -> list[Line]:
    """What is due in this case for this person, of those who take part."""
    own = next((each for each in people if each.account_id == by.pk and each.is_current), None)
    rows = with_flags(Case.objects.filter(pk=case.pk), by, {own.authority_id} if own else set())
    return list(lines_of(rows.get(), by, own))


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
