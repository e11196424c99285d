"""A mail server on the loopback address that keeps what it takes."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

ANSWERS = {
    b"EHLO": b"250 mailbox",
    b"DATA": b"354 go on",
    b"QUIT": b"221 bye",
}


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 mailbox\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            self.wfile.write(ANSWERS.get(verb, b"250 ok") + b"\r\n")
            if verb == b"DATA":
                self._take()
            if verb == b"QUIT":
                return

    def _take(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        data = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
        self.server.letters.append(email.message_from_bytes(data, policy=email.policy.default))
        self.wfile.write(b"250 taken\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Session)
        self.letters: list[EmailMessage] = []


class Mailbox:
    """A port that letters go to; the server behind it comes and goes."""

    def __init__(self) -> None:
        with _Server(0) as probe:
            self.port = probe.server_address[1]

    @contextmanager
    def open(self) -> Iterator[list[EmailMessage]]:
        """The letters that arrive meanwhile."""
        with _Server(self.port) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            try:
                yield server.letters
            finally:
                server.shutdown()
                thread.join()


@pytest.fixture
def mailbox(settings) -> Mailbox:
    """Letters of this test go over a real connection."""
    found = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
    return found
