"""Two texts word by word, with their emphasis: what stays, goes and comes. Pure: no rows are read.

Source of the tidying: Fraser, "Diff Strategies" (2006), semantic cleanup.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from partnerships.shared.marked import Words
from partnerships.shared.marked.shown import EMPHASES, together

# A paragraph with the line breaks after it; a word with the blanks before it, a mark, or line breaks.
PARAGRAPHS = re.compile(r"[^\n]+\n*|\n+")
WORDS = re.compile(r"\n\s*|[^\S\n]*(?:[^\s.,;:!?()\[\]\"«»„“”]+|\S)|[^\S\n]+")
SAME, INSERTED, DELETED, CHANGED = "same", "inserted", "deleted", "changed"
MOST_WORK = (
    2_000_000  # pairs of equal words looked at in one comparison; what is left is replaced whole
)
MOST_PIECES = 1_000  # of one text; beyond, nobody could read them


class Piece(NamedTuple):
    """A run of text; `kind` is SAME, INSERTED or DELETED, `emphasis` '', 'em' or 'strong'."""

    kind: str
    text: str
    emphasis: str = ""


@dataclass
class Budget:
    """What is left of the work that one comparison may take, whatever it is given."""

    left: int = MOST_WORK

    def pays(self, cost: int) -> bool:
        """Spends the cost and returns True, or returns False where too little is left."""
        if cost > self.left:
            return False
        self.left -= cost
        return True


class Matcher(SequenceMatcher):
    """difflib's, which some repetitions drive into minutes: with the budget spent it finds nothing more."""

    def __init__(self, before: list[Words], after: list[Words], budget: Budget) -> None:
        self.budget, self.before, self.places = budget, before, Counter(after)
        super().__init__(None, before, after, autojunk=False)

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:  # fmt: skip
        """As difflib's; an empty match when the budget is spent."""
        words = self.before[alo:ahi]
        cost = len(words) + sum(self.places[word] for word in words)
        if not self.budget.pays(cost):
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


Run = tuple[Words, Words, bool]  # before, after, and whether they are equal
NOTHING = Words("", "")


def pieces(before: Words, after: Words, budget: Budget | None = None) -> list[Piece]:
    """What stays, goes and comes, in reading order. Joined without DELETED they are `after`.

    Words are compared, and the same word with another emphasis is another one. What would take too much work or too
    many pieces is replaced as a whole.
    """
    budget, runs = budget or Budget(), []
    for old, new, equal in _runs(_parts(PARAGRAPHS, before), _parts(PARAGRAPHS, after), budget):
        runs += (
            [(old, new, True)] if equal else _runs(_parts(WORDS, old), _parts(WORDS, new), budget)
        )
    made = list(_to_pieces(_tidy(runs)))
    return made if len(made) <= MOST_PIECES else _replace(before, after)


def _parts(pattern: re.Pattern[str], words: Words) -> list[Words]:
    return [
        Words(match[0], words.emphasis[match.start() : match.end()])
        for match in pattern.finditer(words.text)
    ]


def _runs(old: list[Words], new: list[Words], budget: Budget) -> list[Run]:
    """Runs of equal and of changed words. What both begin and end with is taken off first: most edits are small."""
    head, tail = _count_shared(old, new)
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    blocks = [(old[:head], new[:head], True), *_compare(*middle, budget)]
    blocks += [(old[len(old) - tail :], new[len(new) - tail :], True)]
    return [(together(one), together(other), equal) for one, other, equal in blocks if one or other]


def _compare(old: list[Words], new: list[Words], budget: Budget) -> list[tuple[list[Words], list[Words], bool]]:  # fmt: skip
    if not old or not new:
        return [(old, new, False)]
    codes = Matcher(old, new, budget).get_opcodes()
    return [(old[a:b], new[c:d], tag == "equal") for tag, a, b, c, d in codes]


def _count_shared(old: list[Words], new: list[Words]) -> tuple[int, int]:
    """How many words both begin with, and how many of the rest both end with."""
    most, head, tail = min(len(old), len(new)), 0, 0
    while head < most and old[head] == new[head]:
        head += 1
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _tidy(runs: list[Run]) -> Iterator[Run]:
    """An equal run that is shorter than the changes on both of its sides is read as changed too."""
    runs, gone, come = _join(runs), NOTHING, NOTHING
    for place, (old, new, equal) in enumerate(runs):
        following = runs[place + 1] if place + 1 < len(runs) else (NOTHING, NOTHING, False)
        if equal and len(old.text) > min(_length(gone, come), _length(*following[:2])):
            if _length(gone, come):
                yield gone, come, False
            yield old, new, True
            gone = come = NOTHING
        else:
            gone, come = together([gone, old]), together([come, new])
    if _length(gone, come):
        yield gone, come, False


def _join(runs: list[Run]) -> list[Run]:
    """Joins neighbouring runs that are both equal or both changed."""
    joined = []
    for equal, group in groupby(runs, key=lambda run: run[2]):
        old, new = zip(*((run[0], run[1]) for run in group), strict=True)
        joined.append((together(old), together(new), equal))
    return joined


def _length(gone: Words, come: Words) -> int:
    return max(len(gone.text), len(come.text))


def _replace(before: Words, after: Words) -> list[Piece]:
    return [*_by_emphasis(DELETED, before), *_by_emphasis(INSERTED, after)]


def _by_emphasis(kind: str, words: Words) -> Iterator[Piece]:
    at = 0
    for letter, group in groupby(words.emphasis):
        end = at + len(list(group))
        yield Piece(kind, words.text[at:end], EMPHASES[letter])
        at = end


def _to_pieces(runs: Iterator[Run]) -> Iterator[Piece]:
    for old, new, equal in runs:
        yield from _by_emphasis(SAME, new) if equal else _replace(old, new)
