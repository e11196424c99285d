"""Two texts of an agreement, compared clause by clause and word by word; `marks` shows a diff as HTML."""

from partnerships.agreements.diff.texts import (
    ClauseChange,
    Comparison,
    TextChange,
    ValueChange,
    compare,
)
from partnerships.agreements.diff.words import (
    CHANGED,
    DELETED,
    INSERTED,
    MOST_PIECES,
    SAME,
    Piece,
    pieces,
)

__all__ = [
    "CHANGED",
    "DELETED",
    "INSERTED",
    "MOST_PIECES",
    "SAME",
    "ClauseChange",
    "Comparison",
    "Piece",
    "TextChange",
    "ValueChange",
    "compare",
    "pieces",
]
