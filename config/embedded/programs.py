"""Our own three programs: worker, clock and web server."""

import sys
from collections.abc import Mapping
from pathlib import Path

from config.embedded import ROOT
from config.embedded.children import Child, spawn

CELERY = [sys.executable, "-m", "celery", "-A", "config"]
WEB = [sys.executable, "-m", "gunicorn", "-c", "python:config.web.gunicorn"]
MANAGE = [sys.executable, ROOT / "manage.py"]
PREPARE = [sys.executable, "-m", "config.embedded.prepare"]


def start_worker(
    environment: Mapping[str, str], logs: Path, *, name: str = "worker", processes: int = 2
) -> Child:
    """Start a worker with its log `logs`/`name`.log; tests that kill workers start theirs here."""
    command = [*CELERY, "worker", "-n", f"{name}@%h", "-c", processes, "-l", "INFO"]
    # Gossip and mingle only serve several workers that watch each other; ours meet in the database.
    quiet = ["--without-gossip", "--without-mingle"]
    return spawn(name, [*command, *quiet], environment=environment, logs=logs, grace=20)


def start_clock(environment: Mapping[str, str], logs: Path) -> Child:
    """Start the clock; what it remembers lies beside the data."""
    schedule = Path(environment["HANDSCHLAG_VAR"]) / "clock"
    return spawn(
        "clock",
        [*CELERY, "beat", "-l", "WARNING", "-s", schedule, "--pidfile="],
        environment=environment,
        logs=logs,
    )


def start_web(environment: Mapping[str, str], logs: Path, port: int) -> Child:
    """Start the web server on the loopback address. It keeps no log of visitors."""
    command = [*WEB, "--bind", f"127.0.0.1:{port}", "--graceful-timeout", "5"]
    return spawn("web", command, environment=environment, logs=logs, grace=10)
