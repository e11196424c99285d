"""A worker and a clock as processes beside a test, on a private Redis that may be stopped and emptied.

They share the test's database and its private storage, so the test must commit what it writes.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from celery import Celery
from django.db import connection

from config.embedded import programs
from config.embedded import redis as embedded
from config.embedded.children import Child, kill_group
from config.embedded.places import Places

# Its input ends without a line when the test was killed: then it ends the child's process group.
GUARD = 'read -r _ || kill -9 "-$1"'
LEASE_SECONDS, SWEEP_SECONDS = 6, 1  # a short paper is drawn in half of one


class Crew:
    """Redis, worker and clock; `processes` of the worker draw at the same time."""

    def __init__(self, folder: Path, *, processes: int = 2, **variables: str) -> None:
        self.folder, self.processes = folder, processes
        self.places = Places(folder, folder / "s", None)
        for needed in (self.places.redis_socket.parent, self.places.logs):
            needed.mkdir(parents=True)
        self.broker = embedded.url(self.places)
        self.environment = {**os.environ, **self._own(), **variables}
        self.children: dict[str, Child] = {}
        self.guards: list[subprocess.Popen[bytes]] = []

    def _own(self) -> dict[str, str]:
        site = os.environ["DATABASE_URL"].rpartition("/")[0]
        return {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"{site}/{connection.settings_dict['NAME']}",
            "REDIS_URL": self.broker,
            "HANDSCHLAG_LEASE_SECONDS": str(LEASE_SECONDS),
            "HANDSCHLAG_SWEEP_SECONDS": str(SWEEP_SECONDS),
        }

    def _add(self, child: Child) -> None:
        self.children[child.name] = child
        guard = ["sh", "-c", GUARD, "guard", str(child.process.pid)]
        self.guards.append(subprocess.Popen(guard, stdin=subprocess.PIPE, start_new_session=True))

    def start_redis(self) -> None:
        """Start it, again with what it wrote down, and wait until it answers."""
        self._add(embedded.start(self.places))
        embedded.wait(self.places, self.children["redis"])

    def stop_redis(self) -> None:
        """Hints fail from now on."""
        self.children.pop("redis").stop()

    def freeze_redis(self) -> None:
        """It takes connections and answers nothing."""
        self.children["redis"].process.send_signal(signal.SIGSTOP)

    def thaw_redis(self) -> None:
        """It goes on."""
        self.children["redis"].process.send_signal(signal.SIGCONT)

    def start_worker(self) -> None:
        """Start it and wait until its processes are there: then fonts are loaded, too."""
        self._add(
            programs.start_worker(self.environment, self.places.logs, processes=self.processes)
        )
        wait_until(lambda: len(self.hands()) == self.processes, "the worker starts", 120)

    def start_clock(self) -> None:
        """The clock sweeps from now on."""
        own = {**self.environment, "HANDSCHLAG_VAR": str(self.folder)}
        self._add(programs.start_clock(own, self.places.logs))

    def hands(self) -> list[psutil.Process]:
        """The worker's children, which draw."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.children["worker"].process.pid).children()
        return []

    def kill_hands(self) -> int:
        """kill -9 of each child; the worker itself lives on. How many it hit."""
        hands = self.hands()
        for hand in hands:
            os.kill(hand.pid, signal.SIGKILL)
        return len(hands)

    def kill_worker(self) -> None:
        """kill -9 of the worker with its children, as when the machine loses power."""
        worker = self.children.pop("worker")
        kill_group(worker.process.pid)
        worker.process.wait()

    def stop(self) -> None:
        """Worker and clock before Redis. Nobody waits for the worker's work any more: it is not asked to end it."""
        if "worker" in self.children:
            self.kill_worker()
        for name in ("clock", "redis"):
            if name in self.children:
                self.children.pop(name).stop()
        for guard in self.guards:
            guard.communicate(b"over\n")

    def log(self) -> str:
        """What the worker said."""
        return (self.places.logs / "worker.log").read_text(errors="replace")


@contextlib.contextmanager
def crew(**options: str) -> Iterator[Crew]:
    """A crew at work; hints of this process go to its Redis meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="handschlag-crew-"))
    made = Crew(folder, **options)
    try:
        made.start_redis()
        made.start_worker()
        made.start_clock()
        with hinting_to(made.broker):
            yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


@contextlib.contextmanager
def hinting_to(broker: str) -> Iterator[None]:
    """Messages go by name, so an application without tasks can send them to another Redis."""
    from config.celery import app

    with Celery("hints", set_as_current=False) as hints:
        hints.config_from_object("django.conf:settings", namespace="CELERY")
        hints.conf.broker_url = broker.replace("unix://", "redis+socket://")
        hints.set_current()
        try:
            yield
        finally:
            app.set_current()


def wait_until(done: Callable[[], object], what: str, seconds: float) -> float:
    """The seconds it took. Raises: AssertionError when they pass in vain."""
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < seconds, f"not within {seconds} seconds: {what}"
        time.sleep(0.05)
    return time.monotonic() - began
