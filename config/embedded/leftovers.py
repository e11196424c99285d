"""After a start that was killed, its children may still run: they are found by record and ended."""

import os
import signal
import sys
from pathlib import Path

from config.embedded import signals
from config.embedded.children import Child, ask, kill_group
from config.embedded.places import Places

ORDER = ("web", "clock", "worker", "postgres", "redis")


def record(places: Places, child: Child) -> None:
    """Note which process the child is, by number and moment of start: numbers are used again."""
    pid = child.process.pid
    (places.records / child.name).write_text(f"{pid} {_born(pid)}")


def forget(places: Places, child: Child) -> None:
    """Takes a child that has ended off the record."""
    (places.records / child.name).unlink(missing_ok=True)


def end_all(places: Places) -> list[str]:
    """End the children of an earlier start (the caller holds the folder's lock); their names."""
    return [name for name in ORDER if _end(name, places.records / name)]


def _end(name: str, file: Path) -> bool:
    if not file.exists():
        return False
    pid, _, born = file.read_text().partition(" ")
    alive = pid.isdigit() and bool(born) and _born(int(pid)) == born
    if alive:
        _stop(int(pid), signal.SIGINT if name == "postgres" else signal.SIGTERM)
    file.unlink()
    return alive


def _stop(pid: int, gently: signal.Signals) -> None:
    os.kill(pid, gently)
    signals.wait_for(lambda: not _born(pid), 10)
    kill_group(pid)
    signals.wait_for(lambda: not _born(pid), 5)


def _born(pid: int) -> str:
    """When the process started, in the system's own words; empty when there is none."""
    if sys.platform != "linux":
        return ask(["ps", "-o", "lstart=", "-p", pid]).stdout.strip()
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
