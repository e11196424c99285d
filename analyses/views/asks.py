"""Requests for contributions and tasks of a case: what is asked of whom, what is answered, what is to be done."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Count, F, QuerySet, Subquery, Value
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.logging import note
from analyses.models import (
    ASKERS,
    Case,
    CaseNote,
    CaseTask,
    Operation,
    PartAnswer,
    Participation,
    QuestionPart,
)
from analyses.models.questions import ANSWER_TONES, QuestionPartQuerySet
from analyses.views.crumbs import crumbs_of
from analyses.views.paging import page_number, pages_beside
from analyses.views.sight import find_case, in_sight, reason_of, with_reason
from partnerships.directory.models import Account
from partnerships.directory.requests import Request
from partnerships.shared.templatetags.parts import badge

ON_A_PAGE = 20  # requests
TASKS = 200  # open ones first, then those done lately
IN_PANEL = 5  # parts and tasks on the page of the case


def answer_badge(part: QuestionPart) -> SafeString:
    """What is answered, or that it is overdue."""
    if part.is_overdue:
        return badge(_("overdue"), "danger")
    return badge(PartAnswer(part.answer).label, ANSWER_TONES[PartAnswer(part.answer)])


def parts_of(account: Account, case: Case) -> QuestionPartQuerySet:
    """Those that one sees, with whom they name."""
    own = rules.works_on(account, case)
    rows: QuestionPartQuerySet = QuestionPart.objects.in_case(case.pk, own)
    return rows.select_related(
        "authority",
        "handed_to__person",
        "answered_by__person",
        "refusal_basis__provision",
        "question",
    )


def _shown(own: Participation | None, case: Case, part: QuestionPart) -> dict[str, object]:
    """A part with what this person may do about it."""
    part.case = case
    return {
        "row": part,
        "badge": answer_badge(part),
        "is_answered": part.answer != PartAnswer.OPEN,
        "is_refused": part.answer == PartAnswer.REFUSED,
        "can_answer": rules.can_answer_part(own, part),
        "can_hand_on": rules.can_hand_on(own, part),
        "can_change_due": rules.can_change_due(own, part),
        "can_decide": rules.can_decide_longer(own, part),
    }


def _task_shown(own: Participation | None, case: Case, task: CaseTask) -> dict[str, object]:
    task.case = case
    return {"row": task, "can_finish": rules.can_finish_task(own, task)}


def asks_context(account: Account, case: Case) -> dict[str, object]:
    """For the panels of the case page: open parts and tasks, how many notes (of a case that came with `count_notes`)."""
    own = rules.works_on(account, case)
    if own is None:
        return {"asks": None}
    parts = list(parts_of(account, case).open().order_by("due_on", "pk")[: IN_PANEL + 1])
    open_tasks = CaseTask.objects.in_case(case.pk, own).open()
    tasks = list(open_tasks.select_related("for_whom__person")[: IN_PANEL + 1])
    return {
        "asks": {
            "case": case,
            "parts": [_shown(own, case, part) for part in parts[:IN_PANEL]],
            "more": len(parts) > IN_PANEL or len(tasks) > IN_PANEL,
            "tasks": [_task_shown(own, case, task) for task in tasks[:IN_PANEL]],
            "is_asker": own.role in ASKERS,
            "notes": case.notes_in_sight,  # type: ignore[attr-defined]
            "notes_to_review": case.notes_to_review,  # type: ignore[attr-defined]
            "can_ask": rules.can_ask(own, case),
            "can_set_task": rules.can_set_task(own, case),
            "can_write_note": rules.can_write_note(own, case),
        }
    }


def count_notes(case: int, own: Participation | None) -> dict[str, Any]:
    """For the question for one case: how many notes somebody sees there, and how many of their authority are to be checked."""
    if own is None:
        return {"notes_in_sight": Value(0), "notes_to_review": Value(0)}
    notes = CaseNote.objects.in_case(case, own).current()
    due = notes.to_review().filter(authority=own.authority_id)
    return {"notes_in_sight": _count(notes), "notes_to_review": _count(due)}


def _count(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(n=Count("pk")).values("n"))


@in_sight
@with_reason
def asks(request: Request, pk: int) -> HttpResponse:
    """All requests of a case that one sees, each with its parts; the tasks. That it was read is in the log."""
    case = find_case(request, pk)
    own = rules.works_on(request.user, case)
    rules.can_see_asks(own).enforce()
    number = page_number(request)
    found = parts_of(request.user, case).select_related(
        "question__asked_by__person", "question__basis__provision"
    )
    parts = list(found.order_by("-question__asked_at", "-question_id", "authority__sort_key", "pk"))
    questions = [list(each) for _key, each in groupby(parts, key=lambda part: part.question_id)]
    first = (number - 1) * ON_A_PAGE
    shown = questions[first : first + ON_A_PAGE]
    tasks = CaseTask.objects.visible_to(request.user).filter(case=case)
    tasks = tasks.select_related("for_whom__person", "done_by__person")
    latest = tasks.order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")[:TASKS]
    note(
        Operation.CONSULT,
        "questions.read",
        by=request.user,
        case=case,
        reason=reason_of(request, case),
        rows=sum(len(each) for each in shown),
    )
    is_asker = own is not None and own.role in ASKERS
    context = {
        "case": case,
        "crumbs": [*crumbs_of(case), (_("Requests and tasks"), "")],
        "questions": [
            {"row": each[0].question, "parts": [_shown(own, case, part) for part in each]}
            for each in shown
        ],
        "overview": _overview(parts) if is_asker else [],
        "open_tasks": [_task_shown(own, case, each) for each in latest if not each.done_at],
        "done_tasks": [each for each in latest if each.done_at],
        "can_ask": rules.can_ask(own, case),
        "can_set_task": rules.can_set_task(own, case),
        **pages_beside(number, has_more=len(questions) > first + ON_A_PAGE),
    }
    return render(request, "analyses/asks.html", context)


def _overview(parts: Iterable[QuestionPart]) -> list[dict[str, object]]:
    """Authority by authority: how many of each answer, how many overdue, the next day."""
    rows: dict[int, dict[str, Any]] = {}
    for part in parts:
        row = rows.setdefault(
            part.authority_id,
            {
                "authority": part.authority,
                "waiting": 0,
                "overdue": 0,
                "next": None,
                **dict.fromkeys(PartAnswer.values, 0),
            },
        )
        row[part.answer] += 1
        row["overdue"] += part.is_overdue
        if part.is_open:
            row["waiting"] += 1
            row["next"] = min(part.due_on, row["next"] or part.due_on)
    return sorted(rows.values(), key=lambda row: row["authority"].sort_key)
