"""What a machine's translation is doubted for, and what not."""

import pytest

from complaints.doubts import find_doubts, is_too_short

TURKISH = "Dün saat 17:30'da Nordmarkt'ta beni Ahmet Yılmaz ile durdurdular."
GERMAN = "Gestern um 17.30 Uhr hat man mich mit Ahmet Yılmaz am Nordmarkt angehalten."


@pytest.mark.parametrize(
    ("original", "translated", "source", "doubts"),
    [
        (TURKISH, GERMAN, "tr", []),
        (TURKISH, GERMAN.replace("17.30", "18.30"), "tr", ["numbers"]),
        (TURKISH, GERMAN.replace("Ahmet Yılmaz", "einem Mann"), "tr", ["names"]),
        (TURKISH, GERMAN + " Man hat mich" * 3, "tr", ["repeats"]),
        (TURKISH, GERMAN + " nein nein nein nein", "tr", ["repeats"]),
        (TURKISH, "Gestern 17:30 Ahmet", "tr", ["length", "names"]),
        ("أوقفوني الساعة ١٧:٣٠ في الساحة.", "Man hat mich um 17:30 Uhr auf dem Platz angehalten.", "ar", []),
        ("أوقفوني الساعة ١٧ في الساحة.", "Man hat mich um 7 Uhr angehalten.", "ar", ["numbers"]),
        ("Zapłaciłem 10 000 zł.", "Ich habe 10.000 Złoty gezahlt.", "pl", []),
        ("Byłem w Dortmundzie na Münsterstraße.", "Ich war in Dortmund in der Münsterstraße.", "pl", []),
        ("Herr Müller hat die Akte.", "Pan Müller ma akta.", "de", []),
        ("Herr Müller hat die Akte.", "Pan Kowalski ma akta.", "de", ["names"]),
        ("Es tut uns sehr leid, Frau Kaya.", "نحن آسفون جدا.", "de", []),
        ("On Monday they stopped me.", "Am Montag hat man mich angehalten.", "en", []),
        ("Nein nein nein nein, sagte er.", "No no no no, he said.", "de", []),
    ],
)  # fmt: skip
def test_doubts(original, translated, source, doubts) -> None:
    assert find_doubts(original, translated, source=source) == doubts


@pytest.mark.parametrize(
    ("text", "is_short"),
    [("Unverschämt!", True), ("  ", True), ("17:30", True), ("Danke schön", False), ("شكرا", True)],
)
def test_a_word_alone_is_left_to_people(text, is_short) -> None:
    assert is_too_short(text) is is_short


def test_a_long_text_is_looked_through_at_once() -> None:
    """20,000 characters without an end of sentence, and two words that go on and on."""
    for text in ("Ab" * 10_000, "ab cd " * 3_000, "1 2" * 7_000, "A'" * 10_000):
        find_doubts(text, text[::-1], source="tr")
