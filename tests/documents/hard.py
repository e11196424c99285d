"""An agreement whose names, texts and files are as awkward as people's are; nothing of it may be lost."""

from typing import Any

from partnerships.shared.marked import to_html
from tests.documents.agreement_facts import agreement_facts

ARABIC = "المجلس الإسلامي في المدينة"
HEBREW = "המועצה העירונית לשלום"
LETTERS = "Donaudampfschifffahrtsgesellschaftskapitänspatent" * 4 + "ENDE"  # 200 and no border
ADDRESS = f"https://portal.example.org/freigabe?token={'a8F3kL9' * 20}ENDE1"
SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
NAME = (
    "Verbund der sozialen, kulturellen und interreligiösen Vereine von Menschen mit und ohne "
    "Zuwanderungsgeschichte in den Städten, Gemeinden und Landkreisen des Regierungsbezirks und "
    "seiner Nachbarn e. V. ENDE2"
)
MIXED = f"{ARABIC} – Forum für Begegnung ({HEBREW}) Україна 2026"
PARTIES = [NAME, LETTERS, MIXED, ARABIC, HEBREW, "Товариство «Добросусідство» e. V.", "Kurz e. V."]
LABELS = {
    "de": [
        ("Laufzeit", "3 Jahre"),
        ("Nach dem Ende der Laufzeit", "verlängert sich von selbst, um 12 Monate"),
        ("Kündigung", "3 Monate"),
        ("Auswertung", "alle 12 Monate"),
    ],
    "en": [
        ("Term", "3 years"),
        ("At the end of the term", "is renewed by itself, for 12 months"),
        ("Notice", "3 months"),
        ("Evaluation", "every 12 months"),
    ],
}


def hard_facts(language: str = "de") -> dict[str, Any]:
    """Facts as in `agreement_facts`: a draft with every kind of trouble, in every place for words."""
    facts = agreement_facts(language, parties=2)
    return facts | {
        "title": f"{NAME} {LETTERS} {MIXED}",
        "partnership": f"{LETTERS} {MIXED}",
        "number": "2026-0412",
        "parties": [_party(name) for name in PARTIES],
        "clauses": [_clause(number, language) for number in range(4)] + facts["clauses"],
        "annexes": [_annex(language), *facts["annexes"][:2]],
        "contacts": [_contact(name) for name in PARTIES],
        "terms": [{"label": label, "value": value} for label, value in LABELS[language]],
        "governing_language_note": f"{LETTERS} {ARABIC}",
    }


def hard_signed(language: str = "de") -> dict[str, Any]:
    """The same, signed and in force, with its translation; for a template that also gets a `seal`."""
    other = "en" if language == "de" else "de"
    clauses = [_clause(number, other) for number in range(4)]
    translated = {"title": f"{LETTERS} {MIXED}", "clauses": clauses, "annexes": [_annex(other)]}
    return signed(hard_facts(language), translated)


def signed(facts: dict[str, Any], translated: dict[str, Any] | None = None) -> dict[str, Any]:
    """Facts of a draft become those of a signed agreement. `translated`: title, clauses, annexes."""
    other = "en" if facts["language"] == "de" else "de"
    name = "English" if other == "en" else "Deutsch"
    parties = [party | {"signatures": _given(party["signatures"])} for party in facts["parties"]]
    return facts | {
        "draft": False,
        "parties": parties,
        "signed": {
            "digest": SUM,
            "frozen_at": "20. November 2026 um 10:00",
            "number": 1,
            "signatures": len(parties),
            "effective_on": "1. Dezember 2026",
            "until_on": "30. November 2029",
            "not_signed": [NAME],
        },
        "translation": translated and {"language": other, "name": name, **translated},
        "evidence": {"format": "handschlag-evidence/1", "signatures": [], "name": MIXED},
        "enclosed": [],
    }


def _party(name: str) -> dict[str, Any]:
    person = {"name": f"{name[:120]} {ARABIC}", "function": f"{LETTERS} {HEBREW}"}
    return {
        "name": name,
        "legal_form": f"eingetragener Verein {LETTERS}",
        "represented_by": f"{person['name']}, {MIXED}",
        "side": "",
        "signatures": [person],
    }


def _given(lines: list[dict[str, str]]) -> list[dict[str, Any]]:
    how = {
        "how": "per Passwort",
        "day": "20. November 2026",
        "given_at": "20. November 2026 um 10:00",
    }
    return [line | how | {"outside": True, "place": LETTERS} for line in lines]


def _contact(name: str) -> dict[str, str]:
    return {
        "organisation": name,
        "person": MIXED,
        "function": LETTERS,
        "email": f"{'vorstand.' * 12}kontakt@organisation.example",
        "phone": "+49 231 5550100",
    }


def _clause(number: int, language: str) -> dict[str, Any]:
    heading, body = [
        (LETTERS, f"{LETTERS}\n\n- {LETTERS}\n- {ADDRESS}\n\n(1) {LETTERS}"),
        (
            f"{NAME} {NAME}",
            f"1. {ADDRESS}\n2. {MIXED}\n\n{'IBAN DE02 1203 0000 0000 2020 51 ' * 9}",
        ),
        (MIXED, f"{MIXED}\n\n{_table(24)}"),
        ("Tabelle", _table(3)),
    ][number]
    return {
        "number": str(number + 1),
        "heading": heading,
        "body_html": to_html(body),
        "lang": language,
    }


def _table(rows: int) -> str:
    head = "|Ort|Verantwortlichkeit|Frist|Kontoverbindung|Adresse|Prüfsumme|\n|---|---|---|---|---|---|\n"
    row = f"|Rathaus|{ARABIC}|sofort|DE02120300000000202051|{ADDRESS[:60]}|{SUM}|\n"
    return head + row * rows


def _annex(language: str) -> dict[str, Any]:
    file = {"name": f"{LETTERS}.pdf", "description": MIXED, "size": "17 KB", "sha256": SUM}
    return {
        "label": "A",
        "heading": f"{LETTERS} {MIXED}",
        "body_html": to_html(f"{LETTERS}\n\n{_table(2)}"),
        "lang": language,
        "shows_contacts": True,
        "files": [file, file | {"name": "plan.pdf", "description": NAME}],
    }
