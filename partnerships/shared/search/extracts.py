"""The words that were found, marked where they stand. Everything is escaped."""

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from partnerships.shared.sorting import sort_key

WORD = re.compile(r"\w+")
AROUND = 12  # words before and after the first one that was found
SAME = 0.6  # of a word's letters, and so much it shares with another form of itself
LEAST = 4  # letters


def mark_words(text: str, typed: str) -> SafeString:
    """The whole text; what begins like a word that was typed stands in `<mark>`."""
    wanted = sort_key(typed).split()
    parts, last = [], 0
    for match in WORD.finditer(text):
        if _fits(match[0], wanted):
            parts.append(format_html("{}<mark>{}</mark>", text[last : match.start()], match[0]))
            last = match.end()
    return format_html("{}{}", format_html_join("", "{}", ((part,) for part in parts)), text[last:])


def extract(text: str, typed: str) -> SafeString:
    """A piece of the text round the first word that was found, or its beginning."""
    wanted = sort_key(typed).split()
    spans = list(WORD.finditer(text))
    first = next((at for at, span in enumerate(spans) if _fits(span[0], wanted)), 0)
    piece = spans[max(0, first - AROUND) : first + AROUND + 1]
    if not piece:
        return SafeString("")
    start, end = piece[0].start(), piece[-1].end()
    return mark_words(
        "".join(_with_ends(" ".join(text[start:end].split()), start, end, text)), typed
    )


def _with_ends(piece: str, start: int, end: int, text: str) -> Iterator[str]:
    yield "… " if start else ""
    yield piece
    yield " …" if end < len(text.rstrip()) - 1 else text[end:].rstrip()


def _fits(word: str, wanted: list[str]) -> bool:
    key = sort_key(word)
    return any(key.startswith(each) or _is_a_form(key, each) for each in wanted)


def _is_a_form(word: str, other: str) -> bool:
    """Another ending of the same word, such as "vertraulich" and "Vertraulichkeit"."""
    shared = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))  # fmt: skip
    return shared >= max(LEAST, SAME * max(len(word), len(other)))
