"""Two texts of an agreement, clause by clause. Pure: no rows are read.

What is compared are the visible words (text/formats.py). Both have the shape of text/frozen_text.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Generic, TypeVar, cast

from partnerships.agreements.diff.words import (
    CHANGED,
    DELETED,
    INSERTED,
    NOTHING,
    SAME,
    Budget,
    Piece,
    pieces,
)
from partnerships.agreements.text import fields, formats
from partnerships.agreements.text.numbering import numbers
from partnerships.agreements.text.shapes import (
    Fields,
    KeptClause,
    KeptParty,
    KeptPassage,
    KeptText,
)
from partnerships.shared.marked import Words, has_fields
from partnerships.shared.marked.shown import plain

Value = TypeVar("Value")


class NumberedClause(KeptClause):
    """A clause with its number and, by language, the visible words of its body."""

    number: str
    words: dict[str, Words]


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
class ValueChange(Generic[Value]):
    """A title, a term or a party; `key` says which. None where it does not stand."""

    key: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class Comparison:
    """Everything that differs; `clauses` has the unchanged ones too, in the order of the later wording."""

    clauses: list[ClauseChange]
    terms: list[ValueChange[object]]
    parties: list[ValueChange[KeptParty]]

    @property
    def same(self) -> bool:
        """Nothing differs."""
        return not (
            self.terms or self.parties or any(not clause.untouched for clause in self.clauses)
        )


def compare(before: KeptText, after: KeptText) -> Comparison:
    """The whole wording. Milliseconds for forty pages; bounded for whatever people type."""
    return Comparison(_clauses(before, after), list(_terms(before, after)), _parties(before, after))


def _clauses(before: KeptText, after: KeptText) -> list[ClauseChange]:
    old, new = _by_key(before), _by_key(after)
    budget, stay = Budget(), _find_unmoved(list(old), list(new))
    governing = after["governing_language"]
    return [
        _clause(old.get(key), new.get(key), key in old and key in new and key not in stay, governing, budget)
        for key in _merge_orders(list(old), list(new))
    ]  # fmt: skip


def _by_key(facts: KeptText) -> dict[int, NumberedClause]:
    clauses = facts["clauses"]
    counted = numbers((clause["kind"], clause["numbered"]) for clause in clauses)
    return {
        clause["clause"]: {**clause, "number": number, "words": _words(clause, facts)}
        for clause, number in zip(clauses, counted, strict=True)
    }


def _words(clause: KeptClause, facts: KeptText) -> dict[str, Words]:
    """Language to the visible words of the body, with what its fields say by these terms."""
    return {
        language: formats.visible(
            text["body"], formats.read_format(text), _fields(text, facts, language)
        )
        for language, text in clause["texts"].items()
    }


def _fields(text: KeptPassage, facts: KeptText, language: str) -> Fields:
    return fields.fill(facts["terms"], language) if has_fields(text["body"]) else {}


def _find_unmoved(old: list[int], new: list[int]) -> set[int]:
    """Numbers of the clauses that have kept their order; all others have moved."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in old[block.a : block.a + block.size]}


def _merge_orders(old: list[int], new: list[int]) -> Iterator[int]:
    """Numbers of all clauses in the later order; one that is gone stands after the neighbour it had."""
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


def _clause(old: NumberedClause | None, new: NumberedClause | None, moved: bool, governing: str, budget: Budget) -> ClauseChange:  # fmt: skip
    there = cast(NumberedClause, new or old)  # it stands in one of them
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


def _languages(old: NumberedClause | None, new: NumberedClause | None) -> list[str]:
    return sorted({*(old["texts"] if old else ()), *(new["texts"] if new else ())})


def _heading(clause: KeptClause, governing: str) -> str:
    texts = clause["texts"]
    text = texts.get(governing) or next(iter(texts.values()), None)
    return text["heading"] if text else ""


def _text(
    language: str, old: NumberedClause | None, new: NumberedClause | None, budget: Budget
) -> TextChange:
    before, after = (
        _heading(side, language) if side and language in side["texts"] else ""
        for side in (old, new)
    )
    one, other = (side["words"].get(language, NOTHING) if side else NOTHING for side in (old, new))
    headings = plain(before), plain(after)
    return TextChange(language, pieces(*headings, budget), pieces(one, other, budget))


def _files(old: NumberedClause | None, new: NumberedClause | None) -> Iterator[FileChange]:
    before, after = ({f["file"]: f for f in side["files"]} if side else {} for side in (old, new))
    for key, file in (before | after).items():
        state = SAME if key in before and key in after else INSERTED if key in after else DELETED
        yield FileChange(state, file["name"], file["sha256"], file["size"])


def _terms(before: KeptText, after: KeptText) -> Iterator[ValueChange[object]]:
    old, new = _flat(before), _flat(after)
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield ValueChange(key, old.get(key), new.get(key))


def _flat(facts: KeptText) -> dict[str, object]:
    title = {f"title_{language}": words for language, words in facts["title"].items()}
    return {**title, "governing_language": facts["governing_language"], **facts["terms"]}


def _parties(before: KeptText, after: KeptText) -> list[ValueChange[KeptParty]]:
    old, new = ({party["party"]: party for party in facts["parties"]} for facts in (before, after))
    return [
        ValueChange(str(key), old.get(key), new.get(key))
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]
