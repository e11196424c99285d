"""What requests, tasks and notes of cases ask of somebody. The number of the case, and nothing of what is asked."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from analyses.models import (
    ASKERS,
    Case,
    CaseNote,
    CaseTask,
    PartAnswer,
    QuestionPart,
    seen_by,
    with_contents,
)
from analyses.rules import works_in_analyses
from analyses.rules.questions import ASKED_AT, FINISHED_AT
from analyses.stages import WITH_CONTENTS
from partnerships.directory.models import Account
from partnerships.shared.todo import TodoItem

MOST = 5


def items_of_asks(account: Account) -> list[TodoItem]:
    """At most MOST of each kind, the most pressing first; none for whoever works in no case."""
    if not works_in_analyses(account):
        return []
    with seen_by(account):
        own = {each.case_id: each for each in with_contents(account)}
        if not own:
            return []
        asking = [number for number, each in own.items() if each.role in ASKERS]
        return [
            *_answers(account),
            *_decisions(account, asking),
            *_tasks(account),
            *_notes(account),
        ]


def _item(words: object, case: Case, verb: str, *more: int, **due: object) -> TodoItem:
    href = reverse(f"analyses:{verb}", args=[case.pk, *more])
    return TodoItem(title=str(words) % {"number": case.number}, href=href, **due)  # type: ignore[arg-type]  # a day


def _is_of_own(account: Account) -> Exists:
    """Of the authority for which somebody works on that very case."""
    own = with_contents(account).filter(case=OuterRef("case"), authority=OuterRef("authority"))
    return Exists(own)


def _answers(account: Account) -> Iterator[TodoItem]:
    """What is asked of one's authority and handed on to nobody else."""
    rows = QuestionPart.objects.visible_to(account).filter(
        _is_of_own(account),
        Q(handed_to=account) | Q(handed_to__isnull=True),
        answer=PartAnswer.OPEN,
        case__stage__in=ASKED_AT,
    )
    for part in rows.select_related("case")[:MOST]:
        words = _("Answer a request for contributions: %(number)s")
        yield _item(words, part.case, "answer_ask", part.pk, due=part.due_on)


def _decisions(account: Account, asking: list[int]) -> Iterator[TodoItem]:
    rows = QuestionPart.objects.filter(
        case__in=asking, answer=PartAnswer.LONGER, case__stage__in=ASKED_AT
    ).exclude(answered_by=account)
    for part in rows.select_related("case")[:MOST] if asking else ():
        words = _("Decide whether an authority gets more time: %(number)s")
        yield _item(words, part.case, "decide_longer", part.pk, due=part.due_on)


def _tasks(account: Account) -> Iterator[TodoItem]:
    rows = CaseTask.objects.visible_to(account).open().filter(for_whom=account)
    for task in rows.filter(case__stage__in=FINISHED_AT).select_related("case")[:MOST]:
        yield _item(
            _("Do your task in the case: %(number)s"),
            task.case,
            "finish_task",
            task.pk,
            due=task.due_on,
        )


def _notes(account: Account) -> Iterator[TodoItem]:
    """A case once, however many of its notes are to be checked."""
    rows = CaseNote.objects.visible_to(account).to_review().filter(_is_of_own(account))
    numbers = rows.filter(case__stage__in=WITH_CONTENTS).values("case")
    for case in Case.objects.filter(pk__in=numbers).order_by("pk")[:MOST]:
        words = _("Check whether notes are still needed: %(number)s")
        href = f"{reverse('analyses:notes', args=[case.pk])}?only=review"
        yield TodoItem(title=str(words) % {"number": case.number}, href=href)
