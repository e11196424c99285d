"""What happened to an agreement, in words: the log's events through templates/agreements/audit/<event>.txt."""

from typing import Any

from django.template.loader import render_to_string

from partnerships.agreements.models import Agreement
from partnerships.agreements.stages import LIFE, Stage
from partnerships.shared.audit.models import AuditEvent

SHOWN = 30


def history_of(agreement: Agreement) -> list[dict[str, Any]]:
    """Newest first, at most SHOWN. Shape: at, text, by (a person's name or '')."""
    events = AuditEvent.objects.about(agreement).select_related("by__person")[:SHOWN]
    return [{"at": event.at, "text": _words(event), "by": _name(event)} for event in events]


def _name(event: AuditEvent) -> str:
    person = getattr(event.by, "person", None) if event.by else None
    return str(person) if person else ""


def _words(event: AuditEvent) -> str:
    label, verb = event.what.split(".")
    facts = dict(event.facts)
    if "to" in facts:
        facts["stage"] = Stage(facts["to"]).label
        facts["step"] = LIFE.move(facts["verb"]).label
    return render_to_string(f"{label}/audit/{verb}.txt", facts).strip()
