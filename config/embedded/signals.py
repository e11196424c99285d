"""Ctrl-C and TERM are remembered, not raised: no child is lost between its start and its entry."""

import signal
import time
from collections.abc import Callable

from config.embedded.trouble import Stopped

asked: list[int] = []


def remember() -> None:
    """From now on Ctrl-C, TERM and a closed terminal only leave a note; waiting loops read it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: asked.append(number))


def wait_for(done: Callable[[], bool], seconds: float) -> bool:
    """True as soon as `done()` is true, False when `seconds` have passed.

    Raises: Stopped when the end is asked for meanwhile.
    """
    end = time.monotonic() + seconds
    while not done():
        if asked:
            raise Stopped
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
