"""Consultations drawn by lot: to be looked at, asked about, answered."""

from typing import Any

from django.utils import timezone

from analyses.actions import samples as actions
from analyses.models import Case, ReasonCode, Sample, SampleAnswer, seen_by, seen_by_house
from tests.factories import analyses as analyse


def drawn_of(crew: analyse.Crew, case: Case) -> dict[str, dict[str, Any]]:
    """Rows by kind and word; the analyst read there for the police."""
    today = timezone.localdate()
    with seen_by_house():
        drawn = {
            word: Sample.objects.create(
                entry_id=number,
                month=today.replace(day=1),
                at=timezone.now(),
                what="case.read",
                case_number=case.number,
                account=crew.lead,
                authority_id=crew.police.pk,
                reason_code=ReasonCode.WORK,
            )
            for number, word in enumerate(("open", "asked", "answered"), start=1)
        }
    with seen_by(crew.guard):
        actions.ask_about_sample(drawn["asked"], question="Wozu?", by=crew.guard)
        actions.answer_sample(
            drawn["answered"], answer=SampleAnswer.PLAUSIBLE, note_text="", by=crew.guard
        )
    return {"log_sample": drawn}
