"""Goes along the shelf and collects what one person may see of what was typed."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from partnerships.shared.accounts import Account
from partnerships.shared.audit.actions import note_read
from partnerships.shared.registry import search_kinds
from partnerships.shared.search.kinds import Hit, Row, SearchKind
from partnerships.shared.search.matching import MOST_WORDS
from partnerships.shared.sorting import sort_key

FEW = 5  # fewer than these, and similar words are looked for
SHOWN = 5  # of each kind, beside others
ALONE = 50  # of one kind, by itself
READ = 20  # rows that each way of a kind gives, from which the best are chosen
NUMBER = re.compile(r"\+?[\d\s()/.-]{5,}")
LEAST_DIGITS = 5


@dataclass(frozen=True)
class Group:
    """Hits of one kind, the best first. `more`: there are others."""

    kind: SearchKind
    hits: list[Hit]
    more: bool


def find(account: Account, typed: str, *, only: str = "") -> tuple[list[Group], list[Group]]:
    """What holds every word; and where that is little, what resembles it. `typed` is one clean line.

    `only`: slug of the one kind that is asked for.
    """
    typed = " ".join(typed.split()[:MOST_WORDS])
    if not sort_key(typed):
        return [], []
    kinds = [kind for kind in search_kinds if only in ("", kind.slug)]
    search = Search(account, typed, *((ALONE, 2 * ALONE) if only else (SHOWN, READ)))
    rows = {kind.slug: search.find(kind) for kind in kinds}
    found = _with_hits(search.draw(kind, rows[kind.slug]) for kind in kinds)
    if sum(len(group.hits) for group in found) >= FEW:
        return found, []
    near = {kind: search.find_near(kind, rows[kind.slug]) for kind in kinds if kind.near}
    return found, _with_hits(search.draw(kind, rows) for kind, rows in near.items())


@dataclass(frozen=True)
class Search:
    """One line typed by one person: of each kind so many are shown, and so many read to choose from."""

    account: Account
    typed: str
    shown: int
    read: int

    def find(self, kind: SearchKind) -> list[Row]:
        """The rows that hold what was typed; a telephone number is compared as one, too."""
        rows = self._ask(kind.ways)
        if kind.numbers and _is_number(self.typed):
            by_number = self._ask(kind.numbers)
            if by_number and kind.read:
                note_read(kind.read, by=self.account)
            rows = _each_once([*rows, *by_number])
        return rows

    def find_near(self, kind: SearchKind, known: Sequence[Row]) -> list[Row]:
        """The rows where every word is similar, without those that are known."""
        numbers = {row.pk for row in known}
        return [row for row in self._ask(kind.near) if row.pk not in numbers] if kind.near else []

    def draw(self, kind: SearchKind, rows: Sequence[Row]) -> Group:
        """The best of these rows: those with the most whole words, then by their titles; or the newest."""
        hits = kind.hits(self.account, rows) if rows else []
        if kind.newest:
            hits.sort(key=lambda hit: hit.day or date.min, reverse=True)
        else:
            hits.sort(key=lambda hit: (-_whole_words(hit.title, self.typed), sort_key(hit.title)))
        return Group(kind, hits[: self.shown], len(hits) > self.shown)

    def _ask(self, ways: Callable[[Account, str], Iterable[QuerySet]]) -> list[Row]:
        """In the order in which the ways find them. One question."""
        first, *others = (way[: self.read] for way in ways(self.account, self.typed))
        return _each_once(first.union(*others, all=True) if others else first)


def _each_once(rows: Iterable[Row]) -> list[Row]:
    return list({row.pk: row for row in rows}.values())


def _with_hits(groups: Iterable[Group]) -> list[Group]:
    return [group for group in groups if group.hits]


def _is_number(typed: str) -> bool:
    return bool(NUMBER.fullmatch(typed)) and len(re.sub(r"\D", "", typed)) >= LEAST_DIGITS


def _whole_words(title: str, typed: str) -> int:
    """How many of the typed words the title has as they are."""
    return len(set(sort_key(title).split()) & set(sort_key(typed).split()))
