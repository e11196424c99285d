"""Figures for an operator: behind a token, readable by Prometheus' own parser, silent about people and matters."""

import os
import subprocess
import sys
import time

import pytest
from django.core.cache import cache
from prometheus_client.parser import text_string_to_metric_families

from meetings.mailbox import READ_AT
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter
from partnerships.shared.outbox import Status
from tests.services import ROOT

TOKEN = "a-token-of-this-test-0123456789abcdef"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(settings, db) -> None:
    settings.FIGURES_TOKEN = TOKEN


def read(client) -> dict[tuple[str, ...], float]:
    """Name and labels of each figure, and its value."""
    answer = client.get("/metrics/", headers=BEARER)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "no-store" in answer["Cache-Control"]
    families = text_string_to_metric_families(answer.content.decode())
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def document(status: str, **more) -> Document:
    done = {"file": "x.pdf", "sha256": "0" * 64} if status == Status.DONE else {}
    return Document.objects.create(
        kind="agreements.agreement",
        title="Geheim",
        language="de",
        facts={},
        status=status,
        **done,
        **more,
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": TOKEN[:-1]},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer é"},
    ],
)
def test_another_token_finds_nothing(client, watched, headers) -> None:
    assert client.get("/metrics/", headers=headers).status_code == 404


def test_without_the_setting_there_is_no_such_address(client, db, settings) -> None:
    assert settings.FIGURES_TOKEN == ""
    for headers in ({}, BEARER, {"Authorization": "Bearer "}):
        assert client.get("/metrics/", headers=headers).status_code == 404


def test_queues_by_state_and_age(client, watched) -> None:
    for status in (Status.QUEUED, Status.QUEUED, Status.FAILED, Status.DONE):
        document(status)
    Letter.objects.create(kind="directory/invitation", email="a@b.example", language="de")
    found = read(client)
    assert found["handschlag_rows", "document", "queued"] == 2
    assert found["handschlag_rows", "document", "running"] == 0
    assert found["handschlag_rows", "document", "failed"] == 1
    assert found["handschlag_rows", "letter", "queued"] == 1
    assert found["handschlag_oldest_seconds", "check"] == 0
    assert 0 <= found["handschlag_oldest_seconds", "letter"] < 60
    assert found["handschlag_reachable", "database"] == found["handschlag_reachable", "redis"] == 1


def test_a_mailbox_for_answers_has_a_figure_of_its_own(client, watched, settings) -> None:
    assert ("handschlag_replies_read_seconds",) not in read(client)
    settings.REPLIES_URL = "imaps://a:b@mail.example"
    assert read(client)["handschlag_replies_read_seconds",] == float("inf")
    cache.set(READ_AT, time.time() - 60)
    assert 60 <= read(client)["handschlag_replies_read_seconds",] < 120


def test_memory_is_that_of_a_process(client, watched) -> None:
    memory = [
        value for key, value in read(client).items() if key[0] == "handschlag_web_memory_bytes"
    ]
    assert len(memory) == 1 and 50_000_000 < memory[0] < 5_000_000_000


def test_nothing_tells_of_people_or_matters(client, watched, cast) -> None:
    """However much the house holds: what is done, who is there and what things are called do not stand in it."""
    before = set(read(client))
    document(Status.DONE, requested_by=cast.account("liaison"))
    after = client.get("/metrics/", headers=BEARER).content.decode()
    assert set(read(client)) == before
    assert "Geheim" not in after and "agreements" not in after and "@" not in after


ASKED = f"""
import django; django.setup()
from django.test import Client
answer = Client().get("/metrics/", headers={BEARER} | {{"Host": "localhost"}})
print(answer.status_code, answer.content.decode())
"""


def test_lost_services_are_figures() -> None:
    nobody = {
        "DATABASE_URL": "postgresql://none@%2Fnowhere/none",
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    ours = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "FIGURES_TOKEN": TOKEN,
        "ALLOWED_HOSTS": "localhost",
        **nobody,
    }
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        check=True,
        cwd=ROOT,
        env=os.environ | ours,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("200 ")
    assert 'handschlag_reachable{service="database"} 0.0' in done.stdout
    assert 'handschlag_reachable{service="redis"} 0.0' in done.stdout
    assert "handschlag_rows" not in done.stdout
