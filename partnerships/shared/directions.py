"""In which direction words are written, and how a name keeps its own among words of another."""

import re
import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their like, with presentation forms and the later planes.
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str) -> str:
    """rtl or ltr, by the first letter that has a direction; '' where none has one.

    Source: Unicode Standard Annex 9, rules P2 and P3.
    """
    kinds = (DIRECTIONS.get(unicodedata.bidirectional(character)) for character in text)
    return next((kind for kind in kinds if kind), "")


def isolated(words: object) -> SafeString:
    """A name or another piece of somebody's writing, so that it does not turn what stands around it."""
    return format_html("<bdi>{}</bdi>", words) if words else SafeString("")
