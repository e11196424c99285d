"""The order in which Germans look names up.

The embedded PostgreSQL has no ICU and orders by code point, so lists keep a sort key.
Source: DIN 5007-2 (phone book order: ä as ae, ß as ss).
"""

import re
import unicodedata

from partnerships.shared.lines import clean_line

PHONE_BOOK = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ı": "i"}
)


def sort_key(*parts: str) -> str:
    """Lower case, umlauts spelt out, accents and punctuation dropped; at most 250 characters."""
    text = " ".join(parts).casefold()
    if not text.isascii():
        text = clean_line(text).translate(PHONE_BOOK)
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", text).strip()[:250]


# Words that say nothing about which organisation is meant: articles, and legal forms as DIN 5007 leaves them.
FILLERS = {
    "der", "die", "das", "des", "dem", "den", "und", "fuer", "von", "in", "im",
    "e", "v", "ev", "gmbh", "ggmbh", "mbh", "ug", "eg", "ag",
}  # fmt: skip


def match_key(name: str) -> str:
    """What two spellings of one name share: its words without fillers, sorted; the sort key if none is left."""
    key = sort_key(name)
    return " ".join(sorted(set(key.split()) - FILLERS)) or key
