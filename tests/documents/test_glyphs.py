"""What can be printed is what the fonts draw."""

from partnerships.shared import glyphs
from partnerships.shared.glyphs import is_printable, unprintable
from tests.documents.fonts import drawn, ranges


def test_the_stored_ranges_are_those_of_the_fonts() -> None:
    """Red after another release of the fonts: run script/glyphs."""
    firsts, lasts = glyphs._ranges()
    assert list(zip(firsts, lasts, strict=True)) == list(ranges(drawn()))


def test_languages_of_the_house_can_be_printed() -> None:
    for text in (
        "Ä ö ß „Zitat“ – € §", "Türkçe ğ ı ş İ", "Українська ґ ї", "Русский ё", "العربية ، ؟ ٣ لا", "فارسی می\u200cخواهم پ گ",
        "کوردی ڕ ڵ ێ", "ትግርኛ", "தமிழ்", "ελληνικά", "Polski ł ż", "עברית",
    ):  # fmt: skip
        assert is_printable(text), text


def test_each_character_once_with_its_line() -> None:
    assert unprintable("gut\n山山田\n\x07") == [(2, "山田"), (3, "\x07")]
