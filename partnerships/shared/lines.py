"""One line as people type or paste it: a name, a function, a search, a telephone number, a code. Pure.

What nobody sees is taken out, because two lines that look alike must be alike. What shapes letters stays where
it does so. Sources: Unicode 16, Default_Ignorable_Code_Point; RFC 5892, appendix A (joiners); UTS 37 and
StandardizedVariants.txt (variation selectors).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

Ranges = Sequence[tuple[int, int]]

# Nothing is drawn for these, or only a gap that is no space.
UNSEEN: Ranges = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian selectors and separator
    (0x200B, 0x200F),  # zero width space, joiners, marks of direction
    (0x202A, 0x202E),  # embeddings and overrides of direction
    (0x2060, 0x206F),  # word joiner, isolates, invisible signs of mathematics
    (0x2800, 0x2800),  # empty Braille pattern
    (0x3164, 0x3164),  # Hangul filler
    (0xFDD0, 0xFDEF),  # noncharacters
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # Hangul filler, half width
    (0xFFF0, 0xFFFC),  # specials
    (0xFFFE, 0xFFFF),
    (0x13430, 0x1345F),  # joiners of hieroglyphs
    (0x16FE4, 0x16FE4),  # Khitan filler
    (0x1BCA0, 0x1BCA3),  # shorthand
    (0x1D159, 0x1D159),  # empty head of a note
    (0x1D173, 0x1D17A),  # music
    (0xE0000, 0xE0FFF),  # tags and selectors
)
# Scripts in which a joiner between two letters changes their shape.
JOINING: Ranges = (
    (0x0600, 0x077F),  # Arabic, Syriac
    (0x07C0, 0x07FF),  # N'Ko
    (0x0840, 0x08FF),  # Mandaic, Syriac, Arabic
    (0x0900, 0x0DFF),  # Devanagari to Sinhala
    (0x0F00, 0x109F),  # Tibetan, Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x1B00, 0x1BBF),  # Balinese, Sundanese
    (0xA800, 0xA82F),  # Syloti Nagri
    (0xA840, 0xA87F),  # Phags-pa
    (0xA880, 0xA8FF),  # Saurashtra, Devanagari
    (0xA930, 0xA9DF),  # Rejang, Javanese
    (0xAA60, 0xAA7F),  # Myanmar
    (0xABC0, 0xABFF),  # Meetei Mayek
    (0xFB50, 0xFDCF),  # Arabic forms
    (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFC),
    (0x10A00, 0x10A5F),  # Kharoshthi
    (0x10D00, 0x10D3F),  # Hanifi Rohingya
    (0x11000, 0x1193F),  # Brahmi to Sinhala archaic, Chakma, Takri, Modi
    (0x1E900, 0x1E95F),  # Adlam
)
IDEOGRAPHS: Ranges = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
MONGOLIAN: Ranges = ((0x1820, 0x18AA),)
# Arabic signs and the like that Unicode counts as format characters and that are drawn.
DRAWN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
JOINERS = "\u200c\u200d"
VIRAMA = 9  # the combining class of what silences an Indic vowel
LIKE_HYPHEN = {0x2010: "-", 0x2011: "-", 0x2212: "-"}  # hyphen, the one that does not break, minus
HYPHENS = re.compile("[\u2010-\u2015\u2043\u207b\u208b\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]")


def clean_line(value: object) -> str:
    """Composed, without what cannot be seen; any gap is one space; without a visible character it is empty.

    Hyphens that look like the one of the keyboard are that one.
    """
    text = _taken_out(unicodedata.normalize("NFC", str(value)).translate(LIKE_HYPHEN))
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return line if any(map(_is_drawn, line)) else ""


def _taken_out(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    # Unicode spaces first, so that they stand between letters and not beside them.
    spaced = "".join(" " if char.isspace() else char for char in text)
    return "".join(
        char for at, char in enumerate(spaced) if not is_unseen(char) or _shapes(spaced, at)
    )


def is_unseen(char: str) -> bool:
    """A control, a format character or a filler: nothing is drawn for it by itself."""
    if within(char, UNSEEN):
        return True
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in DRAWN


def unseen_in(text: str) -> list[int]:
    """Where characters stand that nobody sees and that shape nothing; counted from 1."""
    return [at + 1 for at, char in enumerate(text) if is_unseen(char) and not _shapes(text, at)]


def name_of(char: str) -> str:
    """As the standard names a character: `U+200B`."""
    return f"U+{ord(char):04X}"


def _shapes(text: str, at: int) -> bool:
    """Does this unseen character change how its neighbours look?"""
    char, before = text[at], text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if not before:
        return False
    if char in JOINERS:
        between = _joins(before) and _joins(after)
        return between or unicodedata.combining(before) == VIRAMA
    if within(char, ((0xFE00, 0xFE02), (0xE0100, 0xE01EF))):
        return within(before, IDEOGRAPHS)
    return within(char, ((0x180B, 0x180D), (0x180F, 0x180F))) and within(before, MONGOLIAN)


def _joins(char: str) -> bool:
    return bool(char) and within(char, JOINING) and unicodedata.category(char)[0] in "LM"


def _is_drawn(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" or char in DRAWN


def within(char: str, ranges: Ranges) -> bool:
    """Does the character stand in one of these ranges? They are in order."""
    code = ord(char)
    at = bisect_right(ranges, (code, 0x10FFFF)) - 1
    return at >= 0 and ranges[at][0] <= code <= ranges[at][1]


def clean_telephone(value: object) -> str:
    """A number as it was written, with the hyphens, digits and signs of every keyboard."""
    plain = "".join(_plain_digit(char) for char in clean_line(value))
    for wide, narrow in ("＋+", "（(", "）)", "／/", "．."):
        plain = plain.replace(wide, narrow)
    return HYPHENS.sub("-", plain)


def clean_code(value: object) -> str:
    """The letters and digits of a code that was typed or pasted; gaps and hyphens were for reading alone."""
    kept: Iterable[str] = unicodedata.normalize("NFKC", str(value))
    return "".join(_plain_digit(char) for char in kept if char.isalnum())


def _plain_digit(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
