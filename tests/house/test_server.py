"""The whole start: READY, who knows which password, a program that ends by itself, a clean stop."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.services import ROOT

NOT_OURS = ("HANDSCHLAG_TESTING", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


class Server:
    """`script/server` without its bootstrap."""

    def __init__(self, var: Path, port: int) -> None:
        self.port, self.var = port, var
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        ours = {"HANDSCHLAG_VAR": str(var), "HANDSCHLAG_DEMO": "1", "PORT": str(port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.embedded"],
            cwd=ROOT,
            env=inherited | ours,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = self.read_until("Ctrl-C stops everything.")
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def read_until(self, words: str) -> str:
        said = ""
        assert self.process.stdout
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        pytest.fail(f"The start ended:\n{said}")

    def child(self, name: str) -> psutil.Process:
        return psutil.Process(int((self.var / "processes" / name).read_text().split()[0]))

    def rest(self) -> tuple[int, str, list[psutil.Process]]:
        """The exit code, the last words and what is left running."""
        assert self.process.stdout
        said = self.process.stdout.read()
        self.process.stdout.close()
        code = self.process.wait(60)
        return code, said, psutil.wait_procs(self.family, 10)[1]


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[Path, int]]:
    base = Path(tempfile.mkdtemp(prefix="handschlag-server-"))
    base.chmod(0o711)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    yield base / "var", port
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def server(place: tuple[Path, int]) -> Iterator[Server]:
    server = Server(*place)
    yield server
    if server.process.poll() is None:
        server.process.terminate()
        server.rest()


def open_to_others(var: Path) -> list[Path]:
    """What another account could read, apart from the static files, which everybody gets from the site."""
    found = [path for path in var.rglob("*") if not path.is_socket() and not path.is_symlink()]
    ours = [path for path in found if not path.relative_to(var).parts[0].startswith("static")]
    reached = [
        p for p in ours if all(f.stat().st_mode & 0o011 for f in p.parents if var in f.parents)
    ]
    return [path for path in reached if path.stat().st_mode & 0o044]


def test_ready_and_a_clean_stop(server: Server) -> None:
    assert "READY after" in server.said
    assert f"http://localhost:{server.port}" in server.said
    assert "liaison@demo.handschlag.example" in server.said
    for path in ("healthz", "readyz"):
        with urllib.request.urlopen(f"http://localhost:{server.port}/{path}", timeout=20) as answer:
            assert answer.status == 200
    for name in ("web", "worker", "clock"):
        known = server.child(name).environ()
        assert "DATABASE_URL" in known
        assert "DATABASE_OWNER_URL" not in known, name
    assert open_to_others(server.var) == []
    for step in ("Services", "Tables", "Demo", "Pages"):
        assert re.search(rf"^{step} +\d+\.\d s$", server.said, re.MULTILINE), step
    server.process.send_signal(signal.SIGINT)
    code, said, left = server.rest()
    assert (code, left) == (0, [])
    assert "Stopped." in said


def test_a_program_that_ends_by_itself_ends_everything_and_is_named(server: Server) -> None:
    server.child("worker").kill()
    code, said, left = server.rest()
    assert (code, left) == (1, [])
    assert "The worker ended by itself" in said
    assert "worker.log" in said
