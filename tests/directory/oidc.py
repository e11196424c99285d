"""A real sign-in service on loopback, and a browser that goes there and back."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import requests
from django.test import Client

ENTER, LINK, PAGE = "/accounts/oidc/enter/", "/accounts/oidc/link/", "/accounts/oidc/"
CALLBACK = "/accounts/oidc/callback/"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Service:
    """The service under `issuer`; `knows` sets what it says about a subject."""

    issuer: str

    def knows(self, **claims: Any) -> str:
        """A new subject, with these claims."""
        subject = uuid4().hex
        self.say(subject, **claims)
        return subject

    def say(self, subject: str, **claims: Any) -> None:
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()


@contextmanager
def running() -> Iterator[Service]:
    """As a process of its own, ended at the end."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"],
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    service = Service(f"http://localhost:{port}")
    try:
        _wait_for(service, process)
        yield service
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(service: Service, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(200):
        assert process.poll() is None, "the service did not start"
        try:
            requests.get(service.issuer, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the service does not answer")


@dataclass
class Browser:
    """Goes to the service, says there who it is, and comes back."""

    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        part = uuid4().bytes  # attempts are counted by address
        self.client.defaults["REMOTE_ADDR"] = f"10.{part[0]}.{part[1]}.{part[2]}"

    def leave(self, path: str = ENTER, **typed: str) -> str:
        """The address to which the page leads."""
        answer = self.client.post(path, typed)
        assert answer.status_code == 200, answer.status_code
        return answer.context["address"]

    def prove(self, address: str, subject: str) -> str:
        """The way back, with the service's answer."""
        answer = requests.post(address, {"sub": subject}, allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        assert back.path == CALLBACK
        return f"{back.path}?{back.query}"

    def enter(self, subject: str, path: str = ENTER, **typed: str):
        """There and back."""
        return self.client.get(self.prove(self.leave(path, **typed), subject))

    @property
    def account(self) -> str:
        return self.client.session.get("_auth_user_id", "")


def asked(address: str) -> dict[str, str]:
    """What the browser carries to the service."""
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


class StandIn(HTTPServer):
    """Answers everything with `document`, in which `ISSUER` is its own address."""

    document = ""

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Same(BaseHTTPRequestHandler):
    """The same answer to everything."""

    server: StandIn

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.server.document.replace("ISSUER", self.server.issuer).encode())

    do_POST = do_GET

    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def answering(document: str) -> Iterator[StandIn]:
    """A stand-in for a service that says what the real one never would."""
    server = StandIn(("127.0.0.1", 0), Same)
    server.document = document
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
