"""How passages are counted: clauses 1, 2, 3 and annexes A, B, C … Z, AA. Pure: no rows are read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_uppercase

ANNEX = "annex"


def numbers(passages: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """From kind and "is counted" of each passage, in their order; '' for what has no number."""
    counts: Counter[str] = Counter()
    for kind, counted in passages:
        if not counted:
            yield ""
            continue
        yield _letters(counts[kind]) if kind == ANNEX else str(counts[kind] + 1)
        counts[kind] += 1


def _letters(number: int) -> str:
    first, rest = divmod(number, 26)
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[rest]
