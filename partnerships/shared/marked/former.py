"""The Markdown of format 1, for reading only: what was signed in it looks as it was signed.

It drops deep lists and surplus cells and counts lists anew; that is why texts are no longer written in it (decision 0027).
"""

from collections.abc import Iterator
from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from partnerships.shared.marked.shown import LETTERS, Words, joined, plain, together
from partnerships.shared.text import INVISIBLE, clean_text

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "hr"} | {
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"ol": {"start"}, "th": {"scope"}}

# Left out on purpose: headings (a text must not disturb the numbering around it), code, links and
# images (a signed text points nowhere), reference definitions (they would vanish silently).
LEFT_OUT = [
    "heading", "lheading", "code", "fence", "backticks",
    "link", "autolink", "image", "reference", "html_block", "html_inline",
]  # fmt: skip
NEW_LINE = {"paragraph_open", "tr_open", "hr", "list_item_open"}
LISTS, LISTS_END = (
    {"ordered_list_open", "bullet_list_open"},
    {"ordered_list_close", "bullet_list_close"},
)
CELLS_END = {"td_close", "th_close"}


def to_html(markdown: str) -> SafeString:
    """Paragraphs, emphasis, lists, quotations and tables; everything else stays as it was typed."""
    cleaned = nh3.clean(
        _parser().render(clean_text(markdown)), tags=TAGS, attributes=ATTRIBUTES, link_rel=None
    )
    # Once more, because "&#8238;" only now has become a character. No normalising here: it could
    # merge a combining mark with the ">" before it and so break a tag.
    return mark_safe(INVISIBLE.sub("", cleaned))  # noqa: S308


def visible(markdown: str) -> Words:
    """The words that somebody read on the page, with the numbers that it counted."""
    return joined(Reading(_parser().parse(clean_text(markdown))).lines, "\n")


def same_words(markdown: str, marked: Words) -> bool:
    """Does the text say the same, word for word, whatever its lines and emphasis?"""
    return visible(markdown).text.split() == marked.text.split()


class Reading:
    """The page in the making: its lines, the one that is being read, and the numbers of the lists around it."""

    def __init__(self, tokens: list[Token]) -> None:
        self.lines: list[Words] = []
        self.line: list[Words] = []
        self.counters: list[int | None] = []
        for token in tokens:
            self._take(token)
        self._end_line()

    def _take(self, token: Token) -> None:
        if token.type in NEW_LINE and not self._stands_behind_a_mark(token):
            self._end_line()
        if token.type in LISTS:
            ordered = token.type == "ordered_list_open"
            self.counters.append(int(token.attrs.get("start", 1)) if ordered else None)
        elif token.type in LISTS_END:
            self.counters.pop()
        elif token.type == "list_item_open":
            self.line = [self._mark(token)]
        elif token.type == "inline":
            self.line += _words(token.children or [])
        elif token.type in CELLS_END:
            self.line.append(plain("\t"))

    def _stands_behind_a_mark(self, token: Token) -> bool:
        """The first paragraph of an item stands beside its mark."""
        alone = len(self.line) == 1 and self.line[0].text.endswith((". ", "- ", "• "))
        return token.type == "paragraph_open" and alone

    def _end_line(self) -> None:
        if self.line:
            self.lines.append(together(self.line))
        self.line = []

    def _mark(self, token: Token) -> Words:
        number = self.counters[-1]
        if number is None:
            return plain("- " if token.markup == "-" else "• ")
        self.counters[-1] = number + 1
        return plain(f"{number}. ")


def _words(tokens: list[Token]) -> Iterator[Words]:
    emphasis: list[str] = []
    for token in tokens:
        if token.type in ("em_open", "strong_open"):
            emphasis.append("em" if token.type == "em_open" else "strong")
        elif token.type in ("em_close", "strong_close"):
            emphasis.pop()
        else:
            text = (
                " "
                if token.type in ("softbreak", "hardbreak")
                else INVISIBLE.sub("", token.content)
            )
            letter = LETTERS[emphasis[-1] if emphasis else ""]
            yield Words(text, letter * len(text))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(LEFT_OUT)
    parser.add_render_rule("th_open", _column_heading)
    return parser


def _column_heading(renderer: object, tokens: list[Token], *_: object) -> str:
    return '<th scope="col">'
