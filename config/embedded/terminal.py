"""What the person at the terminal reads."""

import sys


def say(text: str) -> None:
    """A line, at once: also where the output goes to a file or a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """What was in the way."""
    sys.stderr.write(f"{text}\n")
