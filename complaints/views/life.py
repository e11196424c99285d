"""Where a complaint stands: its stage, what is due next, when it rested, and the moves that this officer may make."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from complaints import rules
from complaints.clocks import ClockKind, soon_until
from complaints.models import (
    AnswerDraft,
    Clock,
    Complaint,
    DraftState,
    MessageKind,
    Pause,
    StatementRequest,
)
from complaints.models.statements import requests_of
from complaints.stages import LIFE, Outcome, Reason, Settling, Who, step_of
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import badge, period, when

LATE, NEAR, FINE, RESTS = "late", "soon", "fine", "rests"
WORDS = {
    LATE: (pgettext_lazy("a clock", "overdue"), "danger"),
    NEAR: (pgettext_lazy("a clock", "due soon"), "warning"),
    FINE: (pgettext_lazy("a clock", "in time"), "success"),
    RESTS: (pgettext_lazy("a clock", "rests"), "neutral"),
}
BUTTONS = {
    "acknowledge": gettext_lazy("Confirm that it arrived"),
    "review": gettext_lazy("Begin to examine it"),
    "ask": gettext_lazy("Ask the person"),
    "go_on": gettext_lazy("Go on without an answer"),
    "suspend": gettext_lazy("Let it rest"),
    "resume": gettext_lazy("Go on with it"),
    "hand_on": gettext_lazy("Hand it on"),
    "dismiss": gettext_lazy("Not admissible"),
    "answer": gettext_lazy("Give the answer"),
    "pursue": gettext_lazy("Go on although it was taken back"),
    "reopen": gettext_lazy("Open it again"),
    "close": pgettext_lazy("a complaint", "Close"),
}
FIRST = (
    "acknowledge",
    "review",
    "resume",
    "answer",
    "close",
)  # the one that stands out, if it may be made


def state_of(due_on: date | None, today: date, soon: date) -> str:
    """Of a clock that runs."""
    if due_on is None:
        return RESTS
    return LATE if due_on < today else NEAR if due_on <= soon else FINE


def state_badge(state: str) -> SafeString:
    """In a word and a colour."""
    label, tone = WORDS[state]
    return badge(label, tone)


def show_life(request: Request, complaint: Complaint) -> dict[str, object]:
    """What the page of a complaint shows of it."""
    verbs = [
        step.verb
        for step in LIFE.from_stage(complaint.stage)
        if step_of(step.verb).who == Who.OFFICE
        and rules.can_move(request.user, complaint, step.verb)
    ]
    verbs = [verb for verb in verbs if verb != "answer" or _may_answer(request, complaint)]
    first = next((verb for verb in FIRST if verb in verbs), "")
    clocks = complaint.running_clocks
    return {
        "first_move": _button(complaint, first) if first else None,
        "moves": [_button(complaint, verb) for verb in verbs if verb != first],
        "can_notice": rules.can_say(request.user, complaint, MessageKind.NOTICE),
        "can_ask_statement": rules.can_ask_statement(request.user, complaint),
        "can_request_statement": rules.can_request_statement(request.user, complaint),
        "statements": [_show_request(each) for each in requests_of(complaint)],
        "can_note_statement": rules.can_note_statement(request.user, complaint),
        "clocks": list(_show_clocks(complaint, clocks)),
        "pauses": [
            (capfirst(str(Reason(each.reason).label)), period_of(each))
            for each in complaint.pauses.all()
        ],
        "outcome": _say_outcome(complaint),
        "no_move": _why_not(request, complaint) if not verbs else "",
        "draft_waits": _waits(complaint),
    }


def _show_request(row: StatementRequest) -> dict[str, object]:
    """The unit, a link to what was asked and said, and how far it is."""
    said = pgettext("a statement", "taken back"), "neutral"
    if row.replied_at:
        said = pgettext("a statement", "is there"), "success"
    elif row.is_open:
        said = pgettext("a statement", "asked"), "info"
        if row.due_on < timezone.localdate():
            said = str(WORDS[LATE][0]), WORDS[LATE][1]
    href = reverse("complaints:read_statement", args=[row.complaint_id, row.pk])
    return {
        "unit": row.unit.name,
        "href": href,
        "badge": badge(*said),
        "due_on": row.due_on,
        "replied_at": row.replied_at,
    }


def _why_not(request: Request, complaint: Complaint) -> str:
    """The first reason for which nothing can be done here now, if there is one but the stage itself."""
    mine = [s.verb for s in LIFE.from_stage(complaint.stage) if step_of(s.verb).who == Who.OFFICE]
    return next((str(rules.can_move(request.user, complaint, verb).reason) for verb in mine), "")


def _button(complaint: Complaint, verb: str) -> dict[str, object]:
    label, address = BUTTONS[verb], verb
    if verb == "answer" and rules.needs_two(complaint):
        label, address = gettext_lazy("Draft the answer"), "draft"
        if _waits(complaint):
            label, address = gettext_lazy("Approve the answer"), "approve"
    return {"label": label, "href": reverse(f"complaints:{address}", args=[complaint.pk])}


def _waits(complaint: Complaint) -> bool:
    draft = vars(complaint).get("known_draft")
    return draft is not None and draft.state == DraftState.SUBMITTED


def _may_answer(request: Request, complaint: Complaint) -> bool:
    """Of a complaint an answer is drafted, or approved by somebody else than its writers."""
    draft: AnswerDraft | None = vars(complaint).get("known_draft")
    if draft is None or draft.state != DraftState.SUBMITTED:
        return True
    return bool(rules.can_approve(request.user, complaint, draft))


def _show_clocks(complaint: Complaint, clocks: Iterable[Clock]) -> Iterable[dict[str, object]]:
    today = timezone.localdate()
    soon = soon_until(today, complaint.closed_days)
    for clock in sorted(clocks, key=lambda each: (each.due_on is None, each.due_on, each.pk)):
        yield {
            "label": capfirst(str(ClockKind(clock.kind).label)),
            "value": _say_due(clock.due_on, state_of(clock.due_on, today, soon)),
        }


def _say_due(due_on: date | None, state: str) -> SafeString:
    mark = state_badge(state)
    return format_html("{} {}", when(due_on), mark) if due_on else mark


def period_of(pause: Pause) -> SafeString:
    """Days on which the time stood still."""
    until = timezone.localdate(pause.ended_at) if pause.ended_at else None
    return period(timezone.localdate(pause.started_at), until)


def _say_outcome(complaint: Complaint) -> str:
    if not complaint.outcome:
        return ""
    said = [
        Outcome(complaint.outcome).label,
        *(Settling(each).label for each in complaint.settled_by),
    ]
    return "\n".join(capfirst(str(each)) for each in said)
