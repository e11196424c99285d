"""The catalogues: whole, sure, and not behind the code."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.ROOT)
ROOMS = ("partnerships", "meetings", "complaints", "analyses", "config")
FUNCTIONS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None}
PLURALS = {"ngettext": (1, 2), "ngettext_lazy": (1, 2)}
CONTEXTS = {
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def catalogue(language: str):
    """The messages of a language."""
    place = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    with place.open("rb") as file:
        return read_po(file, locale=language)


def in_python() -> set[str]:
    """Every message that Python files mark."""
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    return {first for file in files for first in _messages(file.read_text(encoding="utf-8"))}


def in_templates() -> set[str]:
    """Every message that templates mark."""
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    return {first for file in files for first in _messages(_as_python(file))}


def _as_python(file: Path) -> str:
    """Django turns a template into calls of gettext among X-es; only the calls are kept."""
    words = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    calls = (
        line[line.index(call) :]
        for line in words.splitlines()
        for call in (" _(", " gettext(", " ngettext(", " pgettext(", " npgettext(")
        if call in line
    )
    return "\n".join(call.strip() for call in calls)


def _messages(source: str) -> list[str]:
    keywords = FUNCTIONS | PLURALS | CONTEXTS
    found = extract("python", io.BytesIO(source.encode()), keywords=keywords)
    return [message[0] if isinstance(message, tuple) else message for _l, message, *_r in found]


def test_german_is_whole_and_sure() -> None:
    german = catalogue("de")
    messages = [message for message in german if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    texts = {m.id: m.string if isinstance(m.string, tuple) else (m.string,) for m in messages}
    assert [key for key, strings in texts.items() if not all(strings)] == []


@pytest.mark.parametrize("messages", [in_python, in_templates], ids=["python", "templates"])
def test_german_knows_every_message(messages) -> None:
    german = catalogue("de")
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in german if m.id}
    assert sorted(messages() - known) == []


def test_english_stands_in_the_code() -> None:
    """The message is the English text: where a catalogue exists all the same, nothing in it is unsure."""
    if (ROOT / "locale/en/LC_MESSAGES/django.po").exists():
        assert [message.id for message in catalogue("en") if message.fuzzy] == []


def test_no_word_is_asked_for_alone_that_has_a_plural() -> None:
    """An older Python finds the German of such a word only by its number: `gettext("partner")` stays English there."""
    plural = {
        message.id[0]
        for message in catalogue("de")
        if isinstance(message.id, tuple) and not message.context
    }
    files = [file for room in ("partnerships", "config") for file in (ROOT / room).rglob("*.py")]
    files += [file for file in (ROOT / "templates").rglob("*") if file.is_file()]
    alone = re.compile(r'(?:\b(?:_|gettext|gettext_lazy)\(\s*|translate )"([^"]+)"')
    asked = {word for file in files for word in alone.findall(file.read_text("utf-8"))}
    assert len(asked) > 1000, "words were found"
    assert asked & plural == set()
