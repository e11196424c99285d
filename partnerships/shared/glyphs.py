"""Which characters our papers can print: those for which a font that we ship with has a glyph.

`glyphs.txt` holds them as ranges, so that page and worker say the same on every machine; `script/glyphs` writes it from
the fonts of Debian's fonts-noto-core, and a test compares the two.
"""

import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Nothing is drawn for these: blanks, soft hyphens, joiners, marks of direction, variation selectors.
WITHOUT_GLYPH = "\n\t\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\ufe0e"


class Missing(NamedTuple):
    """Characters of one line that cannot be printed, each once. `line` counts from 1."""

    line: int
    characters: str


def unprintable(text: str) -> list[Missing]:
    """Line by line; empty where everything has a glyph."""
    lines = (Missing(number, _in(line)) for number, line in enumerate(text.split("\n"), start=1))
    return [missing for missing in lines if missing.characters]


def is_printable(text: str) -> bool:
    """Every character has a glyph."""
    return not _in(text)


def _in(line: str) -> str:
    if line.isascii():
        return "".join(
            dict.fromkeys(char for char in line if not char.isprintable() and char != "\t")
        )
    return "".join(dict.fromkeys(char for char in line if not _has_glyph(char)))


def _has_glyph(char: str) -> bool:
    if char in WITHOUT_GLYPH or unicodedata.category(char) == "Zs":
        return True
    firsts, lasts = _ranges()
    place = bisect_right(firsts, ord(char)) - 1
    return place >= 0 and ord(char) <= lasts[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    lines = files(__package__).joinpath("glyphs.txt").read_text(encoding="ascii").split()
    both = [[int(end, 16) for end in line.split("-")] for line in lines]
    return [first for first, _last in both], [last for _first, last in both]
