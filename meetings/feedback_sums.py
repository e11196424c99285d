"""What the answers of one meeting come to. Pure. Shown from five answers on, and only once no more are taken.

Five: with fewer, whoever knows who was there guesses who said what. Not while answers come in: the difference between two
looks would be one person's answer. A question that fewer than five answered is left out by the same reason.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

FEWEST = 5


class Said(NamedTuple):
    """One answer; None or nothing where a question was left out."""

    trust_before: int | None
    trust_after: int | None
    was_heard: int | None
    come_again: str
    text: str


class Sums(NamedTuple):
    """`counts` by question: how many chose each value, of questions that at least five answered. `means` from 1 to 5."""

    answers: int
    counts: dict[str, Counter[int | str]]
    means: dict[str, float]
    texts: list[str]


QUESTIONS = ("trust_before", "trust_after", "was_heard", "come_again")


def sum_up(said: Sequence[Said]) -> Sums | None:
    """None of fewer than five answers."""
    if len(said) < FEWEST:
        return None
    counts: dict[str, Counter[int | str]] = {}
    means: dict[str, float] = {}
    for question in QUESTIONS:
        values = [value for each in said if (value := getattr(each, question))]
        if len(values) < FEWEST:
            continue
        counts[question] = Counter(values)
        numbers = [value for value in values if isinstance(value, int)]
        if numbers:
            means[question] = sum(numbers) / len(numbers)
    return Sums(len(said), counts, means, [each.text for each in said if each.text])
