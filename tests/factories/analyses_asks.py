"""A case in which several authorities are at work, what is asked of them, what they gave and noted."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from analyses.actions import notes, questions
from analyses.actions.cases import Named
from analyses.kinds import AuthorityKind, Initiative, Regime
from analyses.models import (
    Case,
    CaseNote,
    CaseQuestion,
    CaseRole,
    CaseTask,
    Contribution,
    QuestionPart,
    seen_by,
    seen_by_house,
)
from analyses.stages import Stage
from partnerships.directory.models import Account, Kind, Organisation, Role
from tests.factories import analyses as make


@dataclass
class Desk:
    """A case at work: police leads and has an analyst, customs and tax contribute, the city decides only."""

    crew: make.Crew
    case: Case
    tax: Organisation
    analyst: Account
    taxman: Account
    colleague: Account  # of customs too


def desk(crew: make.Crew, stage: str = Stage.COLLECTING) -> Desk:
    """As said above, at this stage."""
    tax = make.authority("Finanzamt Ruhrtal", AuthorityKind.TAX, kind=Kind.CITY)
    analyst = make.officer(crew.police, Role.ANALYST)
    taxman, colleague = make.officer(tax), make.officer(crew.customs)
    people = [
        Named(crew.lead, crew.police, CaseRole.LEAD),
        Named(crew.second, crew.customs, CaseRole.CONTRIBUTOR),
        Named(crew.third, crew.city, CaseRole.APPROVER),
        Named(analyst, crew.police, CaseRole.ANALYST),
        Named(taxman, tax, CaseRole.CONTRIBUTOR),
        Named(colleague, crew.customs, CaseRole.CONTRIBUTOR),
    ]
    case = make.case_at(stage, crew, people=people)
    Account.objects.update(language="en")  # the tests read the pages in the language of the code
    return Desk(crew, case, tax, analyst, taxman, colleague)


def question(desk: Desk, **values: Any) -> CaseQuestion:
    """Customs and tax are asked by the lead."""
    standard: dict[str, Any] = {
        "needed": "Mietverträge der Monate Mai bis Juli",
        "task": "Verfolgung von Einbrüchen",
        "basis": desk.crew.basis,
        "due_on": make.day(14),
        "authorities": [desk.crew.customs, desk.tax],
        "by": desk.crew.lead,
    }
    values = standard | values
    with seen_by(values["by"]):
        return questions.ask(desk.case, **values)


def part_of(question: CaseQuestion, organisation: Organisation) -> QuestionPart:
    """The part of this authority, as it stands now."""
    with seen_by_house():
        return QuestionPart.objects.select_related("case", "question").get(
            question=question, authority=organisation
        )


def answered(part: QuestionPart, answer: str, by: Account, **values: Any) -> QuestionPart:
    """By an officer of the authority."""
    with seen_by(by):
        return questions.answer_part(part, answer=answer, by=by, **values)


def contribution(desk: Desk, by: Account, of: Organisation, **values: Any) -> Contribution:
    """Submitted in the name of an authority."""
    standard: dict[str, Any] = {
        "case": desk.case,
        "authority": of,
        "by": by,
        "basis": desk.crew.basis,
        "purpose": "Gefahrenabwehr",
        "initiative": Initiative.REQUEST,
        "regime": Regime.DSG_NRW_3,
        "released_to": [desk.crew.police.pk],
        "review_on": make.day(90),
        "submitted_at": timezone.now(),
    }
    with seen_by_house():
        return Contribution.objects.create(**(standard | values))


def withdraw(contribution: Contribution, by: Account) -> None:
    """Taken back, as the action that does so leaves it behind: the row, the parts, the notes."""
    with seen_by_house():
        contribution.withdrawn_at, contribution.withdrawn_by = timezone.now(), by
        contribution.save(update_fields=["withdrawn_at", "withdrawn_by"])
    questions.reopen_parts(contribution, by=by)
    notes.withdraw_resting_notes(contribution, by=by)


def note(desk: Desk, by: Account, **values: Any) -> CaseNote:
    """A fact, for nobody but one's own authority where nothing else is said."""
    standard: dict[str, Any] = {
        "text": "Das Fahrzeug war am 3. Mai vermietet.",
        "is_assessment": False,
        "source": "A",
        "information": "2",
        "review_on": make.day(60),
    }
    with seen_by(by):
        return notes.write_note(desk.case, by=by, **(standard | values))


def task(desk: Desk, by: Account, for_whom: Account, **values: Any) -> CaseTask:
    """Something to do within a week."""
    standard: dict[str, Any] = {"what": "Verträge ordnen", "due_on": make.day(7)}
    with seen_by(by):
        return questions.set_task(desk.case, for_whom=for_whom, by=by, **(standard | values))
