"""Numbers that stand in a text: found, counted in months, and told apart by what the sentence is about."""

import pytest

from partnerships.agreements.text.literals import literals_in, speaks_of_terms


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Sie gilt 3 Jahre und verlängert sich jeweils.", [("3 Jahre", 1, 36, "term")]),
        (
            "Ein Satz.\n\nMit einer Frist von drei\nMonaten schriftlich ausscheiden.",
            [("drei Monaten", 3, 3, "notice")],
        ),
        (
            "It runs for **2 years** and may be left on three months' notice.",
            [("2 years", 1, 24, "term"), ("three months", 1, 3, "notice")],
        ),
        ("It holds for 3 years and is renewed by itself.", [("3 years", 1, 36, "term")]),
        ("Sie verlängert sich um zwölf Monate.", [("zwölf Monate", 1, 12, "renewal")]),
        ("Auswertung nach einem Jahr.", [("einem Jahr", 1, 12, "evaluation")]),
        ("Eine dreijährige Laufzeit", [("dreijährige", 1, 36, "term")]),
        ("Eine 3-monatige Kündigungsfrist", [("3-monatige", 1, 3, "notice")]),
        ("12\u00a0Monate", [("12 Monate", 1, 12, "")]),
        ("1,5 Jahre", [("1,5 Jahre", 1, 18, "")]),
        ("Frist: 14 Tage. Dann 6 Wochen.", [("14 Tage", 1, None, "notice"), ("6 Wochen", 1, None, "")]),
        ("Zwölf (12) Monate", [("12 Monate", 1, 12, "")]),
    ],
)  # fmt: skip
def test_what_is_found(body, found) -> None:
    assert [(each.words, each.line, each.months, each.about) for each in literals_in(body)] == found


@pytest.mark.parametrize(
    "body",
    [
        "Sie gilt {{term}}, mit einer Frist von {{notice}}.",
        "Einmal im Jahr, jedes Jahr, alle Tage",
        "innerhalb von 10 Arbeitstagen",
        "13 Jahrestage, ein Tagesordnungspunkt, § 3 Tagung, 2026",
        "3 Personen, 4 Parteien",
        "",
    ],
)
def test_what_is_none(body) -> None:
    assert literals_in(body) == []


@pytest.mark.parametrize(
    ("heading", "is_about"),
    [
        *((each, True) for each in ("Laufzeit und Beendigung", "Term and ending", "Kündigung")),
        *((each, True) for each in ("INKRAFTTRETEN", "Mindestlaufzeit", "Notice", "Renewal")),
        *((each, False) for each in ("Ausdauer", "Long-term goals", "Terms of use", "Ziele", "")),
    ],
)
def test_clauses_about_terms_by_their_heading(heading, is_about) -> None:
    assert speaks_of_terms(heading) is is_about
