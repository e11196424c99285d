"""A mailbox on loopback behind a real IMAP server (`pymap`, a process of its own, in memory), reached encrypted only."""

import os
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from meetings.mailbox import NOTED, TO_READ

USER, PASSWORD = "answers", "p@ss/word"
PYMAP = Path(sys.executable).with_name("pymap")


class Post:
    """Puts messages into the mailbox, and looks what is where."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.port, self.certificate = port, certificate

    @contextmanager
    def _signed_in(self) -> Iterator[IMAPClient]:
        client = IMAPClient("localhost", port=self.port, ssl=False, timeout=10)
        client.starttls(ssl.create_default_context(cafile=str(self.certificate)))
        client.login(USER, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def put(self, *messages: bytes) -> None:
        """Arrived, in this order."""
        with self._signed_in() as client:
            for message in messages:
                client.append("INBOX", message)

    def count(self) -> tuple[int, int, int]:
        """How many wait, were noted, are left for people."""
        with self._signed_in() as client:
            return tuple(_count(client, folder) for folder in ("INBOX", NOTED, TO_READ))

    def empty(self) -> None:
        """As it was when it was opened."""
        with self._signed_in() as client:
            for folder in ("INBOX", NOTED, TO_READ):
                if client.folder_exists(folder):
                    client.select_folder(folder)
                    if found := client.search("ALL"):
                        client.delete_messages(found)
                        client.expunge()


def _count(client: IMAPClient, folder: str) -> int:
    if not client.folder_exists(folder):
        return 0
    client.select_folder(folder, readonly=True)
    return len(client.search("ALL"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Of localhost, signed by itself: certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


@contextmanager
def running() -> Iterator[Post]:
    """The server, ended at the end."""
    with TemporaryDirectory(prefix="handschlag-imap-") as place:
        certificate, key = make_certificate(Path(place))
        port = free_port()
        process = subprocess.Popen(
            [
                *(str(PYMAP), "--host", "127.0.0.1", "--port", str(port)),
                *("--cert", str(certificate), "--key", str(key)),
                *("dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD),
            ],
            env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, process)
            post = Post(port, certificate)
            post.empty()
            yield post
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(400):
        assert process.poll() is None, "the IMAP server did not start"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise AssertionError("the IMAP server does not answer")


class _Encrypted(socketserver.StreamRequestHandler):
    """What comes encrypted goes on to the server behind, and back."""

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.behind)) as behind:
            back = threading.Thread(target=_pump, args=(behind, self.connection))
            back.start()
            _pump(self.connection, behind)
            back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class _Door(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, post: Post) -> None:
        self.behind = post.port
        self.trusted = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.trusted.load_cert_chain(post.certificate, post.certificate.with_name("key.pem"))
        super().__init__(("127.0.0.1", 0), _Encrypted)

    def get_request(self) -> tuple[ssl.SSLSocket, object]:
        connection, address = super().get_request()
        return self.trusted.wrap_socket(connection, server_side=True), address


@contextmanager
def encrypted_from_the_first_byte(post: Post) -> Iterator[int]:
    """The port of a door before the server, as `imaps` wants it; the server itself knows STARTTLS alone."""
    with _Door(post) as door:
        thread = threading.Thread(target=door.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield door.server_address[1]
        finally:
            door.shutdown()
            thread.join()
