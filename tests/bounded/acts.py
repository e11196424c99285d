"""What tests let the child do. Called by name, with nothing of Django."""

import os
import signal
import time
from pathlib import Path


def echo(data, **arguments):
    """The same back."""
    return arguments, data


def spin(data):
    """Never ends."""
    while True:
        pass


def sleep(data):
    """Waits for long without using the processor."""
    signal.pause()


def rest(data):
    """A second, then an answer."""
    time.sleep(1)
    return "done", b""


def hoard(data):
    """Asks for a gigabyte."""
    return len(bytearray(1 << 30)), b""


def die(data):
    """As a library with a fault in C would."""
    os.kill(os.getpid(), signal.SIGSEGV)


def fail(data):
    """Raises something that nobody expects."""
    raise KeyError(data)


def shout(data):
    """Answers more than anybody asked for."""
    return None, bytes(130 * 1024 * 1024)


def surroundings(data):
    """What a stranger's code would see."""
    return {"environment": dict(os.environ), "folder": str(Path.cwd())}, b""


def write(data, path):
    """Tries to leave a file behind."""
    Path(path).write_bytes(b"x" * 10)
    return None, b""
