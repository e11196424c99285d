"""Facts of an answer to an enquiry on paper: usual ones, and ones as awkward as what people type."""

from typing import Any

from tests.documents.hard import ARABIC, HEBREW, LETTERS, MIXED, NAME


def enquiry_facts(language: str = "de") -> dict[str, Any]:
    """Answered by the office itself; see analyses.paper.collect_letter."""
    return {
        "language": language,
        "modified": "2026-03-01T08:00:00+00:00",
        "office": "Sicherheitskooperation Nord",
        "number": "E2026-01234",
        "authority": "Landeskriminalamt, Lagezentrum",
        "topic": "Wie Kommunen gegen illegales Glücksspiel vorgehen",
        "received": "24. Februar 2026",
        "answered": "1. März 2026",
        "sentence": "Unsere Antwort auf Ihre Anfrage:",
        "answer": "Nach § 33c GewO.\n\nWir schicken das Handbuch.",
        "is_person_related": False,
    }


def passed_on() -> dict[str, Any]:
    """About persons: nothing of them, and whose task it is."""
    return enquiry_facts() | {
        "sentence": "Wir haben Ihre Anfrage an die zuständige Behörde weitergegeben: Polizei Nord.",
        "answer": "",
        "is_person_related": True,
    }


def hard_enquiry() -> dict[str, Any]:
    """The same with trouble in every place for words, over several pages."""
    return enquiry_facts() | {
        "office": f"{LETTERS} {MIXED}",
        "authority": f"{ARABIC} {LETTERS}",
        "topic": f"{NAME} {LETTERS} {MIXED}",
        "sentence": MIXED,
        "answer": f"{LETTERS} {ARABIC}\n{MIXED}\n\n{HEBREW}\n\n" * 30,
        "is_person_related": True,
    }
