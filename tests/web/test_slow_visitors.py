"""Whoever sends or reads slowly holds a connection, never a thread, and not for ever."""

import contextlib
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from config.web import limits
from tests.web.server import serving

HALF = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nlogin="
BEGUN = b"GET /healthz HTTP/1.1\r\nHost: local"
BIG = "POST /de/verify/file/ HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x"


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("web"), LOG_LEVEL="INFO") as started:
        yield started


@pytest.fixture
def many(web):
    """So many connections that send what they are given and then nothing."""
    with contextlib.ExitStack() as opened:

        def open_them(number, sent):
            for n in range(number):
                visitor = opened.enter_context(web.connect())
                visitor.sendall(sent[n % len(sent)])

        yield open_them


@pytest.mark.parametrize("number", [30, 150])
def test_half_requests_stop_nobody(web, many, number):
    many(number, [HALF, BEGUN, b""])
    began = time.monotonic()
    for _ in range(20):
        assert b" 200 " in web.ask("GET /healthz HTTP/1.1", seconds=10)
    assert time.monotonic() - began < 20


def test_a_request_that_arrives_in_pieces_is_answered(web):
    with web.connect() as visitor:
        for piece in (b"GET /healthz HT", b"TP/1.1\r\nHost: loc", b"alhost\r\n", b"\r\n"):
            visitor.sendall(piece)
            time.sleep(0.2)
        assert visitor.recv(100).startswith(b"HTTP/1.1 200")


def test_large_bodies_never_lie_in_clear(web):
    """While a file comes in slowly, no open file of the server holds a word of it."""
    word = b"the secret of this upload "
    body = b"--x\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\n" + word * 160_000
    found, over = set(), threading.Event()

    def look():
        while not over.is_set():
            for worker in web.workers:
                found.update(_clear(worker.pid, word))
            time.sleep(0.05)

    looker = threading.Thread(target=look)
    looker.start()
    try:
        with web.connect() as visitor:
            head = f"{BIG}\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
            visitor.sendall(head.encode())
            for place in range(0, len(body), 400_000):
                visitor.sendall(body[place : place + 400_000])
                time.sleep(0.1)
            visitor.settimeout(20)
            assert visitor.recv(100).startswith(b"HTTP/1.1 4")  # no token of the form
    finally:
        over.set()
        looker.join()
    assert found == {"hidden"}, "a file was there, and nothing in it could be read"


def _clear(pid, word):
    """`clear` or `hidden` for each temporary file that the process has open."""
    folder = Path(f"/proc/{pid}/fd")
    for each in os.listdir(folder):
        with contextlib.suppress(OSError):
            if "(deleted)" in os.readlink(folder / each) and "tmp" in os.readlink(folder / each):
                data = (folder / each).read_bytes()
                if len(data) > 100_000:
                    yield "clear" if word in data else "hidden"


def test_what_is_too_large_is_refused(web):
    with web.connect() as visitor:
        visitor.sendall(
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            % (limits.LARGEST_BODY + 1)
        )
        assert visitor.recv(100).startswith(b"HTTP/1.1 413")


def test_the_server_stops_while_half_requests_hang(tmp_path):
    with serving(tmp_path) as web, web.connect() as visitor:
        visitor.sendall(HALF)
        time.sleep(0.3)
        began = time.monotonic()
        web.process.terminate()
        assert web.process.wait(20) == 0
        assert time.monotonic() - began < 8
        with contextlib.suppress(ConnectionResetError):
            assert visitor.recv(10) == b""


def test_an_answer_that_is_being_made_is_sent_before_the_end(tmp_path):
    """Asked for, then told to stop: the visitor has the answer."""
    with serving(tmp_path) as web, web.connect() as visitor:
        visitor.sendall(b"GET /de/verify/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.05)
        web.process.terminate()
        assert visitor.recv(100).startswith(b"HTTP/1.1 ")
        assert web.process.wait(20) == 0


# --- The rate, on a clock of the test ---------------------------------------------------------------


class Parsed:
    """A request that is coming in."""

    def __init__(self, *, headers_finished):
        self.headers_finished, self.body_bytes_received = headers_finished, 0


@pytest.fixture
def channel():
    from waitress.adjustments import Adjustments

    from config.web.channels import Channel

    class There:
        active_channels: dict = {}

    ours, theirs = socket.socketpair()
    made = Channel(There(), ours, None, Adjustments(), map={})
    yield made
    made.handle_close()
    theirs.close()


@pytest.mark.parametrize(
    ("a_second", "slow"), [(limits.SLOWEST + 20, False), (limits.SLOWEST - 20, True), (1, True)]
)
def test_a_rate_counts_and_no_total_time(channel, a_second, slow):
    channel.request, now = Parsed(headers_finished=True), channel.since
    channel.asked_since = now
    said = []
    for _ in range(3600):
        now += 1
        channel.moved += a_second
        said.append(channel.is_too_slow(now))
    assert any(said) == slow


def test_a_header_has_a_time(channel):
    channel.request, channel.asked_since = Parsed(headers_finished=False), channel.since
    assert not channel.is_too_slow(channel.since + limits.HEADER_SECONDS - 1)
    channel.moved += 10_000
    assert channel.is_too_slow(channel.since + limits.HEADER_SECONDS + 1)


def test_a_tunnel_does_no_harm(channel):
    channel.request, now = Parsed(headers_finished=True), channel.since
    channel.moved = limits.SLOWEST * 100
    assert not channel.is_too_slow(now + 50)


def test_who_waits_for_us_is_not_slow(channel):
    channel.requests = [object()]
    assert not channel.is_too_slow(channel.since + 10_000)


def test_who_does_not_read_is_slow(channel):
    channel.total_outbufs_len = 1000
    assert channel.is_too_slow(channel.since + limits.WINDOW + 1)
