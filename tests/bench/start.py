"""`script/server` from the command to READY, and what its processes weigh at rest. Nothing is promised."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from config.embedded import ROOT
from tests.bench.limits import Limit

AT_REST = 10  # seconds after READY
# What the bench's own services set is not for the server.
OTHERS = ("HANDSCHLAG_TESTING", "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ARCHIVIST_URL",
          "REDIS_URL", "SECRET_KEY", "HANDSCHLAG_ENCRYPTION_KEYS", "DJANGO_SETTINGS_MODULE")  # fmt: skip


@dataclass
class Found:
    """Seconds and megabytes. Memory is proportional (PSS) where the system tells it: shared pages count once."""

    cold_seconds: float
    warm_seconds: float
    kind: str
    megabytes: float
    processes: dict[str, float]

    def limits(self) -> list[Limit]:
        """None: another machine has other figures."""
        return []


def measure() -> Found:
    """Twice in a folder of its own: the first start makes the database and loads the demo."""
    folder = Path(tempfile.mkdtemp(prefix="handschlag-bench-start-"))
    try:
        cold, _ = _start(folder, rest=0)
        warm, weights = _start(folder, rest=AT_REST)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    kind = "PSS" if hasattr(psutil.Process().memory_full_info(), "pss") else "RSS"
    return Found(cold, warm, kind, sum(weights.values()), weights)


def _start(folder: Path, *, rest: float) -> tuple[float, dict[str, float]]:
    began = time.monotonic()
    with subprocess.Popen(
        [ROOT / "script" / "server"],
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            _wait_for_ready(process)
            seconds = time.monotonic() - began
            time.sleep(rest)
            return seconds, _weights(process.pid)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(60)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OTHERS}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {**kept, "HANDSCHLAG_VAR": str(folder), "HANDSCHLAG_DEMO": "1", "PORT": str(port)}


def _wait_for_ready(process: "subprocess.Popen[str]") -> None:
    """Raises: RuntimeError with what the server said instead."""
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if line.startswith("READY"):
            return
    raise RuntimeError("script/server did not start:\n" + "".join(said))


def _weights(pid: int) -> dict[str, float]:
    """Megabytes by program."""
    found: dict[str, float] = {}
    first = psutil.Process(pid)
    for process in [first, *first.children(recursive=True)]:
        name = _name(process)
        memory = process.memory_full_info()
        found[name] = found.get(name, 0) + getattr(memory, "pss", memory.rss) / 1e6
    return found


def _name(process: psutil.Process) -> str:
    command = " ".join(process.cmdline())
    for name in ("config.embedded", "gunicorn", "celery -A config worker", "celery -A config beat"):
        if name in command:
            return name.split(" ")[-1].removeprefix("config.")
    return re.sub(r"\W.*", "", process.name()) or "other"
