"""Two wordings of an agreement, clause by clause and word by word, with their emphasis. Pure: no rows are read.

What is compared are the visible words (agreements/formats.py). Both have the shape of agreements/wording.py. Source of the tidying: Fraser, "Diff Strategies" (2006), semantic cleanup.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import Match, SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from partnerships.agreements import fields, formats
from partnerships.agreements.numbering import numbers
from partnerships.shared.marked import Words, has_fields
from partnerships.shared.marked.shown import EMPHASES, plain, together

Facts = dict[str, Any]

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
        """Takes it, if it is there."""
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
        """As difflib's, or a match of nothing."""
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
    found = list(_told(_tidied(runs)))
    return found if len(found) <= MOST_PIECES else _replaced(before, after)


def _parts(pattern: re.Pattern[str], words: Words) -> list[Words]:
    return [
        Words(match[0], words.emphasis[match.start() : match.end()])
        for match in pattern.finditer(words.text)
    ]


def _runs(old: list[Words], new: list[Words], budget: Budget) -> list[Run]:
    """What both begin and end with is taken off first: most edits are small."""
    head, tail = _shared(old, new)
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [(old[:head], new[:head], True), *_compared(*middle, budget)]
    found += [(old[len(old) - tail :], new[len(new) - tail :], True)]
    return [(together(one), together(other), equal) for one, other, equal in found if one or other]


def _compared(old: list[Words], new: list[Words], budget: Budget) -> list[tuple[list[Words], list[Words], bool]]:  # fmt: skip
    if not old or not new:
        return [(old, new, False)]
    codes = Matcher(old, new, budget).get_opcodes()
    return [(old[a:b], new[c:d], tag == "equal") for tag, a, b, c, d in codes]


def _shared(old: list[Words], new: list[Words]) -> tuple[int, int]:
    """How many words both begin with, and how many of the rest both end with."""
    most, head, tail = min(len(old), len(new)), 0, 0
    while head < most and old[head] == new[head]:
        head += 1
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _tidied(runs: list[Run]) -> Iterator[Run]:
    """An equal run that is shorter than the changes on both of its sides is read as changed too."""
    runs, gone, come = _joined(runs), NOTHING, NOTHING
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


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of the same sort as one."""
    joined = []
    for equal, group in groupby(runs, key=lambda run: run[2]):
        old, new = zip(*((run[0], run[1]) for run in group), strict=True)
        joined.append((together(old), together(new), equal))
    return joined


def _length(gone: Words, come: Words) -> int:
    return max(len(gone.text), len(come.text))


def _replaced(before: Words, after: Words) -> list[Piece]:
    return [*_by_emphasis(DELETED, before), *_by_emphasis(INSERTED, after)]


def _by_emphasis(kind: str, words: Words) -> Iterator[Piece]:
    at = 0
    for letter, group in groupby(words.emphasis):
        end = at + len(list(group))
        yield Piece(kind, words.text[at:end], EMPHASES[letter])
        at = end


def _told(runs: Iterator[Run]) -> Iterator[Piece]:
    for old, new, equal in runs:
        yield from _by_emphasis(SAME, new) if equal else _replaced(old, new)


@dataclass(frozen=True)
class TextChange:
    """The words of a clause in one language."""

    language: str
    heading: list[Piece]
    body: list[Piece]

    @property
    def changed(self) -> bool:
        """Does anything differ?"""
        return any(piece.kind != SAME for piece in (*self.heading, *self.body))


@dataclass(frozen=True)
class FileChange:
    """A file of an annex; `state` is SAME, INSERTED or DELETED. `size` in bytes."""

    state: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class ClauseChange:
    """One clause in both wordings; the number is '' where it does not stand. `moved`: past its neighbours."""

    clause: int
    kind: str
    state: str  # SAME, INSERTED, DELETED or CHANGED
    moved: bool
    number_before: str
    number_after: str
    heading: str
    texts: list[TextChange] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)

    @property
    def untouched(self) -> bool:
        """Neither its words nor its place have changed."""
        return self.state == SAME and not self.moved


@dataclass(frozen=True)
class ValueChange:
    """A title, a term or a party; `key` says which. None where it does not stand."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Comparison:
    """Everything that differs; `clauses` has the unchanged ones too, in the order of the later wording."""

    clauses: list[ClauseChange]
    terms: list[ValueChange]
    parties: list[ValueChange]

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return not (
            self.terms or self.parties or any(not clause.untouched for clause in self.clauses)
        )


