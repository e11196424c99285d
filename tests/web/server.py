"""The web server as we start it, with the tests' own services behind it."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from config.embedded.programs import WEB
from tests.services import ROOT


@dataclass
class Web:
    """Where it answers, and its processes."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def workers(self) -> list[psutil.Process]:
        """Those that answer."""
        return psutil.Process(self.process.pid).children()

    def connect(self) -> socket.socket:
        """A visitor's connection."""
        return socket.create_connection(("127.0.0.1", self.port), 10)

    def ask(self, head: str, body: bytes = b"", seconds: float = 20) -> bytes:
        """The whole answer to one request."""
        with self.connect() as visitor:
            visitor.settimeout(seconds)
            visitor.sendall(f"{head}\r\nHost: localhost\r\nConnection: close\r\n".encode())
            visitor.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            return b"".join(iter(lambda: visitor.recv(65536), b""))


@contextlib.contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Web]:
    """Started, answering, and stopped."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*WEB, "--bind", f"127.0.0.1:{port}", "--graceful-timeout", "5"]
    log = folder / "web.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"ALLOWED_HOSTS": "localhost"} | environment,
            stdout=out,
            stderr=out,
        )
    web = Web(port, process, log)
    try:
        _wait(web)
        yield web
    finally:
        process.terminate()
        process.wait(30)


def _wait(web: Web) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert web.process.poll() is None, web.log.read_text()
        with contextlib.suppress(OSError):
            if b" 200 " in web.ask("GET /healthz HTTP/1.1"):
                return
        time.sleep(0.2)
    raise AssertionError(web.log.read_text())
