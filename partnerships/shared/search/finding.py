"""Goes along the shelf and collects what one person may see of what was typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from partnerships.shared.accounts import Account
from partnerships.shared.audit.actions import note_read
from partnerships.shared.registry import search_kinds
from partnerships.shared.search.kinds import Hit, SearchKind
from partnerships.shared.search.matching import MOST_WORDS
from partnerships.shared.sorting import sort_key

FEW = 5  # fewer than these, and similar words are looked for
SHOWN = 5  # of each kind, beside others
ALONE = 50  # of one kind, by itself
READ = 100  # rows of one kind from which the best are chosen
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
    kinds = [kind for kind in search_kinds if only in ("", kind.slug)]
    most = ALONE if only else SHOWN
    numbers = {kind.slug: _numbers_of(kind, account, typed) for kind in kinds}
    groups = [_group(kind, account, typed, numbers[kind.slug], most) for kind in kinds]
    found = [group for group in groups if group.hits]
    if sum(len(group.hits) for group in found) >= FEW:
        return found, []
    near = [
        _group(kind, account, typed, _near(kind, account, typed, numbers[kind.slug]), most)
        for kind in kinds
    ]
    return found, [group for group in near if group.hits]


def _numbers_of(kind: SearchKind, account: Account, typed: str) -> list[int]:
    """Numbers of the rows that hold what was typed; a telephone number is compared as one, too."""
    if not sort_key(typed):
        return []
    found = _read(kind.ways(account, typed))
    if kind.numbers and NUMBER.fullmatch(typed) and len(re.sub(r"\D", "", typed)) >= LEAST_DIGITS:
        by_number = _read(kind.numbers(account, typed))
        if by_number and kind.read:
            note_read(kind.read, by=account)
        found = list(dict.fromkeys([*found, *by_number]))
    return found


def _near(kind: SearchKind, account: Account, typed: str, known: Sequence[int]) -> list[int]:
    """Rows where every word is similar, without those that were found as they were typed."""
    if kind.near is None or not sort_key(typed):
        return []
    return [row for row in _read(kind.near(account, typed)) if row not in known]


def _read(ways: Iterable[QuerySet]) -> list[int]:
    """Each row once, in the order in which the ways find it. One question."""
    first, *others = (way[:READ] for way in ways)
    rows = first.union(*others, all=True)[:READ] if others else first
    return list(dict.fromkeys(rows))


def _group(kind: SearchKind, account: Account, typed: str, ids: Sequence[int], most: int) -> Group:
    read = ids if kind.sorts else ids[: 2 * (most + 1)]  # a clause may be there in two languages
    hits = kind.hits(account, read, typed) if read else []
    if kind.sorts:
        hits.sort(key=lambda hit: (-_whole_words(hit.title, typed), sort_key(hit.title)))
    return Group(kind, hits[:most], len(hits) > most)


def _whole_words(title: str, typed: str) -> int:
    """How many of the typed words the title has as they are."""
    return len(set(sort_key(title).split()) & set(sort_key(typed).split()))
