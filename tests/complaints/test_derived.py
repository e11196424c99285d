"""The mailbox's key comes from its secret at a known cost; many at once leave the other pages their threads."""

import threading
import time
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from complaints.store import derived
from complaints.store.derived import Busy, Gate, cores_of_ours, derive_private, new_salt
from complaints.store.sealed import Unreadable, new_key
from complaints.store.secret import new_secret
from complaints.store.wraps import public_of, unwrap, wrap

SECRET, SALT = "123456789012345678901275", bytes(range(16))
PATIENCE = 20  # seconds until a test gives up


def test_argon2id_is_that_of_rfc_9106() -> None:
    """Section 5.3 of the RFC, which also has a secret and associated data."""
    made = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    ).derive(b"\x01" * 32)  # fmt: skip
    assert made.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_its_cost_is_the_second_recommended_option() -> None:
    """RFC 9106, section 4: 64 MiB, three passes. One lane instead of four: one sign-in, one core."""
    assert (derived.MEMORY, derived.PASSES, derived.LANES) == (2**16, 3, 1)


def test_the_same_secret_and_salt_give_the_same_key_for_ever() -> None:
    """Changed figures would lock every mailbox that there is."""
    assert (
        public_of(derive_private(SECRET, SALT)).hex()
        == "46af74cae9c1f90152ea7440121ee2c1706f065ac6e51878990a6948e76a1472"
    )


def test_the_secret_opens_what_was_wrapped_for_it() -> None:
    secret, salt, key = new_secret(), new_salt(), new_key()
    wrapped = wrap(key, public_of(derive_private(secret, salt)), b"place")
    assert unwrap(wrapped, derive_private(secret, salt), b"place") == key
    for private in (derive_private(new_secret(), salt), derive_private(secret, new_salt())):
        with pytest.raises(Unreadable):
            unwrap(wrapped, private, b"place")


@pytest.mark.parametrize(
    "secret", ["", SECRET[:-1], SECRET + "1", "1234 5678 9012 3456 7890 1275", "٣" * 24, "x" * 24]
)
def test_only_a_secret_that_was_read_is_used(secret: str) -> None:
    """What was typed another way would give another key, and nobody would know why."""
    with pytest.raises(ValueError, match="secret"):
        derive_private(secret, SALT)


@pytest.mark.parametrize("salt", [b"", bytes(15), bytes(17)])
def test_only_a_salt_of_ours_is_used(salt: bytes) -> None:
    with pytest.raises(ValueError, match="salt"):
        derive_private(SECRET, salt)
    assert len(new_salt()) == 16 and new_salt() != new_salt()


def test_other_threads_run_meanwhile() -> None:
    """The library lets go of the interpreter while it computes."""
    done = threading.Event()
    worker = threading.Thread(target=lambda: (derive_private(SECRET, SALT), done.set()))
    worker.start()
    turns = 0
    while not done.is_set():
        turns += 1
        time.sleep(0.001)
    worker.join(PATIENCE)
    assert turns > 3


def until(true: Callable[[], bool]) -> None:
    late = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < late
        time.sleep(0.002)


class Visitors:
    """Threads that go through a gate and stay inside until they are let out."""

    def __init__(self, gate: Gate) -> None:
        self.gate, self.out, self.lock = gate, threading.Event(), threading.Lock()
        self.inside = self.most = self.refused = self.through = 0
        self.threads: list[threading.Thread] = []

    def send(self, count: int, *, patient: bool = False) -> None:
        sent = [threading.Thread(target=self._go, args=(patient,)) for _ in range(count)]
        self.threads += sent
        for thread in sent:
            thread.start()

    def _go(self, patient: bool) -> None:
        try:
            with self.gate.patient() if patient else self.gate:
                with self.lock:
                    self.inside += 1
                    self.most = max(self.most, self.inside)
                assert self.out.wait(PATIENCE)
                with self.lock:
                    self.inside -= 1
                    self.through += 1
        except Busy:
            with self.lock:
                self.refused += 1

    def let_out(self) -> None:
        self.out.set()
        for thread in self.threads:
            thread.join(PATIENCE)


@pytest.mark.parametrize(("at_once", "held"), [(1, 4), (2, 4), (3, 3), (1, 1)])
def test_so_many_compute_so_many_wait_the_others_hear_it_at_once(at_once: int, held: int) -> None:
    visitors = Visitors(Gate(at_once, held))
    visitors.send(20)
    until(lambda: visitors.refused == 20 - held)
    assert visitors.inside == at_once
    visitors.let_out()
    assert (visitors.through, visitors.most, visitors.refused) == (held, at_once, 20 - held)
    with visitors.gate:  # it is as it was
        pass


def test_who_is_patient_is_never_refused() -> None:
    visitors = Visitors(Gate(2, 4))
    visitors.send(50, patient=True)
    until(lambda: visitors.inside == 2)
    visitors.let_out()
    assert (visitors.through, visitors.most, visitors.refused) == (50, 2, 0)


def test_a_fault_inside_gives_the_place_back() -> None:
    gate = Gate(1, 1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate:
            1 / 0  # noqa: B018
    with gate:
        pass


@pytest.mark.parametrize(
    ("cores", "processes", "threads", "at_once", "held"),
    [
        (2, 2, 8, 1, 4), (8, 2, 8, 4, 4), (64, 2, 8, 4, 4), (1, 4, 8, 1, 4), (3, 2, 8, 1, 4),
        (4, 1, 2, 1, 1), (4, 1, 1, 1, 1), (16, 4, 32, 4, 16),
    ],
)  # fmt: skip
def test_cores_are_shared_and_half_the_threads_stay_free(
    cores: int, processes: int, threads: int, at_once: int, held: int
) -> None:
    gate = Gate.for_web(processes=processes, threads=threads, cores=cores)
    assert (gate.at_once, gate.held) == (at_once, held)


def test_the_machine_is_asked_where_nobody_says() -> None:
    assert cores_of_ours() >= 1
    assert Gate.for_web(processes=1, threads=512).at_once == min(256, cores_of_ours())


def test_twenty_sign_ins_at_once_end_within_their_cost() -> None:
    """Real ones: four are let through one after another, the others are told to come back, at once."""
    gate, refused, keys = Gate(1, 4), [], []
    together = threading.Barrier(20)

    def sign_in() -> None:
        together.wait(PATIENCE)
        started = time.perf_counter()
        try:
            with gate:
                keys.append(derive_private(SECRET, SALT))
        except Busy:
            refused.append(time.perf_counter() - started)

    threads = [threading.Thread(target=sign_in) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(keys) + len(refused) == 20 and len(keys) >= 4 and len(set(keys)) == 1
    assert max(refused, default=0) < 2  # it does not wait for its turn
