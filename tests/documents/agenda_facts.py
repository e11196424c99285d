"""Facts of an agenda on paper: usual ones, and ones as awkward as people's titles and texts are."""

from typing import Any

from tests.documents.hard import ARABIC, HEBREW, LETTERS, MIXED, NAME


def agenda_facts(language: str = "de") -> dict[str, Any]:
    """Two points and a task that is open; see meetings.paper.collect_agenda."""
    return {
        "language": language,
        "title": "Gesprächsabend",
        "partnership": "Dialog in Musterstadt",
        "when": "Donnerstag, 5. März 2026, 18:00 bis 20:00",
        "place": "Bürgerhaus",
        "body": "Arbeitsgruppe Dialog",
        "modified": "2026-03-01T08:00:00+00:00",
        "personal": False,
        "last": "Gesprächsabend im Januar",
        "last_day": "8. Januar 2026",
        "items": [
            _point("Streifen am Abend", "Es ist dunkel.\n\nUnd leer.", "18:00", "20 Minuten"),
            _point("Verschiedenes", "", "", ""),
        ],
        "actions": [{"title": "Termin nennen", "who": "Bea Beispiel", "due": "20. März 2026"}],
    }


def hard_agenda() -> dict[str, Any]:
    """The same with trouble in every place for words; thirty points, also confidential ones."""
    words = f"{LETTERS} {ARABIC}\n{MIXED}\n\n{HEBREW}"
    return agenda_facts() | {
        "title": f"{NAME} {LETTERS} {MIXED}",
        "partnership": f"{LETTERS} {MIXED}",
        "place": f"{ARABIC} {LETTERS}",
        "body": MIXED,
        "personal": True,
        "last": ARABIC,
        "items": [
            _point(f"{MIXED} {number}", words, "18:00", "20 Minuten")
            | {"presenter": LETTERS, "organisation": NAME, "papers": f"{ARABIC}.pdf, {LETTERS}.pdf"}
            | {"confidential": number % 2 == 0}
            for number in range(30)
        ],
        "actions": [{"title": words, "who": f"{ARABIC}, {NAME}", "due": "20. März 2026"}],
    }


def bare_agenda() -> dict[str, Any]:
    """No point, no place, nothing left from before."""
    empty = {"place": "", "body": "", "last": "", "last_day": "", "items": [], "actions": []}
    return agenda_facts("en") | empty


def _point(title: str, text: str, begins: str, length: str) -> dict[str, Any]:
    return {
        "title": title,
        "text": text,
        "begins": begins,
        "length": length,
        "presenter": "Ada Beispiel",
        "organisation": "Nachbarn e. V.",
        "confidential": False,
        "papers": "karte.pdf, foto.jpg",
    }
