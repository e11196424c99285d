"""Text that people typed: cleaned of invisible characters, and Markdown made safe HTML."""

import re
import unicodedata
from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Invisible characters that change what a reader sees without showing themselves: controls (but
# line feed and tab), embeddings, overrides and isolates of direction, annotation and tag
# characters, byte order marks, lone surrogates, noncharacters. The joiners (200C, 200D) and the
# two plain direction marks (200E, 200F) stay: Persian and Arabic need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

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


def clean_text(value: str) -> str:
    """The text in composed Unicode, lines ended by a line feed, invisible characters taken out.

    Markup is not touched: it is text like any other and is escaped where it is shown.
    """
    lines = LINE_ENDS.sub("\n", str(value))
    return INVISIBLE.sub("", unicodedata.normalize("NFC", lines))


def to_html(markdown: str) -> SafeString:
    """Paragraphs, emphasis, lists, quotations and tables; everything else stays as it was typed."""
    cleaned = nh3.clean(
        _parser().render(clean_text(markdown)), tags=TAGS, attributes=ATTRIBUTES, link_rel=None
    )
    # Once more, because "&#8238;" only now has become a character. No normalising here: it could
    # merge a combining mark with the ">" before it and so break a tag.
    return mark_safe(INVISIBLE.sub("", cleaned))  # noqa: S308


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(LEFT_OUT)
    parser.add_render_rule("th_open", _column_heading)
    return parser


def _column_heading(renderer: object, tokens: list[Token], *_: object) -> str:
    return '<th scope="col">'
