"""Compared words as HTML: <ins> and <del>, underlined and struck through, with words for who does not see that.

Emphasis stands inside them, so that a word that only became bold is shown as gone and come.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements.comparing import INSERTED, SAME, Piece, pieces
from partnerships.shared.marked import Words

BREAK = "¶"  # stands where only a line break came or went, which nobody would see


def marked(found: Iterable[Piece]) -> SafeString:
    """One text, safe, on one or more lines; shown with its line breaks (class `agr-words`)."""
    inserted, deleted, end = _("inserted:"), _("deleted:"), _("end")
    return format_html_join(
        "",
        "{}",
        (
            (
                _emphasised(piece.text, piece.emphasis)
                if piece.kind == SAME
                else _change(piece, inserted, deleted, end),
            )
            for piece in found
        ),
    )


def _emphasised(text: str, emphasis: str) -> SafeString:
    if not emphasis:
        return format_html("{}", text)
    return format_html("<{0}>{1}</{0}>", emphasis, text)


def _change(piece: Piece, inserted: str, deleted: str, end: str) -> SafeString:
    element, word = ("ins", inserted) if piece.kind == INSERTED else ("del", deleted)
    text = piece.text
    words = text.lstrip(" ")
    return format_html(
        '{1}<{0}><span class="kern-sr-only"> [{2} </span>{3}<span class="kern-sr-only"> {4}] </span></{0}>',
        element,
        text[: len(text) - len(words)],  # a blank before a word needs no mark
        word,
        _emphasised(words if words.strip() else BREAK + words, piece.emphasis),
        end,
    )


def compared(before: Words, after: Words) -> SafeString:
    """Two texts in one, the changes marked."""
    return marked(pieces(before, after))
