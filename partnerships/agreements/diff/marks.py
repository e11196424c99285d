"""Compared words as HTML: <ins> and <del>, underlined and struck through, with words for who does not see that.

Emphasis stands inside them, so that a word that only became bold is shown as gone and come.
"""

from collections.abc import Iterable
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.agreements.diff.words import INSERTED, SAME, Piece, pieces
from partnerships.shared.marked import Words

BREAK = "¶"  # stands where only a line break came or went, which nobody would see


def mark(pieces_of_text: Iterable[Piece]) -> SafeString:
    """One text, safe, on one or more lines; shown with its line breaks (class `agr-words`)."""
    runs = [
        (kind, list(pieces))
        for kind, pieces in groupby(pieces_of_text, key=lambda piece: piece.kind)
    ]
    return format_html_join(
        "",
        "{}",
        ((_emphasise(run) if kind == SAME else _change(kind, run),) for kind, run in runs),
    )


def _emphasise(run: list[Piece]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<{0}>{1}</{0}>", piece.emphasis, piece.text),)
            if piece.emphasis
            else (piece.text,)
            for piece in run
        ),
    )


def _change(kind: str, run: list[Piece]) -> SafeString:
    """What came or went, as <ins> or <del>; a blank before its first word stands outside the mark."""
    element, word = ("ins", _("inserted:")) if kind == INSERTED else ("del", _("deleted:"))
    text = "".join(piece.text for piece in run)
    blank = run[0].text[: len(run[0].text) - len(run[0].text.lstrip(" "))]
    first = run[0]._replace(text=run[0].text[len(blank) :])
    return format_html(
        '{1}<{0}><span class="kern-sr-only"> [{2} </span>{3}{4}<span class="kern-sr-only"> {5}] </span></{0}>',
        element,
        blank,
        word,
        "" if text.strip() else BREAK,
        _emphasise([first, *run[1:]]),
        _("end"),
    )


def mark_changes(before: Words, after: Words) -> SafeString:
    """Two texts in one, the changes marked."""
    return mark(pieces(before, after))