def compare(before: Facts, after: Facts) -> Comparison:
    """The whole wording. Milliseconds for forty pages; bounded for whatever people type."""
    return Comparison(_clauses(before, after), list(_terms(before, after)), _parties(before, after))


def _clauses(before: Facts, after: Facts) -> list[ClauseChange]:
    old, new = _by_key(before), _by_key(after)
    budget, stay = Budget(), _in_order(list(old), list(new))
    governing = after["governing_language"]
    return [
        _clause(old.get(key), new.get(key), key in old and key in new and key not in stay, governing, budget)
        for key in _merged(list(old), list(new))
    ]  # fmt: skip


def _by_key(facts: Facts) -> dict[int, Facts]:
    clauses = facts["clauses"]
    counted = numbers((clause["kind"], clause["numbered"]) for clause in clauses)
    return {
        clause["clause"]: clause | {"number": number, "words": _words(clause, facts)}
        for clause, number in zip(clauses, counted, strict=True)
    }


def _words(clause: Facts, facts: Facts) -> dict[str, Words]:
    """Language to the visible words of the body, with what its fields say by these terms."""
    return {
        language: formats.visible(text["body"], formats.of(text), _fields(text, facts, language))
        for language, text in clause["texts"].items()
    }


def _fields(text: Facts, facts: Facts, language: str) -> fields.Fields:
    return fields.of(facts["terms"], language) if has_fields(text["body"]) else {}


def _in_order(old: list[int], new: list[int]) -> set[int]:
    """Those that have kept their order: all others have moved."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in old[block.a : block.a + block.size]}


def _merged(old: list[int], new: list[int]) -> Iterator[int]:
    """The later order, with what is gone after its neighbour of then."""
    there = set(new)
    gone: dict[int | None, list[int]] = {}
    before: int | None = None
    for key in old:
        if key in there:
            before = key
        else:
            gone.setdefault(before, []).append(key)
    yield from gone.get(None, [])
    for key in new:
        yield key
        yield from gone.get(key, [])


def _clause(old: Facts | None, new: Facts | None, moved: bool, governing: str, budget: Budget) -> ClauseChange:  # fmt: skip
    there: Facts = new or old or {}
    texts = [_text(language, old, new, budget) for language in _languages(old, new)]
    files = list(_files(old, new))
    changed = any(text.changed for text in texts) or any(file.state != SAME for file in files)
    both = CHANGED if changed else SAME
    return ClauseChange(
        clause=there["clause"],
        kind=there["kind"],
        state=both if old and new else INSERTED if new else DELETED,
        moved=moved,
        number_before=old["number"] if old else "",
        number_after=new["number"] if new else "",
        heading=_heading(there, governing),
        texts=texts,
        files=files,
    )


def _languages(old: Facts | None, new: Facts | None) -> list[str]:
    return sorted({*(old["texts"] if old else ()), *(new["texts"] if new else ())})


def _heading(clause: Facts, governing: str) -> str:
    texts: dict[str, dict[str, str]] = clause["texts"]
    text = texts.get(governing) or next(iter(texts.values()), {})
    return text.get("heading", "")


def _text(language: str, old: Facts | None, new: Facts | None, budget: Budget) -> TextChange:
    before, after = (side["texts"].get(language, {}) if side else {} for side in (old, new))
    one, other = (side["words"].get(language, NOTHING) if side else NOTHING for side in (old, new))
    headings = plain(before.get("heading", "")), plain(after.get("heading", ""))
    return TextChange(language, pieces(*headings, budget), pieces(one, other, budget))


def _files(old: Facts | None, new: Facts | None) -> Iterator[FileChange]:
    before, after = ({f["file"]: f for f in side["files"]} if side else {} for side in (old, new))
    for key, file in (before | after).items():
        state = SAME if key in before and key in after else INSERTED if key in after else DELETED
        yield FileChange(state, file["name"], file["sha256"], file["size"])


def _terms(before: Facts, after: Facts) -> Iterator[ValueChange]:
    old, new = _flat(before), _flat(after)
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield ValueChange(key, old.get(key), new.get(key))


def _flat(facts: Facts) -> Facts:
    title = {f"title_{language}": words for language, words in facts["title"].items()}
    return {**title, "governing_language": facts["governing_language"], **facts["terms"]}


def _parties(before: Facts, after: Facts) -> list[ValueChange]:
    old, new = ({party["party"]: party for party in facts["parties"]} for facts in (before, after))
    return [
        ValueChange(str(key), old.get(key), new.get(key))
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]
