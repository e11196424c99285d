"""Addresses, account numbers and checksums are divided at the end of a line without a hyphen.

A hyphen that is only drawn there would be read as a part of them.
"""

import re
from xml.etree.ElementTree import Element

HYPHENATED = ("p", "li", "th", "td")  # as in print.css
# Long enough to be hyphenated at all, and with something in it that no plain word has.
SPELLED = re.compile(r"((?<!\S)(?=\S{8})\S*(?:\d|[@/\\_=#]|\w\.\w)\S*)")


def keep(root: Element) -> None:
    """Wrap each in <span class="unhyphenated">, wherever `print.css` lets words be hyphenated."""
    for element in [each for each in root.iter() if each.tag in HYPHENATED]:
        for part in list(element.iter()):
            if part.get("class") != "unhyphenated":
                _keep_in(part)


def _keep_in(parent: Element) -> None:
    """The text before the first child, and behind each child."""
    for child in [None, *parent]:
        text = parent.text if child is None else child.tail
        before, *rest = SPELLED.split(text or "")
        if rest:
            _write(parent, child, before, rest)


def _write(parent: Element, child: Element | None, before: str, rest: list[str]) -> None:
    """`rest`: a spelled word, what stands behind it, the next one, and so on."""
    if child is None:
        parent.text, at = before, 0
    else:
        child.tail, at = before, list(parent).index(child) + 1
    for place, (word, behind) in enumerate(zip(rest[::2], rest[1::2], strict=True), at):
        span = Element("span", {"class": "unhyphenated"})
        span.text, span.tail = word, behind
        parent.insert(place, span)
