"""What is asked of whom in a case behind the doors, what is to be done, what is noted."""

from typing import Any

from analyses.actions import notes, questions
from analyses.models import Case, seen_by
from tests.factories import analyses as analyse
from tests.factories.analyses_asks import answered, part_of


def asks_of(crew: analyse.Crew, case: Case) -> dict[str, dict[str, Any]]:
    """Customs is asked twice, and has asked for longer once; each has a task; the police noted something."""
    parts = {}
    for word in ("open", "longer"):
        with seen_by(crew.lead):
            asked = questions.ask(
                case,
                needed="Mietverträge",
                task="Verfolgung von Einbrüchen",
                basis=crew.basis,
                due_on=analyse.day(14),
                authorities=[crew.customs],
                by=crew.lead,
            )
        parts[word] = part_of(asked, crew.customs)
    parts["longer"] = answered(
        parts["longer"], "longer", crew.second, wanted_on=analyse.day(30), words="Zu viel."
    )
    with seen_by(crew.lead):
        task = questions.set_task(
            case, what="Ordnen", for_whom=crew.second, due_on=analyse.day(7), by=crew.lead
        )
        note = notes.write_note(
            case,
            text="Das Fahrzeug war am 3. Mai vermietet.",
            is_assessment=False,
            source="A",
            information="2",
            review_on=analyse.day(60),
            by=crew.lead,
        )
    return {"part": parts, "case_task": {"customs": task}, "note": {"police": note}}
