"""Holds what `script/coverage` has measured against the floors of CONTRIBUTING.md, and lists what lies below.

usage: floors.py COVERAGE.json
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

STRICT = (
    "rules",
    "actions",
    "models",
)  # rooms that decide and change: more of their branches are tried
FLOOR, STRICT_FLOOR = 0.90, 0.95
UPSTAIRS = ("meetings", "complaints", "analyses")
LISTED = 15  # files with the most that was never reached


class Count(NamedTuple):
    """Branches, or lines where a file has no branch: how many there are, and how many were reached."""

    reached: int
    all: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.reached / self.all if self.all else 1.0


def room_of(path: str) -> str:
    """The app and its room: `agreements/rules`, `shared/audit/rules`, `shared/audit`, `shared`, `config`."""
    first, *parts = Path(path).with_suffix("").parts
    if first != "partnerships":
        return "/".join([first, *parts][:2]) if first in UPSTAIRS else first
    if parts[0] != "shared":
        return "/".join(parts[:2])
    # The apps of the shared floor are folders with rooms of their own; beside them stand single modules.
    return "/".join(parts[:3] if parts[-1] in STRICT else parts[:-1][:2])


def floor_of(room: str) -> float:
    """A share of branches, 0 to 1."""
    return STRICT_FLOOR if room.split("/")[-1] in STRICT else FLOOR


def count_of(summary: dict[str, int]) -> Count:
    """Of one file, from coverage's summary."""
    if summary["num_branches"]:
        return Count(summary["covered_branches"], summary["num_branches"])
    return Count(summary["covered_lines"], summary["num_statements"])


def main(path: str) -> int:
    """Print a line for each room; 1 where one lies below its floor."""
    files = json.loads(Path(path).read_text())["files"]
    counts = {name: count_of(each["summary"]) for name, each in files.items()}
    rooms: dict[str, list[Count]] = defaultdict(list)
    for name, count in counts.items():
        rooms[room_of(name)].append(count)
    below = 0
    for room in sorted(rooms):
        total = Count(sum(c.reached for c in rooms[room]), sum(c.all for c in rooms[room]))
        short = total.share < floor_of(room)
        below += short
        print(
            f"{room:32} {total.share:7.1%}  floor {floor_of(room):.0%}{'  below' if short else ''}"
        )
    print("\nMost that was never reached:")
    worst = sorted(counts, key=lambda name: counts[name].reached - counts[name].all)[:LISTED]
    for name in worst:
        print(f"{counts[name].all - counts[name].reached:5} of {counts[name].all:5}  {name}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
