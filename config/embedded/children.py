"""A child process: started in a session of its own, stopped with everything below it."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

from config.embedded import ROOT, signals
from config.embedded.accounts import Identity
from config.embedded.trouble import Refused

OURS_ALONE = 0o077  # what a child writes (letters, files, keys) is read by its own account only
LOG_LIMIT = 10 * 1024 * 1024  # bytes; one older file is kept beside it


@dataclass
class Child:
    """One of our processes; `grace` seconds pass between asking it to stop and killing it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10

    @property
    def ended(self) -> bool:
        """True when the process is gone."""
        return self.process.poll() is not None

    def stop(self) -> None:
        """Ask it to stop, wait, and leave nothing of its process group behind."""
        if not self.ended:
            self.process.send_signal(self.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.grace)
        kill_group(self.process.pid)
        self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, indented."""
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 8000))
            words = file.read().decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in words[-lines:])


def spawn(
    name: str,
    command: Sequence[object],
    *,
    environment: Mapping[str, str],
    logs: Path,
    folder: Path = ROOT,
    stop_signal: signal.Signals = signal.SIGTERM,
    grace: float = 10,
    executable: Path | None = None,
    **identity: Unpack[Identity],
) -> Child:
    """Start a child whose output goes to `logs`/`name`.log.

    It has its own session, so that a Ctrl-C in the terminal reaches only us and the order of
    stopping is ours.
    """
    log = logs / f"{name}.log"
    _make_room(log)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
            umask=OURS_ALONE,
            executable=executable,
            **identity,
        )
    return Child(name, process, log, stop_signal, grace)


def ask(command: Sequence[object], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a small command that ends by itself; its answer, whatever its exit code."""
    words = [str(word) for word in command]
    return subprocess.run(
        words,
        check=False,
        cwd="/",
        capture_output=True,
        text=True,
        start_new_session=True,
        **options,
    )


def run(name: str, command: Sequence[object], *, environment: Mapping[str, str], logs: Path) -> str:
    """Run a command to its end; what it said.

    Raises: Refused with its last words when it fails; Stopped when the end is asked for meanwhile.
    """
    log = logs / f"{name}.log"
    _make_room(log)
    before = log.stat().st_size if log.exists() else 0
    with running(name, command, environment=environment, logs=logs):
        pass
    return log.read_bytes()[before:].decode(errors="replace")


@contextlib.contextmanager
def running(
    name: str, command: Sequence[object], *, environment: Mapping[str, str], logs: Path
) -> Iterator[None]:
    """Run a command beside what stands in the block, and wait for it at the end.

    Raises: as `run`. An error in the block ends the command.
    """
    child = spawn(name, command, environment=environment, logs=logs)
    try:
        yield
        signals.wait_for(lambda: child.ended, 3600)
    except BaseException:
        child.stop()
        raise
    if child.process.returncode:
        raise Refused(f"{name} failed. The end of {child.log}:\n{child.last_words()}")


def kill_group(pid: int) -> None:
    """End whatever is left of the process group `pid`."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nothing left; macOS answers EPERM for a group of zombies


def _make_room(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
