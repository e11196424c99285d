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
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol, cast

from partnerships.shared.bounded import child

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 20  # of processor time
MEGABYTES = 512  # of address space; Linux only, other systems know no such limit
PATIENCE = 3  # times SECONDS may pass on the clock, for a machine that is busy
MOST_ANSWERED = 128 * 1024 * 1024  # bytes
PIECE = 64 * 1024  # bytes that pass at once
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


class Read(Protocol):
    """What a file is read from: one of Python's, or one that was uploaded."""

    def read(self, size: int = ..., /) -> bytes: ...


Given = bytes | Read  # the stranger's file, or where it is read from


class Answer:
    """What the child says, and bytes that are read piece by piece."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        """Raises: TooMuch where it ends without a word."""
        self._process, self._left = process, MOST_ANSWERED
        self._pipe = cast("IO[bytes]", process.stdout)
        head = self._pipe.readline(MOST_ANSWERED)
        if not head:
            process.wait()
            raise TooMuch(_reason(process.returncode))
        self.said: Any = json.loads(head)

    def read(self, size: int = MOST_ANSWERED + 1) -> bytes:
        """So many bytes, less only at the end. Raises: TooMuch where the answer is too long."""
        piece = self._pipe.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise TooMuch("answer")
        return piece

    def finish(self) -> None:
        """What is not read yet is left out. Raises: TooMuch where the child did not come to its end."""
        while self.read(PIECE):
            pass
        if self._process.wait():
            raise TooMuch(_reason(self._process.returncode))


def run(
    function: str,
    data: bytes,
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    behind: int = child.LESS_IMPORTANT,
    **arguments: object,
) -> tuple[Any, bytes]:
    """Call `function` ("package.module:name") with the bytes and with arguments that JSON can carry.

    `behind`: how far after other processes it comes, 0 to 19; less for what somebody waits for. It answers `(what JSON can carry, bytes)` and must not need Django to be set up. Raises: TooMuch.
    """
    with answering(
        function, data, seconds=seconds, megabytes=megabytes, behind=behind, **arguments
    ) as answer:
        return answer.said, answer.read()


@contextlib.contextmanager
def answering(
    function: str,
    data: Given,
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    behind: int = child.LESS_IMPORTANT,
    **arguments: object,
) -> Iterator[Answer]:
    """As `run`, for what is large: neither the file nor the answer lies in our memory as a whole.

    Only when it has ended without an error is the answer whole. Raises: TooMuch.
    """
    call = json.dumps([function, arguments, seconds, megabytes, behind])
    if not _open.acquire(blocking=False):
        raise TooMuch("busy")
    try:
        with _places, _started(call) as process:
            feeder = threading.Thread(target=_feed, args=(process.stdin, data))
            late = threading.Timer(PATIENCE * seconds, process.kill)
            late.start()
            feeder.start()
            try:
                answer = Answer(process)
                yield answer
                answer.finish()
            finally:
                late.cancel()
                process.kill()
                feeder.join()
    finally:
        _open.release()


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


def _feed(pipe: IO[bytes], data: Given) -> None:
    with contextlib.suppress(BrokenPipeError), pipe:
        if isinstance(data, bytes):
            pipe.write(data)
        else:
            for piece in iter(partial(data.read, PIECE), b""):
                pipe.write(piece)


def _reason(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "time"
    return child.CODES.get(code, "died")
