"""No secret stands in a log: neither in ours, nor in the web server's, nor in the proxy's."""

import http.client
import io
import logging
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from gunicorn.config import Config

from config.embedded.programs import WEB
from config.logs import MASK, SECRET, Masking, WebLog, masked, routes
from config.web import gunicorn

ROOT = Path(settings.ROOT)
TOKEN = "Zm9vYmFyLWxpdmUtc2VjcmV0LW9mLTMyYnl0ZXM"
CHECKED = "Zm9vYmFyLWxpdmUtc2VjcmV0LW9mLTMy"
# Beside numbers of rows, which are called `pk` or end so.
HARMLESS = {
    *("language", "verb", "way", "number", "app_label", "object_id", "content_type_id", "url"),
    "slug",
    "schema",
    "kind",
    "year",
}
LIVE = [  # addresses that open something
    f"/invitations/{TOKEN}/",
    f"/invitations/{TOKEN}/join/",
    f"/accounts/password/reset/key/4f-{TOKEN}/",
    f"/accounts/confirm-email/MQ:1abc:{TOKEN}/",
    f"/de/verify/file/{CHECKED}/",
    f"/verify/{TOKEN}/",
]
SLIPS = [  # as they are mistyped, cut off, encoded and passed on
    f"/invitations/{TOKEN}",
    f"/invitations/{TOKEN}/joni/",
    f"//invitations/{TOKEN}/",
    f"/%69nvitations/{TOKEN}/",
    f"/invitations%2F{TOKEN}%2Fjoin%2F",
    f"/accounts/login/?next=%2Finvitations%2F{TOKEN}%2Fjoin%2F",
    f"https://handschlag.example/invitations/{TOKEN}/",
    f"/accounts/password/reset/key/4f-{TOKEN}",
    f"/organisations/?q={TOKEN}",
]
PLAIN = [
    *("/invitations/", "/invitations/12/resend/", "/people/7/", "/accounts/password/reset/"),
    *("/de/verify/", "/agreements/3/clauses/4/", "/static/app.css", "and/or", "3/4 done"),
]


def test_every_parameter_of_an_address_is_a_secret_or_harmless() -> None:
    named = {name for _route, names in routes() for name in names}
    numbers = {name for name in named if name == "pk" or name.endswith("_pk")}
    assert named - SECRET - numbers == HARMLESS
    assert SECRET - named == set()
    told = {route for route, names in routes() if SECRET & set(names)}
    assert len(told) >= 6


@pytest.mark.parametrize("address", [*LIVE, *SLIPS])
def test_a_secret_is_masked(address) -> None:
    for line in ("Not Found: {}", '127.0.0.1 "GET {} HTTP/1.1" 200', "Gone: {}", "'{}'"):
        written = masked(line.format(address))
        assert TOKEN not in written and CHECKED not in written
        assert MASK in written


@pytest.mark.parametrize("address", PLAIN)
def test_what_opens_nothing_can_be_read(address) -> None:
    assert masked(f"Not Found: {address}") == f"Not Found: {address}"


@pytest.fixture
def written():
    """What our own handler writes meanwhile."""
    (handler,) = [h for h in logging.getLogger().handlers if isinstance(h.formatter, Masking)]
    kept = io.StringIO()
    before = handler.setStream(kept)
    yield kept
    handler.setStream(before)


@pytest.mark.parametrize("address", LIVE)
def test_what_django_says_of_a_request(db, settings, written, address) -> None:
    """Gone, not found, forbidden, not allowed, and a fault of the program."""
    settings.LANGUAGE_CODE = "en"
    Client().get(address)
    Client(enforce_csrf_checks=True).post(address)
    Client().put(address)
    Client().get(f"{address}nowhere/")
    log = logging.getLogger("django.request")
    try:
        raise ValueError(f"no good: {address}")
    except ValueError:
        log.exception("Internal Server Error: %s", address)
    said = written.getvalue()
    assert "Internal Server Error: /" in said and "Traceback" in said
    assert TOKEN not in said and CHECKED not in said


def test_no_other_handler_writes() -> None:
    """Every handler of a logger that speaks of requests is ours or writes nothing."""
    for name in ("", "django", "django.request", "django.security", "django.server", "celery"):
        handlers = [
            handler
            for handler in logging.getLogger(name).handlers
            if not isinstance(handler, logging.NullHandler)
            and not type(handler).__module__.startswith("_pytest")
        ]
        assert all(isinstance(handler.formatter, Masking) for handler in handlers), name


def test_the_web_servers_log_class(tmp_path) -> None:
    cfg = Config()
    cfg.set("accesslog", str(tmp_path / "access"))
    cfg.set("errorlog", str(tmp_path / "error"))
    log = WebLog(cfg)
    log.error("Error handling request %s", LIVE[0])
    log.access_log.info('"GET %s HTTP/1.1" 410 "%s"', LIVE[2], f"https://x.example{LIVE[0]}")
    for name in ("access", "error"):
        said = (tmp_path / name).read_text()
        assert MASK in said and TOKEN not in said


@pytest.mark.slow
def test_a_real_server_keeps_no_log_of_visitors(tmp_path) -> None:
    """Started as we start it, and somebody has tried to switch one on. What Django says is masked."""
    place, log = tmp_path / "web", tmp_path / "log"
    command = [*WEB, "--bind", f"unix:{place}", "--access-logfile", "-"]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + 60
        while not place.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        for address in (LIVE[0], LIVE[2], SLIPS[3], SLIPS[5]):
            talk = http.client.HTTPConnection("localhost", timeout=60)
            talk.sock = socket.socket(socket.AF_UNIX)
            talk.sock.connect(str(place))
            talk.request("GET", address, headers={"Referer": f"http://localhost{LIVE[1]}"})
            talk.getresponse().read()
            talk.close()
    finally:
        server.terminate()
        server.wait(30)
    said = log.read_text()
    assert '"GET /' not in said, said
    assert TOKEN not in said


def test_every_web_server_is_started_with_it() -> None:
    started = (ROOT / "Dockerfile").read_text()
    assert '"gunicorn", "-c", "python:config.web.gunicorn"' in started
    assert WEB[1:] == ["-m", "gunicorn", "-c", "python:config.web.gunicorn"]
    assert gunicorn.logger_class == "config.logs.WebLog"
    assert sys.executable == WEB[0]


def test_the_proxy_logs_no_request() -> None:
    told = (ROOT / "deploy/Caddyfile").read_text()
    (filtered,) = re.findall(r"log default \{.*?\n\t\}", told, re.DOTALL)
    assert "request delete" in filtered
    assert len(re.findall(r"^\s*log\b", told, re.MULTILINE)) == 1


def test_the_addresses_above_are_those_of_the_house() -> None:
    assert reverse("directory:invitation", args=[TOKEN]) == LIVE[0]
    assert reverse("account_confirm_email", args=[f"MQ:1abc:{TOKEN}"]) == LIVE[3]
