"""An agreement of thirteen invented parties, as the facts its document is made from."""

from partnerships.agreements.originals import Original, read
from partnerships.shared.marked import to_html

PARTIES = [
    ("Polizeipräsidium Musterstadt", "Behörde des Landes", "Polizeipräsidentin Dr. Änne Größl"),
    ("Afrikanisches Forum Musterstadt e. V.", "eingetragener Verein", "Esi Owusu-Bönsch"),
    ("Bürgerhaus Am Wehr", "städtische Einrichtung", "Jörg Wißmüller"),
    ("Jugend im Quartier e. V.", "eingetragener Verein", "Leyla Çelik"),
    ("Integrationsrat der Stadt Musterstadt", "gewähltes Gremium", "Nikolaos Papadákis"),
    ("Haus der Kulturen e. V.", "eingetragener Verein", "Ana-Lucía Núñez"),
    ("Nachbarschaftswerk Nord gGmbH", "gemeinnützige GmbH", "Karl Übelacker"),
    ("Ankommen in Musterstadt e. V.", "eingetragener Verein", "Mahsa Rostami"),
    ("المجلس الإسلامي في المدينة", "Zusammenschluss von Gemeinden", "Yūsuf al-Ḥakīm"),
    ("Willkommensbündnis Südwest e. V.", "eingetragener Verein", "Grażyna Łuczak"),
    ("Vielfalt in Unternehmen e. V.", "eingetragener Verein", "Thị Hương Trần"),
    (
        "Verbund sozialer und kultureller Vereine von Menschen mit Zuwanderungsgeschichte e. V.",
        "eingetragener Verein",
        "Snežana Đorđević",
    ),
    ("Verein Kamerunischer Fachkräfte e. V.", "eingetragener Verein", "Étienne Mbarga"),
]
WORDS = {
    "de": ("Gemeinsam für Vertrauen und Sicherheit in Musterstadt", "Vorstand", "Entwurf"),
    "en": ("Together for trust and safety in Musterstadt", "chair", "Draft"),
}


def agreement_facts(language: str = "de", *, draft: bool = True, parties: int = 13) -> dict:
    """Facts of an agreement: plain JSON values, shown as they stand.

    language                 "de" or "en"; the language of headings, margins and labels
    title, partnership       text
    number                   text; may be empty while nothing has been given
    stage, stage_label       code and word in the language
    draft                    true puts the watermark on every page
    created, modified        ISO 8601 in UTC with Z; the same values give the same bytes
    as_of                    day of the text, written out in the language
    parties                  name, legal_form, represented_by (may be empty), side (code), and
                             signatures: name and function of each; none gives one blank line
    clauses                  number (empty for the preamble; the sign before it comes from the
                             language), heading, body_html (from `to_html` only), lang
    annexes                  label, heading, body_html, lang, shows_contacts (the table follows)
    contacts                 organisation, person, function, email, phone
    terms                    label and value of term, notice and so on
    paper                    None, or signed_on (written out), place, recorded_by; the last two may
                             be empty
    governing_language_note  text, may be empty
    """
    title, function, stage = WORDS[language]
    passages = read(language)
    return {
        "language": language,
        "title": title,
        "number": "KV-2026-007",
        "partnership": "Sicherheitspartnerschaft Musterstadt",
        "stage": "draft",
        "stage_label": stage,
        "draft": draft,
        "created": "2026-11-22T10:00:00Z",
        "modified": "2026-11-22T10:00:00Z",
        "as_of": "22. November 2026" if language == "de" else "22 November 2026",
        "parties": [_party(each, function) for each in PARTIES[:parties]],
        "clauses": [_clause(each, language) for each in _numbered(passages)],
        "annexes": [_annex(each, language) for each in _lettered(passages)],
        "contacts": [_contact(each, function) for each in PARTIES[:parties]],
        "terms": [{"label": "Laufzeit", "value": "36 Monate"}],
        "paper": None,
        "governing_language_note": "" if language == "de" else "The German text governs.",
    }


def on_paper(facts: dict) -> dict:
    """The same agreement, signed on paper and in force."""
    paper = {"signed_on": "4. Juni 2024", "place": "Musterstadt", "recorded_by": "Änne Größl"}
    return facts | {"draft": False, "stage": "in_force", "stage_label": "in Kraft", "paper": paper}


def _party(entry: tuple[str, str, str], function: str) -> dict:
    name, legal_form, person = entry
    side = "authority" if name.startswith("Polizei") else "civil_society"
    signatures = [{"name": person, "function": function}]
    return {
        "name": name,
        "legal_form": legal_form,
        "represented_by": person,
        "side": side,
        "signatures": signatures,
    }


def _contact(entry: tuple[str, str, str], function: str) -> dict:
    return {
        "organisation": entry[0],
        "person": entry[2],
        "function": function,
        "email": "kontakt@organisation.example",
        "phone": "+49 231 5550100",
    }


def _numbered(passages: tuple[Original, ...]) -> list[tuple[str, Original]]:
    clauses = [each for each in passages if each.kind == "clause"]
    start = 0 if not clauses[0].numbered else 1
    return [(str(n) if n else "", each) for n, each in enumerate(clauses, start)]


def _lettered(passages: tuple[Original, ...]) -> list[tuple[str, Original]]:
    return list(zip("ABCDEF", (each for each in passages if each.kind == "annex"), strict=True))


def _clause(entry: tuple[str, Original], language: str) -> dict:
    number, original = entry
    body = to_html(original.body)
    return {"number": number, "heading": original.heading, "body_html": body, "lang": language}


def _annex(entry: tuple[str, Original], language: str) -> dict:
    label, original = entry
    return {
        "label": label,
        "heading": original.heading,
        "body_html": to_html(original.body),
        "lang": language,
        "shows_contacts": original.key == "contacts",
    }
