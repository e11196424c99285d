"""What cases of the scene ask of their authorities, and what is noted in them."""

from typing import Any

from analyses.actions import notes, questions
from analyses.models import (
    Case,
    CaseNote,
    CaseTask,
    PartAnswer,
    QuestionPart,
    seen_by,
    seen_by_house,
)
from tests.factories import analyses as analyse


def asks_of(crew: analyse.Crew, others: analyse.Crew, cases: dict[str, Case]) -> dict[str, Any]:
    """Customs is asked, asks for more time elsewhere, has a task, and notes something; the same in a case of others."""
    case, foreign = cases["analysing"], cases["foreign"]
    own = {"waiting": _part(crew, case), "longer": _part(crew, case)}
    with seen_by(crew.second):
        questions.answer_part(
            own["longer"],
            answer=PartAnswer.LONGER,
            wanted_on=analyse.day(40),
            words="Der Bestand liegt im Archiv.",
            by=crew.second,
        )
    parts = {**own, "foreign": _part(others, foreign)}
    tasks = {"customs": _task(crew, case), "foreign": _task(others, foreign)}
    written = {"customs": _note(crew, case), "foreign": _note(others, foreign)}
    return {"ask": _fresh(parts), "case_task": _fresh(tasks), "case_note": _fresh(written)}


def _part(crew: analyse.Crew, case: Case) -> QuestionPart:
    with seen_by(crew.lead):
        question = questions.ask(
            case,
            needed="Mietverträge der Monate Mai bis Juli",
            task="Verfolgung von Einbrüchen",
            basis=crew.basis,
            due_on=analyse.day(20),
            authorities=[crew.customs],
            by=crew.lead,
        )
        return question.parts.select_related("case").get()


def _task(crew: analyse.Crew, case: Case) -> CaseTask:
    with seen_by(crew.lead):
        return questions.set_task(
            case, what="Verträge ordnen", for_whom=crew.second, due_on=analyse.day(9), by=crew.lead
        )


def _note(crew: analyse.Crew, case: Case) -> CaseNote:
    with seen_by(crew.second):
        return notes.write_note(
            case,
            text="Das Fahrzeug war am 3. Mai vermietet.",
            is_assessment=False,
            source="A",
            information="2",
            handling="H3",
            handling_text="Nur mündlich weitersagen.",
            review_on=analyse.day(60),
            released_to=[crew.police],
            by=crew.second,
        )


def _fresh(rows: dict[str, Any]) -> dict[str, Any]:
    with seen_by_house():
        return {
            word: type(row).objects.select_related("case").get(pk=row.pk)
            for word, row in rows.items()
        }
