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


def measure(number: int) -> Found:
    """So many documents; when its checks fail, all count as lost."""
    kept = {name: value for name, value in os.environ.items() if name not in OTHERS}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.worker", str(number)],
        cwd=ROOT,
        env=kept,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stdout.strip().splitlines() or [""])[-1]
    if not last.startswith("{"):
        return Found(number, number, 0, 0, done.stdout + done.stderr)
    figures = ast.literal_eval(last)
    lost = number - figures["documents"]
    return Found(number, lost, figures["seconds"], figures["largest_child_mb"], last)
