"""Compared words as HTML: <ins> and <del>, underlined and struck through, with words for who does not see that."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements.comparing import INSERTED, SAME, Piece, pieces

BREAK = "¶"  # stands where only a line break came or went, which nobody would see


def marked(found: Iterable[Piece]) -> SafeString:
    """One text, safe, on one or more lines; shown with its line breaks (class `agr-words`)."""
    inserted, deleted, end = _("inserted:"), _("deleted:"), _("end")
    return format_html_join(
        "",
        "{}",
        (
            (_same(text) if kind == SAME else _change(kind, text, inserted, deleted, end),)
            for kind, text in found
        ),
    )


def _same(text: str) -> SafeString:
    return format_html("{}", text)


def _change(kind: str, text: str, inserted: str, deleted: str, end: str) -> SafeString:
    element, word = ("ins", inserted) if kind == INSERTED else ("del", deleted)
    words = text.lstrip(" ")
    return format_html(
        '{1}<{0}><span class="kern-sr-only"> [{2} </span>{3}<span class="kern-sr-only"> {4}] </span></{0}>',
        element,
        text[: len(text) - len(words)],  # a blank before a word needs no mark
        word,
        words if words.strip() else BREAK + words,
        end,
    )


def compared(before: str, after: str) -> SafeString:
    """Two texts in one, the changes marked."""
    return marked(pieces(before, after))
