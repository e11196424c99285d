"""What the person at the terminal reads."""

import contextlib
import sys
import time
from collections.abc import Iterator


def say(text: str) -> None:
    """A line, at once: also where the output goes to a file or a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Says on the terminal what was in the way."""
    sys.stderr.write(f"{text}\n")


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Says how long the block took, as script/bootstrap does of its own steps."""
    began = time.monotonic()
    yield
    say(f"{name:<16} {time.monotonic() - began:.1f} s")
