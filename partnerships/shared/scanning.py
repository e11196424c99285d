"""Viruses are looked for by clamd, where `settings.CLAMD` names one: host:port, or the path of a socket.

Its answer is waited for a bounded time. Where it gives none the file counts as not scanned, and is taken all the same.
Source: clamd(8), INSTREAM.
"""

import contextlib
import logging
import socket
import struct
import threading
import time
from enum import StrEnum
from typing import Protocol

from django.conf import settings

log = logging.getLogger(__name__)
PIECE = 64 * 1024  # bytes
CONNECT_SECONDS, SECONDS = 2, 15
LONGEST_ANSWER = 4096  # bytes
SILENT_SECONDS = 30  # after one that does not answer, nobody asks for so long
# So many at once in one process of ours: the other threads are free for everybody else.
_places = threading.BoundedSemaphore(4)
_silent_until: dict[str, float] = {}  # by address


class Scanned(StrEnum):
    """What is known of a file."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not_scanned"


class Readable(Protocol):
    """What a file is read from; it is at its beginning afterwards."""

    def read(self, size: int = ..., /) -> bytes: ...
    def seek(self, offset: int, /) -> object: ...


def scan(file: Readable, *, seconds: float = SECONDS) -> Scanned:
    """Of the whole file. Nothing of it is kept or logged here; clamd sees it in clear."""
    address = settings.CLAMD
    if not address or time.monotonic() < _silent_until.get(address, 0):
        return Scanned.NOT_SCANNED
    if not _places.acquire(blocking=False):
        log.warning("too many files at once: one is not scanned")
        return Scanned.NOT_SCANNED
    try:
        answer = _ask(file, address, time.monotonic() + seconds)
    except OSError as failed:
        _silent_until[address] = time.monotonic() + SILENT_SECONDS
        log.warning("clamd does not answer: files are not scanned (%s)", type(failed).__name__)
        return Scanned.NOT_SCANNED
    finally:
        _places.release()
        file.seek(0)
    if answer.endswith(b" FOUND"):
        return Scanned.FOUND
    if answer == b"stream: OK":
        return Scanned.CLEAN
    log.warning("clamd could not scan a file")  # larger than it takes, or it has no signatures
    return Scanned.NOT_SCANNED


def _ask(file: Readable, address: str, end: float) -> bytes:
    """Raises: OSError, which a time that is over is too."""
    with _connect(address) as talk:
        # It hangs up in the middle of what is too large for it; its answer can be read then.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            _send(talk, b"zINSTREAM\0", end)
            while piece := file.read(PIECE):
                _send(talk, struct.pack("!I", len(piece)) + piece, end)
            _send(talk, struct.pack("!I", 0), end)
        answer = b""
        while len(answer) < LONGEST_ANSWER:
            _bound(talk, end)
            piece = talk.recv(LONGEST_ANSWER)
            answer += piece
            if not piece or b"\0" in piece:
                break
        if not answer:
            raise ConnectionError
        return answer.partition(b"\0")[0]


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        talk = socket.socket(socket.AF_UNIX)
        talk.settimeout(CONNECT_SECONDS)
        try:
            talk.connect(address)
        except OSError:
            talk.close()
            raise
        return talk
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS)


def _send(talk: socket.socket, piece: bytes, end: float) -> None:
    _bound(talk, end)
    talk.sendall(piece)


def _bound(talk: socket.socket, end: float) -> None:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    talk.settimeout(left)
