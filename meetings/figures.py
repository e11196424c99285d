"""What the meetings of a period come to. Pure: from plain values to sums. Source: DOMAIN section 4; SiKo report 2020/21.

A meeting counts by the day that was planned for it; one that moved counts as moved there, and as held on its new day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from meetings.stages import OPEN, Stage


class MeetingFact(NamedTuple):
    """What is counted of a meeting; without a body it belongs to its format."""

    body: int | None
    format: int
    first_day: date
    last_day: date
    stage: str
    after_incident: bool


class Group(NamedTuple):
    """A body or, of meetings without one, a format; by its number."""

    is_body: bool
    number: int


@dataclass
class Tally:
    """How many meetings of each kind. `calm`: of those held, not called because of an incident."""

    held: int = 0
    calm: int = 0
    cancelled: int = 0
    moved: int = 0
    to_come: int = 0
    meetings: list[MeetingFact] = field(default_factory=list)

    @property
    def calm_percent(self) -> int | None:
        """Share of those held; None where nothing was held."""
        return percent(self.calm, self.held)

    def add(self, fact: MeetingFact) -> None:
        """Counts one more."""
        self.meetings.append(fact)
        self.held += fact.stage == Stage.HELD
        self.calm += fact.stage == Stage.HELD and not fact.after_incident
        self.cancelled += fact.stage == Stage.CANCELLED
        self.moved += fact.stage == Stage.MOVED
        self.to_come += fact.stage in OPEN


class KindTally(NamedTuple):
    """Of the bodies of one kind: how many there are, how many of them have met, and how often in all."""

    kind: str
    bodies: int
    met: int
    held: int


def percent(part: int, whole: int) -> int | None:
    """Rounded half up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def count_by_group(facts: Iterable[MeetingFact]) -> dict[Group, Tally]:
    """Each body and each format without one, in the order of their first meetings."""
    tallies: dict[Group, Tally] = defaultdict(Tally)
    for fact in sorted(facts, key=lambda fact: (fact.first_day, fact.last_day)):
        group = Group(True, fact.body) if fact.body is not None else Group(False, fact.format)
        tallies[group].add(fact)
    return dict(tallies)


def count_all(facts: Iterable[MeetingFact]) -> Tally:
    """All of them as one."""
    whole = Tally()
    for fact in facts:
        whole.add(fact)
    return whole


def count_by_kind(kinds: Mapping[int, str], tallies: Mapping[Group, Tally]) -> list[KindTally]:
    """`kinds`: the kind of each body there was in the period, by its number; in the order of the kinds there."""
    counted = []
    for kind in dict.fromkeys(kinds.values()):
        numbers = [number for number, each in kinds.items() if each == kind]
        held = [tallies[group].held for n in numbers if (group := Group(True, n)) in tallies]
        counted.append(KindTally(kind, len(numbers), sum(n > 0 for n in held), sum(held)))
    return counted
