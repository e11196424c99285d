"""Facts of minutes on paper: usual ones, and ones as awkward as people's names and texts are."""

from typing import Any

from tests.documents.hard import ARABIC, HEBREW, LETTERS, MIXED, NAME


def minutes_facts() -> dict[str, Any]:
    """Two points, a task, an answer of each kind; see meetings.paper.collect."""
    return {
        "language": "de",
        "title": "Gesprächsabend",
        "partnership": "Dialog in Musterstadt",
        "when": "Donnerstag, 5. März 2026, 18:00 bis 20:00",
        "place": "Bürgerhaus",
        "body": "Arbeitsgruppe Dialog",
        "modified": "2026-03-20T08:00:00+00:00",
        "attendance": [
            {"side": "Behörde", "people": [_person("Ada Beispiel", "Polizei Musterstadt")]},
            {"side": "Zivilgesellschaft", "people": [_person("Bea Beispiel", "Nachbarn e. V.")]},
        ],
        "note": "Der nächste Abend ist im Mai.",
        "items": [
            _item("Streifen am Abend", "Alle haben gesprochen.\n\nAuch leise.", "Wir gehen."),
            {"title": "Ein vertraulicher Punkt", "discussion": "", "decision": ""},
        ],
        "actions": [
            {"title": "Termin nennen", "who": "Bea Beispiel", "due": "20. März 2026"},
        ],
        "answers": [
            _answer("Nachbarn e. V.", "sieht etwas anders", "Es waren mehr Leute da."),
            _answer("Polizei Musterstadt", "stimmt zu"),
            _answer("Stadt Musterstadt", "hat nicht geantwortet"),
        ],
        "redactions": [_redaction("Streifen am Abend")],
        "page": "/meetings/1/minutes/",
    }


def hard_minutes() -> dict[str, Any]:
    """The same with trouble in every place for words; thirty points."""
    words = f"{LETTERS} {ARABIC}\n{MIXED}\n\n{HEBREW}"
    return minutes_facts() | {
        "title": f"{NAME} {LETTERS} {MIXED}",
        "partnership": f"{LETTERS} {MIXED}",
        "place": f"{ARABIC} {LETTERS}",
        "body": MIXED,
        "attendance": [
            {"side": "Zivilgesellschaft", "people": [_person(LETTERS, NAME), _person(ARABIC, "")]}
        ],
        "note": words,
        "items": [_item(f"{MIXED} {number}", words, words) for number in range(30)],
        "actions": [{"title": words, "who": f"{ARABIC}, {NAME}", "due": "20. März 2026"}],
        "redactions": [_redaction(f"{MIXED} {ARABIC}"), _redaction(LETTERS)],
        "answers": [_answer(NAME, "sieht etwas anders", words), _answer(LETTERS, "stimmt zu")],
    }


def _person(name: str, place: str) -> dict[str, str]:
    return {"name": name, "place": place, "presence": "war da"}


def _item(title: str, discussion: str, decision: str) -> dict[str, str]:
    return {
        "title": title,
        "presenter": "Ada Beispiel",
        "discussion": discussion,
        "decision": decision,
        "count": "Ja: 1 · Nein: 1",
        "votes": [
            {"seat": "Polizei", "place": "Polizei Musterstadt", "ballot": "Ja", "reason": ""},
            {"seat": title, "place": title, "ballot": "Nein", "reason": discussion},
        ],
    }


def _answer(organisation: str, answer: str, dissent: str = "") -> dict[str, str]:
    return {"organisation": organisation, "answer": answer, "dissent": dissent}


def _redaction(place: str) -> dict[str, str]:
    return {
        "day": "6. April 2026",
        "where": place,
        "why": "wurde im Vertrauen gesagt",
        "replaced": "0f" * 32,
    }
