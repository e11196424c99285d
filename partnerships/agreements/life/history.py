"""What happened to an agreement, in words: the log's events through templates/agreements/audit/<event>.txt."""

from datetime import date
from typing import Any

from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE, Stage
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.audit.sentences import sentence
from partnerships.shared.parts.figures import day_text

SHOWN = 30


def history_of(agreement: Agreement) -> list[dict[str, object]]:
    """Events about the agreement, newest first, at most SHOWN. Shape: at, text, by (a person's name or '')."""
    events = AuditEvent.objects.about(agreement).select_related("by__person")[:SHOWN]
    return [
        {"at": event.at, "text": sentence(event.what, event.facts), "by": _name(event)}
        for event in events
    ]


def _name(event: AuditEvent) -> str:
    person = getattr(event.by, "person", None) if event.by else None
    return str(person) if person else ""


def words_of(facts: dict[str, Any]) -> dict[str, object]:
    """The facts with stage and step as people call them. Laid on the shelf `log_words`."""
    if "until" in facts:
        facts = {**facts, "until": _day(facts["until"])}
    if "to" not in facts:
        return facts
    stage, step = Stage(facts["to"]).label, LIFE.move(facts["verb"]).label
    return {**facts, "stage": stage, "step": step}


def _day(day: str) -> str:
    """A day of the log (ISO 8601) as people write it; anything else is returned unchanged."""
    try:
        return day_text(date.fromisoformat(day))
    except (TypeError, ValueError):
        return str(day)
