"""German as it is written: signs, sentences that end once, and one word per thing.

Source: issue 13, point 6; the words are those of docs/map.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib import admin as contrib_admin

from tests.house.test_catalogues import catalogue

ROOT = Path(settings.ROOT)
# What may end with a full stop of its own: "Verein Nord e. V."
NAMES = "names?|organisation|party|person|places?|called|asker|partner|recorder|inviter|who"
SLIPS = {
    "a sentence ends twice": r"(?<!\.)\.\.(?!\.)",
    "three dots for an ellipsis": r"\.\.\.",
    "two spaces": r"\S {2,}\S",
    "straight quotation marks": r'"',
    "a straight apostrophe": r"\w'\w",
    "a name that may end with a full stop, before a full stop": rf"%\((?:{NAMES})\)s\.(?=\s|$)",
}
MARKUP = re.compile(r"<[^>]*>")


def ours() -> Iterator[tuple[str, str]]:
    """English and German, one by one; texts of packages are not ours to mend."""
    with (ROOT / "locale/borrowed.po").open("rb") as file:
        borrowed = {message.id for message in read_po(file, locale="de")}
    for message in catalogue("de"):
        if message.id and message.id not in borrowed:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((ids[min(at, len(ids) - 1)], text) for at, text in enumerate(strings))


def slips(text: str) -> list[str]:
    """What is wrong with the signs of a text."""
    plain = MARKUP.sub("", text)
    return [name for name, pattern in SLIPS.items() if re.search(pattern, plain)]


def refused() -> list[str]:
    """Words of the first column of the table that docs/map.md ends with."""
    table = (ROOT / "docs/map.md").read_text().partition("## German words that pages do not use")[2]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    return [word.strip() for row in rows for word in row.split(",")]


def wrong_words(text: str) -> list[str]:
    """Those of the table that stand in a text."""
    return [word for word in refused() if re.search(rf"\b{re.escape(word)}\b", text)]


def test_signs_are_as_german_writes_them_and_no_name_ends_a_sentence_twice() -> None:
    found = {german: wrong for _english, german in ours() if (wrong := slips(german))}
    assert found == {}
    ends = {"a sentence ends twice", "a name that may end with a full stop, before a full stop"}
    assert [english for english, _german in ours() if ends & set(slips(english))] == []


def test_one_word_per_thing() -> None:
    assert len(refused()) > 20, "the table was read"
    assert {german: words for _english, german in ours() if (words := wrong_words(german))} == {}


def test_no_text_of_ours_puts_a_wrong_word_on_the_administrations_buttons() -> None:
    """A text of ours wins over Django's of the same English: "Close" once dissolved a body there."""
    place = Path(contrib_admin.__file__).parent / "locale/de/LC_MESSAGES/django.po"
    with place.open("rb") as file:
        theirs = {m.id: m.string for m in read_po(file, locale="de") if m.id and not m.context}
    own = {m.id: m.string for m in catalogue("de") if m.id and not m.context}
    other = {text for text in theirs.keys() & own.keys() if theirs[text] != own[text]}
    assert other == {"Save"}, "Speichern for Sichern is meant"


@pytest.mark.parametrize(
    "text",
    [
        "Sie vertreten %(organisation)s.",
        "Verein Nord e. V..",
        "Bitte warten ...",
        "Er  wartet.",
        'Die Rolle "Vorsitz" endet.',
        "Wie geht's?",
    ],
)
def test_a_slip_is_seen(text: str) -> None:
    assert slips(text)


def test_what_is_right_is_let_through() -> None:
    right = 'Vertritt „%(name)s“: <a href="%(help)s">Hilfe</a> … bis zum %(day)s.'
    assert slips(right) == [] and wrong_words("Die Vertragspartei und ihre Kontaktstelle") == []


def test_a_second_word_is_seen() -> None:
    assert wrong_words("Fragen Sie Ihre Kontaktperson.") == ["Kontaktperson"]
    assert wrong_words("Der Text ist eingefroren.") == ["eingefroren"]
