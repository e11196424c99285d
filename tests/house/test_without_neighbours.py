"""Redis or the mail server does not answer: signing in says so, everything else works on."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client

from partnerships.shared.documents.models import Document
from tests.documents.scenes import agreement_of_thirteen

pytestmark = pytest.mark.django_db
NOWHERE = "unix:///nowhere/redis.sock"


@contextmanager
def refusing_letters() -> Iterator[tuple[int, list[str]]]:
    """A mail server that knows nobody: its port, and whom it refused."""
    refused: list[str] = []

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                if line.upper().startswith(b"RCPT"):
                    refused.append(line.decode().partition("<")[2].partition(">")[0])
                    self.wfile.write(b"550 nobody of that name\r\n")
                else:
                    self.wfile.write(b"250 well\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1], refused
        server.shutdown()
        thread.join(5)


@pytest.fixture
def without_redis(settings):
    backend = settings.CACHES["default"]["BACKEND"]
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": NOWHERE}}


def says_why(answer) -> bool:
    page = answer.content.decode()
    return answer.status_code == 503 and answer["Retry-After"] == "60" and "<h1" in page


def test_signing_in_without_redis_says_so(without_redis, cast):
    client = cast.client("anonymous")
    form = {"login": "partner@example.org", "password": "falsch falsch falsch"}
    assert says_why(client.post("/accounts/login/", form))
    assert says_why(client.post("/accounts/login/code/", {"email": "partner@example.org"}))


def test_who_is_signed_in_works_on_without_redis(without_redis, cast):
    agreement, client = agreement_of_thirteen(cast), cast.client("partner")
    assert client.get("/home/").status_code == 200
    assert client.get(f"/agreements/{agreement.pk}/").status_code == 200
    asked = client.post(f"/agreements/{agreement.pk}/document/", {"language": "de"})
    assert asked.status_code == 302 and Document.objects.count() == 1


def mail_through(settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False


def asks(path: str, email: str) -> tuple[int, str]:
    """The answer to this address, without what differs by chance."""
    answer = Client().post(path, {"email": email}, follow=True)
    return answer.status_code, re.sub(
        r'value="[^"]*"|[\w.]+@example.org', "", answer.content.decode()
    )


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_a_letter_that_cannot_go_out_says_so_to_all_alike(cast, settings, path):
    mail_through(settings, 1)
    client = cast.client("anonymous")
    assert says_why(client.post(path, {"email": "partner@example.org"}))
    assert asks(path, "partner@example.org") == asks(path, "unknown@example.org")


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_a_mail_server_that_takes_no_letter_betrays_nobody(cast, settings, path):
    with refusing_letters() as (port, refused):
        mail_through(settings, port)
        known, unknown = asks(path, "partner@example.org"), asks(path, "unknown@example.org")
    assert known == unknown and known[0] == 200
    assert refused == ["partner@example.org"]
