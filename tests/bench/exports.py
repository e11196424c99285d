"""Whole lists taken away as spreadsheets, each in a process of its own: `tests.bench.taking`."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.embedded import ROOT
from tests.bench import databases, limits
from tests.bench.limits import Limit
from tests.bench.rows import fill, scene
from tests.bench.visits import Visitor

LISTS = (
    ("organisations", "/organisations/", "liaison"),
    ("partners", "/partnerships/{partnership}/partners/", "liaison"),
    ("people", "/people/", "liaison"),
    ("roles", "/roles/", "administrator"),
    ("log", "/log/", "officer"),
)


@dataclass
class File:
    """One list. Megabytes of the file, and resident ones of the process at rest and at most."""

    name: str
    rows: int
    seconds: float
    first: float
    megabytes: float
    rest: float
    peak: float


@dataclass
class Found:
    """`wanted`: so many rows at least each file must hold."""

    wanted: int
    files: list[File] = field(default_factory=list)

    def limits(self) -> Iterator[Limit]:
        """Memory is promised; time is only told."""
        for file in self.files:
            name = f"{file.name} as a spreadsheet"
            yield Limit(f"{name}, megabytes", file.peak, limits.EXPORT_MEGABYTES)
            yield Limit(f"{name}, rows missing", max(0, self.wanted - file.rows), 0)


def measure(number: int) -> Found:
    """So many rows in each list."""
    databases.migrate()
    name = "bench_exports"
    connection = databases.fresh(name)
    with databases.using(connection):
        there = scene()
        fill(there, number)
    found = Found(number)
    for what, path, who in LISTS:
        session = Visitor.of(connection, there, who).session
        address = path.format(partnership=there.partnership.pk)
        found.files.append(File(what, **_taken(name, session, address)))
    return found


def _taken(*arguments: str) -> dict[str, float]:
    """What the other process printed. Raises: RuntimeError with what it said instead."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.taking", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stdout.strip().splitlines() or [""])[-1]
    if not last.startswith("{"):
        raise RuntimeError(f"{arguments}\n{done.stdout}{done.stderr}")
    return ast.literal_eval(last)
