"""Interleaved measurements: what disturbs the machine disturbs every candidate alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Spread(NamedTuple):
    """The middle of many values, and the middle half of them."""

    p25: float
    p50: float
    p75: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        """At least two values."""
        return cls(*statistics.quantiles(values, n=4, method="inclusive"))

    def __format__(self, how: str) -> str:
        return f"{self.p50:{how}} ({self.p25:{how}}–{self.p75:{how}})"


@dataclass
class Samples:
    """Seconds of each round, by the clock on the wall and by this process's share of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, call: Callable[[], object]) -> None:
        """Measure one call."""
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        self.cpu.append(time.process_time() - cpu)
        self.wall.append(time.perf_counter() - wall)

    def milliseconds(self) -> Spread:
        """By the clock on the wall."""
        return Spread.of([each * 1000 for each in self.wall])


def interleaved(
    calls: Mapping[str, Callable[[], object]], rounds: int, *, warm: int = 3
) -> dict[str, Samples]:
    """Each round makes every call once; every other round backwards."""
    for _ in range(warm):
        for call in calls.values():
            call()
    found = {name: Samples() for name in calls}
    for number in range(rounds):
        for name in list(calls) if number % 2 else reversed(list(calls)):
            found[name].take(calls[name])
    return found


def ratio(one: list[float], other: list[float]) -> Spread:
    """How many times as long, from the pairs of each round."""
    return Spread.of([a / b for a, b in zip(one, other, strict=True)])
