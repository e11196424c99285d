"""The private key of a mailbox, made of its secret: kept nowhere, made anew at each sign-in.

Argon2id (RFC 9106, section 4, second recommended option: 64 MiB, three passes; one lane, so that one sign-in takes one
core), about 160 ms; then HKDF-SHA256 (RFC 5869). The figures belong to the salt of 16 bytes: other figures need
another column beside it, or old mailboxes stay closed.
"""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from complaints.store.secret import DIGITS

SALT_BYTES = 16
MEMORY = 64 * 1024  # KiB
PASSES, LANES = 3, 1
LESS_IMPORTANT = 10  # nice
PURPOSE = b"handschlag complaints mailbox X25519 1"


def _step_back() -> None:
    """This thread comes after those that draw pages, where the system knows that of a thread (Linux)."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LESS_IMPORTANT)


def cores_of_ours() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# Its threads begin with the first hash, so not before gunicorn has made its processes.
_behind_pages = ThreadPoolExecutor(cores_of_ours(), "hash", initializer=_step_back)


def new_salt() -> bytes:
    """16 random bytes, one salt for each mailbox."""
    return os.urandom(SALT_BYTES)


def derive_private(secret: str, salt: bytes) -> bytes:
    """An X25519 private key, 32 bytes. Takes 64 MiB while it works and lets other threads run.

    Raises: ValueError for what `read_secret` did not give, or no salt of ours.
    """
    if len(secret) != DIGITS or not (secret.isascii() and secret.isdecimal()):
        raise ValueError("a secret as read_secret gives it")
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 16 bytes")
    hashing = Argon2id(salt=salt, length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY)
    hashed = _behind_pages.submit(hashing.derive, secret.encode()).result()
    return HKDFExpand(algorithm=SHA256(), length=32, info=PURPOSE).derive(hashed)


class Busy(Exception):
    """Too many wait already: say so politely (503) instead of taking one more thread."""


class Gate:
    """Lets so many compute at once and so many more wait; whoever comes then is refused. One for each process.

    with GATE: derive_private(...)             # raises Busy at once where too many are inside or wait
    with GATE.patient(): derive_private(...)   # waits as long as it takes: no complaint is refused
    """

    def __init__(self, at_once: int, held: int) -> None:
        """`at_once` compute; together with those that wait at most `held` threads are taken."""
        self.at_once, self.held = at_once, held
        self._places = threading.BoundedSemaphore(self.at_once)
        self._open = threading.BoundedSemaphore(self.held)

    @classmethod
    def for_web(cls, *, processes: int, threads: int, cores: int | None = None) -> "Gate":
        """The machine's cores divided among its web processes; half the threads of one stay free for other pages."""
        half = max(1, threads // 2)
        share = (cores or cores_of_ours()) // processes
        return cls(at_once=min(max(1, share), half), held=half)

    def __enter__(self) -> None:
        """Waits for a place. Raises: Busy."""
        if not self._open.acquire(blocking=False):
            raise Busy
        self._places.acquire()

    def __exit__(self, *_failed: object) -> None:
        self._places.release()
        self._open.release()

    @contextmanager
    def patient(self) -> Iterator[None]:
        """A place, however many wait."""
        with self._places:
            yield
