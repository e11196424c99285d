"""With a time-stamp service the seal proves its time; when the service is silent, it is tried again."""

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from partnerships.shared.outbox import Status
from partnerships.shared.sealing import certificates, test_authority
from partnerships.shared.sealing.certificates import roots_of_seals, roots_of_signatures
from partnerships.shared.sealing.checks.report import read_report
from partnerships.shared.sealing.seal import _asn1
from tests.documents.pdfcheck import problems
from tests.sealing.scenes import ask, bytes_of, made

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority() -> test_authority.Pair:
    return test_authority.new_authority("Time")


@pytest.fixture(scope="module")
def service(authority) -> Iterator[str]:
    """A real service on loopback (RFC 3161 over HTTP); its address."""
    pair = test_authority.issue(
        authority,
        "Clock",
        purpose=ExtendedKeyUsageOID.TIME_STAMPING,
        key=rsa.generate_private_key(65537, 2048),
    )
    der = pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(_asn1(pair.certificate), asn1_keys.PrivateKeyInfo.load(der))

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            found = stamper.async_request_tsa_response(tsp.TimeStampReq.load(asked))
            body = asyncio.run(found).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


def test_the_time_is_proven(kind, service, authority, settings, tmp_path):
    (tmp_path / "roots.pem").write_bytes(test_authority.pem(authority.certificate))
    settings.SIGNATURE_TRUST_ROOTS = str(tmp_path / "roots.pem")
    settings.SEAL_TIMESTAMP_URL = service
    certificates._load.cache_clear()
    document = made(ask(kind, None))
    assert (document.status, document.sealed_file.level) == (Status.DONE, "B-T")
    assert problems(bytes_of(document)) == []
    [seal] = read_report(bytes_of(document), [*roots_of_seals(), *roots_of_signatures()]).signatures
    assert seal.valid and seal.at_proven


def test_a_silent_service_is_asked_again(kind, settings):
    settings.SEAL_TIMESTAMP_URL = "http://127.0.0.1:9/"
    document = made(ask(kind, None))
    assert (document.status, document.error_code) == (Status.QUEUED, "no_time_stamp")
    assert document.sealed_file.sealed_at is None
