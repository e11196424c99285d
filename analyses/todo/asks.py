"""What requests, tasks and notes of cases ask of somebody. The number of the case, and nothing of what is asked."""

from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analyses.models import (
    ASKERS,
    Case,
    CaseNote,
    CaseTask,
    PartAnswer,
    QuestionPart,
    with_contents,
)
from analyses.rules import works_in_analyses
from analyses.rules.questions import ASKED_AT, FINISHED_AT
from analyses.stages import WITH_CONTENTS
from analyses.todo.waiting import Facts, Source, numbered_item
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem


def is_of_own(account: Account, authority: str = "authority") -> Exists:
    """Of the authority for which somebody works with contents on that very case."""
    own = with_contents(account).filter(case=OuterRef("case"), authority=OuterRef(authority))
    return Exists(own)


def _answers(account: Account) -> QuerySet[QuestionPart]:
    """What is asked of one's authority and handed on to nobody else."""
    rows = QuestionPart.objects.visible_to(account).filter(
        is_of_own(account),
        Q(handed_to=account) | Q(handed_to__isnull=True),
        answer=PartAnswer.OPEN,
        case__stage__in=ASKED_AT,
    )
    return rows.order_by("due_on", "pk")


def _decisions(account: Account) -> QuerySet[QuestionPart]:
    asking = with_contents(account).filter(role__in=ASKERS).values("case")
    rows = QuestionPart.objects.filter(
        case__in=asking, answer=PartAnswer.LONGER, case__stage__in=ASKED_AT
    )
    return rows.exclude(answered_by=account).order_by("due_on", "pk")


def _tasks(account: Account) -> QuerySet[CaseTask]:
    rows = CaseTask.objects.visible_to(account).open().filter(for_whom=account)
    return rows.filter(case__stage__in=FINISHED_AT).order_by("due_on", "pk")


def _cases_with_notes(account: Account) -> QuerySet[Case]:
    """A case once, however many of its notes are to be checked."""
    rows = CaseNote.objects.visible_to(account).to_review().filter(is_of_own(account))
    numbers = rows.filter(case__stage__in=WITH_CONTENTS).values("case")
    return Case.objects.filter(pk__in=numbers).order_by("pk")


def _say_notes(_account: Account, rows: list[Facts]) -> Iterable[TodoItem]:
    words = _("Check whether notes are still needed: %(number)s")
    return [
        TodoItem(
            title=str(words) % row,
            href=f"{reverse('analyses:notes', args=[row['pk']])}?only=review",
        )
        for row in rows
    ]


def _in_case(
    rows: Callable[[Account], QuerySet], words: str | Promise, address: str, due: str = "due_on"
) -> Source:
    """A row of a case that has an address and a due date of its own."""

    def say(_account: Account, found: list[Facts]) -> Iterable[TodoItem]:
        return [numbered_item(words, row, address, row["case"], row["pk"]) for row in found]

    facts = {"case": "case_id", "number": "case__number", "due": due}
    return Source(_for_workers(rows), say, facts)


def _for_workers(rows: Callable[[Account], QuerySet]) -> Callable[[Account], QuerySet | None]:
    """Nothing for whoever works in no case."""
    return lambda account: rows(account) if works_in_analyses(account) else None


SOURCES = {
    "answers": _in_case(
        _answers, _("Answer a request for contributions: %(number)s"), "answer_ask"
    ),
    "decisions": _in_case(
        _decisions, _("Decide whether an authority gets more time: %(number)s"), "decide_longer"
    ),
    "tasks": _in_case(_tasks, _("Do your task in the case: %(number)s"), "finish_task"),
    "notes": Source(_for_workers(_cases_with_notes), _say_notes, {"number": "number"}),
}
