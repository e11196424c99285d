"""The child's side: limits first, then the stranger's file. Imports nothing of Django."""

import importlib
import json
import os
import resource
import sys

MEMORY, FAULT = 11, 12  # exit codes
CODES = {MEMORY: "memory", FAULT: "fault"}
MEGABYTE = 1024 * 1024
OPEN_FILES = 64
LESS_IMPORTANT = 15  # how far behind other processes, of 19


def main() -> None:
    """Read the call from the command line and the file from standard input; write JSON, a line end and bytes."""
    function, arguments, seconds, megabytes, behind = json.loads(sys.argv[1])
    os.nice(behind)
    _limit(seconds, megabytes)
    try:
        module, name = function.split(":")
        answer, data = getattr(importlib.import_module(module), name)(
            sys.stdin.buffer.read(), **arguments
        )
        head = json.dumps(answer).encode()
        sys.stdout.buffer.write(head + b"\n")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except MemoryError:
        _end(MEMORY)
    except BaseException:
        _end(FAULT)
    _end(0)


def _end(code: int) -> None:
    """At once: what a library still wants to tidy up may be what is broken."""
    os._exit(code)


def _limit(seconds: int, megabytes: int) -> None:
    most = megabytes * MEGABYTE
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = most
    for which, value in limits.items():
        resource.setrlimit(which, (value, value))
