"""Documents through one worker, in a process and on services of their own: `tests.bench.worker`."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from config.embedded import ROOT
from tests.bench import limits
from tests.bench.limits import Limit
from tests.bench.start import OTHERS


@dataclass
class Found:
    """`lost` counts asked-for documents that were not ready, whole and made once."""

    documents: int
    lost: int
    seconds: float
    child_megabytes: float
    said: str

    def limits(self) -> Iterator[Limit]:
        """What was promised of the worker."""
        yield Limit(f"lost of {self.documents} documents", self.lost, 0)
        yield Limit("megabytes of a worker's child", self.child_megabytes, limits.WORKER_MEGABYTES)


@dataclass
class FoundSealed:
    """`lost` counts sealed documents that were not ready, whole, known and made once, after so many `kills`."""

    documents: int
    lost: int
    seconds: float
    kills: int
    said: str

    def limits(self) -> Iterator[Limit]:
        """What was promised of the worker."""
        yield Limit(f"lost of {self.documents} sealed documents under kill -9", self.lost, 0)


def measure_sealed(number: int) -> FoundSealed:
    """So many, sealed, while the worker is killed; when its checks fail, all count as lost."""
    figures, said = _ran("tests.bench.sealed_worker", number)
    if not figures:
        return FoundSealed(number, number, 0, 0, said)
    lost = number - figures["documents"]
    return FoundSealed(number, lost, figures["seconds"], figures["kills"], said)


def measure(number: int) -> Found:
    """So many documents; when its checks fail, all count as lost."""
    figures, said = _ran("tests.bench.worker", number)
    if not figures:
        return Found(number, number, 0, 0, said)
    lost = number - figures["documents"]
    return Found(number, lost, figures["seconds"], figures["largest_child_mb"], said)


def _ran(module: str, number: int) -> tuple[dict, str]:
    """The figures a process of its own printed, empty when its checks failed, and what it said."""
    kept = {name: value for name, value in os.environ.items() if name not in OTHERS}
    done = subprocess.run(
        [sys.executable, "-m", module, str(number)],
        cwd=ROOT,
        env=kept,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stdout.strip().splitlines() or [""])[-1]
    if not last.startswith("{"):
        return {}, done.stdout + done.stderr
    return ast.literal_eval(last), last
