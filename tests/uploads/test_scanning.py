"""Viruses: a real clamd with a signature of our own, and one that does not do what it should."""

import io
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partnerships.shared.scanning import Scanned, scan

SIGN = b"Handschlag-Probe-Virus"
MOST = 2  # megabytes that this clamd takes
CONFIG = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
PidFile {folder}/clamd.pid
StreamMaxLength {most}M
MaxThreads 2
Foreground yes
"""


@pytest.fixture(scope="session")
def clamd(tmp_path_factory) -> Iterator[str]:
    """A real one, which finds one word."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin:/usr/bin")
    assert program, "clamd is missing: script/bootstrap --dev installs it"
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "ours.ndb").write_text(f"Handschlag.Probe:0:*:{SIGN.hex()}\n")
    config = folder / "clamd.conf"
    config.write_text(CONFIG.format(folder=folder, most=MOST))
    process = subprocess.Popen(
        [program, "--config-file", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_for(folder / "clamd.sock", process)
        yield str(folder / "clamd.sock")
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _wait_for(path: Path, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 120
    while not path.exists():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < end, "clamd does not start"
        time.sleep(0.1)


def test_a_clean_file_and_an_infected_one(clamd, settings) -> None:
    settings.CLAMD = clamd
    clean, infected = io.BytesIO(b"\xff\xd8\xff" + bytes(200_000)), io.BytesIO(b"%PDF-" + SIGN)
    assert (scan(clean), scan(infected)) == (Scanned.CLEAN, Scanned.FOUND)
    assert clean.tell() == infected.tell() == 0


def test_a_file_over_its_limit_counts_as_not_scanned(clamd, settings) -> None:
    settings.CLAMD = clamd
    large = io.BytesIO(bytes((MOST + 3) * 1024 * 1024) + SIGN)
    assert scan(large) == Scanned.NOT_SCANNED and large.tell() == 0
    assert scan(io.BytesIO(b"small")) == Scanned.CLEAN


def test_nobody_is_asked_where_none_is_configured() -> None:
    assert scan(io.BytesIO(SIGN)) == Scanned.NOT_SCANNED


def test_one_that_is_not_there_is_left_alone_for_a_while(settings, caplog) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.CLAMD = f"127.0.0.1:{port}"
    assert scan(io.BytesIO(SIGN)) == Scanned.NOT_SCANNED
    with socket.create_server(("127.0.0.1", port)) as back:
        back.settimeout(0.5)
        assert scan(io.BytesIO(SIGN)) == Scanned.NOT_SCANNED
        with pytest.raises(TimeoutError):
            back.accept()
    assert len(caplog.records) == 1 and SIGN.decode() not in caplog.text


def _serve(answer: Callable[[socket.socket], None]) -> str:
    """A clamd of one conversation, at an address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        talk, _address = listening.accept()
        with talk, listening:
            answer(talk)

    threading.Thread(target=run, daemon=True).start()
    return f"127.0.0.1:{listening.getsockname()[1]}"


def _hang_up(talk: socket.socket) -> None:
    talk.recv(100)


def _say_nonsense(talk: socket.socket) -> None:
    talk.recv(100)
    talk.sendall(b"\xff" * 10_000)


@pytest.mark.parametrize("answer", [_hang_up, _say_nonsense])
def test_one_that_answers_wrongly_counts_as_not_scanned(settings, answer) -> None:
    settings.CLAMD = _serve(answer)
    assert scan(io.BytesIO(bytes(3_000_000))) == Scanned.NOT_SCANNED


def test_one_that_is_silent_holds_nobody_longer_than_its_time(settings) -> None:
    over = threading.Event()
    settings.CLAMD = _serve(lambda _talk: over.wait(20) and None)
    began = time.monotonic()
    assert scan(io.BytesIO(bytes(50_000_000)), seconds=1) == Scanned.NOT_SCANNED
    assert time.monotonic() - began < 15
    over.set()


def test_one_that_hears_it_piece_by_piece(settings) -> None:
    """What is sent is what clamd(8) says: the command, pieces with their length, an empty one."""
    heard = bytearray()

    def listen(talk: socket.socket) -> None:
        while not heard.endswith(b"\0\0\0\0"):
            heard.extend(talk.recv(1 << 20))
        talk.sendall(b"stream: OK\0")

    settings.CLAMD = _serve(listen)
    assert scan(io.BytesIO(b"x" * 70_000)) == Scanned.CLEAN
    first, second = b"\0\1\0\0" + b"x" * 65536, (70_000 - 65536).to_bytes(4, "big")
    assert bytes(heard) == b"zINSTREAM\0" + first + second + b"x" * 4464 + bytes(4)
