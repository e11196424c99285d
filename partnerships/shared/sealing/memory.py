"""A bound on memory while a stranger's file is taken apart."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MORE = 512_000_000  # bytes beyond what the process has at the beginning


@contextmanager
def bounded() -> Iterator[None]:
    """Inside, asking for more raises MemoryError instead of filling the machine. Linux only.

    For the whole process: only where nothing else runs in it, as in a child of the worker.
    """
    if sys.platform != "linux":
        yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MORE
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))
