"""A stranger's file is opened in a child process that ends by itself: so much memory, so much processor time.

The child has no environment, no settings and no database, writes no file and answers with JSON and bytes.
It comes after everything else of the machine that wants the processor. Source: decision 0028.
"""

import contextlib
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from partnerships.shared.bounded import child

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 20  # of processor time
MEGABYTES = 512  # of address space; Linux only, other systems know no such limit
PATIENCE = 3  # times SECONDS may pass on the clock, for a machine that is busy
MOST_ANSWERED = 128 * 1024 * 1024  # bytes
# So many at once in one process of ours, and so many that wait for their turn: the other threads of a
# web process are free for everybody else.
PLACES, WAITING = 2, 2
_open = threading.BoundedSemaphore(PLACES + WAITING)
_places = threading.BoundedSemaphore(PLACES)


class TooMuch(Exception):
    """The child gave no answer. `reason`: `time`, `memory`, `answer` (too long), `died`, `fault` (it raised), or `busy`: too many wait already."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(
    function: str,
    data: bytes,
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    **arguments: object,
) -> tuple[Any, bytes]:
    """Call `function` ("package.module:name") with the bytes and with arguments that JSON can carry.

    It answers `(what JSON can carry, bytes)` and must not need Django to be set up. Raises: TooMuch.
    """
    call = json.dumps([function, arguments, seconds, megabytes])
    if not _open.acquire(blocking=False):
        raise TooMuch("busy")
    try:
        with _places:
            return _read(_answered(call, data, seconds))
    finally:
        _open.release()


def _answered(call: str, data: bytes, seconds: int) -> bytes:
    with _started(call) as process:
        late = threading.Timer(PATIENCE * seconds, process.kill)
        late.start()
        try:
            answer = _talk(process, data)
        finally:
            late.cancel()
            process.kill()
    if process.returncode or not answer:
        raise TooMuch(_reason(process.returncode))
    return answer


def _started(call: str) -> "subprocess.Popen[bytes]":
    # -I: neither the environment nor the current folder say what is imported.
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {child.__name__} import main; main()"
    )
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-c", program, call],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    )


def _talk(process: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    feeder = threading.Thread(target=_feed, args=(process.stdin, data))
    feeder.start()
    answer = process.stdout.read(MOST_ANSWERED + 1) if process.stdout else b""
    if len(answer) > MOST_ANSWERED:
        process.kill()
    process.wait()
    feeder.join()
    if len(answer) > MOST_ANSWERED:
        raise TooMuch("answer")
    return answer


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), pipe:
        pipe.write(data)


def _reason(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "time"
    return child.CODES.get(code, "died")


def _read(answer: bytes) -> tuple[Any, bytes]:
    head, _, rest = answer.partition(b"\n")
    return json.loads(head), rest
