"""Texts that once lost words, changed numbers or hid what followed: each reads as it was typed, in this order."""

import pytest

from partnerships.shared.marked import faults, visible_words
from partnerships.shared.marked.checks import refusals

ADDRESS = "https://portal.example.org/freigabe?token=" + "a8F3kL9" * 30 + "ENDE1"
CASES = {
    "gender star": ["Die Bürger*innen benennen Vertreter*innen. Es gilt 5*3 und 4*2."],
    "interrupted list": ["1. Erster Satz.", "Ein Satz dazwischen.", "2. Zweiter Satz.", "Noch ein Satz.", "3. Gut."],
    "numbers as typed": ["1. Eins", "2. Zwei", "4. Vier"],
    "brackets": ["7) Sieben", "9) Neun"],
    "a year": ["2024. war ein gutes Jahr"],
    "paragraphs": ["(1) Erster Absatz.", "(2) Zweiter Absatz."],
    "signs": [r"Pfad C:\_daten und &copy; und ____ und a_b_c"],
    "deep": ["- - - - - - - - tief verschachtelt", "> > > > > > > > > > zitiert", "letzter Satz"],
    "address": [f"Zugang: {ADDRESS}"],
}  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("name", CASES)
def test_reads_as_typed(name: str, between: str) -> None:
    typed = between.join(CASES[name])
    assert not faults(typed)
    assert visible_words(typed).split() == typed.split()


def test_a_surplus_cell_is_refused_with_its_line() -> None:
    typed = "| Raum | Frist |\n|---|---|\n| Saal | sofort | mit Zahlungspflicht |"
    assert refusals(typed) == ["Line 3: every row of this table needs 2 cells."]


def test_characters_without_glyph_are_refused_with_their_line() -> None:
    typed = "Erste Zeile\nUnterzeichnet von 山田太郎 und 김민준 🙂"
    assert refusals(typed) == [
        "Line 2: these characters cannot be printed: 山 田 太 郎 김 민 준 🙂"
    ]
