"""What a production must not start with, and the sentence that says what to set."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from partnerships.shared.sealing import test_authority
from partnerships.shared.secrets import new_key
from tests.house.forks import Forks

GOOD = {
    "SECRET_KEY": "k3jVq8zLw0PxTn5Yb7Rd2Fm9Hs4Gc6Ja1Ue3Io5Qy7Wt9Zr2Xv4",
    "HANDSCHLAG_ENCRYPTION_KEYS": new_key(),
    "ALLOWED_HOSTS": "handschlag.example",
    "SITE_URL": "https://handschlag.example",
    "DATABASE_URL": "postgres://handschlag_site@localhost/handschlag",
    "REDIS_URL": "redis://localhost:6379/0",
    "OPERATOR_NAME": "Polizei Musterstadt",
    "OPERATOR_ADDRESS": "Am Anger 1, 00000 Musterstadt",
    "OPERATOR_EMAIL": "handschlag@polizei.example",
    "OPERATOR_PHONE": "0221 4710100",
    "OPERATOR_REPRESENTED_BY": "Ada Muster",
    "DATA_PROTECTION_OFFICER": "Datenschutz, datenschutz@polizei.example",
}
SERVICE = {
    "OIDC_ISSUER": "https://sign-in.example",
    "OIDC_CLIENT_ID": "handschlag",
    "OIDC_CLIENT_SECRET": "a secret of nobody",
    "OIDC_NAME": "Amtskonto",
}
MAILBOX = {
    "REPLIES_URL": "imaps://answers:secret@mail.example/Answers",
    "REPLIES_ADDRESS": "answers@mail.example",
}
WRONG = [
    ({"SECRET_KEY": ""}, "SECRET_KEY"),
    ({"SECRET_KEY": "django-insecure-" + "k3jVq8zLw0PxTn5Yb7Rd2Fm9Hs4Gc6Ja1Ue3Io5Q"}, "SECRET_KEY"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY"),
    ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
    ({"DEBUG": "1"}, "DEBUG"),
    ({"HANDSCHLAG_ENCRYPTION_KEYS": ""}, "HANDSCHLAG_ENCRYPTION_KEYS"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": ".example.org"}, "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": "handschlag.example,http://other.example"}, "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": "handschlag.example:443"}, "ALLOWED_HOSTS"),
    ({"HANDSCHLAG_ENCRYPTION_KEYS": "junk"}, "HANDSCHLAG_ENCRYPTION_KEYS"),
    ({"HANDSCHLAG_ENCRYPTION_KEYS": f"{new_key()},{'A' * 43}="}, "HANDSCHLAG_ENCRYPTION_KEYS"),
    ({"SITE_URL": "http://handschlag.example"}, "SITE_URL"),
    ({"SITE_URL": "https://other.example"}, "SITE_URL"),
    ({"SITE_URL": None}, "SITE_URL"),
    ({"CSRF_TRUSTED_ORIGINS": "https://*.example"}, "CSRF_TRUSTED_ORIGINS"),
    ({"CSRF_TRUSTED_ORIGINS": "http://handschlag.example"}, "CSRF_TRUSTED_ORIGINS"),
    ({"HANDSCHLAG_TESTING": "1"}, "HANDSCHLAG_TESTING"),
    ({"HANDSCHLAG_TESTING": "1", "DEBUG": "1", "SECRET_KEY": "short"}, "HANDSCHLAG_TESTING"),
    ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'"),
    ({"PORT": "http"}, "PORT is 'http'"),
    ({"DATABASE_URL": None}, "Set the environment variable DATABASE_URL"),
    ({"REDIS_URL": None}, "Set the environment variable REDIS_URL"),
    ({"SECRET_KEY": None}, "Set the environment variable SECRET_KEY"),
    ({"FIGURES_TOKEN": "a" * 40}, "FIGURES_TOKEN can be guessed"),
    ({"FIGURES_TOKEN": "short-0123456789"}, "FIGURES_TOKEN can be guessed"),
    (SERVICE | {"OIDC_ISSUER": "http://sign-in.example"}, "OIDC_ISSUER must begin with https"),
    (SERVICE | {"OIDC_ISSUER": "https://sign-in.example/" + "x" * 200}, "longer than 200"),
    (SERVICE | {"OIDC_CLIENT_ID": ""}, "set OIDC_CLIENT_ID"),
    (SERVICE | {"OIDC_NAME": ""}, "OIDC_NAME"),
    ({"REPLIES_URL": "imaps://a:b@mail.example"}, "set REPLIES_ADDRESS"),
    ({"REPLIES_ADDRESS": "answers@mail.example"}, "REPLIES_URL must be like"),
    (MAILBOX | {"REPLIES_URL": "https://a:b@mail.example"}, "REPLIES_URL must be like"),
    (MAILBOX | {"REPLIES_URL": "imaps://mail.example"}, "REPLIES_URL must be like"),
    ({"OPERATOR_EMAIL": "Polizei"}, "OPERATOR_EMAIL is no e-mail address"),
    ({"OPERATOR_EMAIL": "Polizei <a@b.example>"}, "OPERATOR_EMAIL is no e-mail address"),
    ({"OPERATOR_LOGO": "/nowhere/logo.svg"}, "OPERATOR_LOGO cannot be read"),
    ({"OPERATOR_LOGO": "pyproject.toml"}, "OPERATOR_LOGO is neither a PNG nor an SVG file"),
    ({"OPERATOR_TEXTS": "/nowhere"}, "OPERATOR_TEXTS is no folder"),
    ({"SIGN_LANGUAGE_VIDEO": "pyproject.toml"}, "SIGN_LANGUAGE_VIDEO is neither"),
]


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    forks = Forks(settings.ROOT)
    yield forks
    forks.close()


def environment(changes: dict) -> dict[str, str]:
    """A production's, with these changes; None takes a variable away."""
    values = {key: value for key, value in (GOOD | changes).items() if value is not None}
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **values}


def run(changes: dict, *command: str) -> subprocess.CompletedProcess[str]:
    """A process of its own."""
    return subprocess.run(
        [sys.executable, *command],
        check=False,
        cwd=settings.ROOT,
        env=environment(changes),
        capture_output=True,
        text=True,
    )


IMPORT = ("-c", "import config.settings")
CHECK = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")


@pytest.mark.parametrize("command", [IMPORT, CHECK], ids=["import", "check"])
@pytest.mark.parametrize("changes", [{}, {"SECRET_KEY": "short"}], ids=["good", "wrong"])
def test_a_copy_says_what_a_process_of_its_own_says(forks, changes, command) -> None:
    alone, copied = run(changes, *command), forks.run(environment(changes), *command)
    assert (copied.returncode, copied.stdout) == (alone.returncode, alone.stdout)
    assert copied.stderr.splitlines()[-2:] == alone.stderr.splitlines()[-2:]


@pytest.mark.parametrize(("changes", "named"), WRONG)
def test_it_does_not_start(forks, changes, named) -> None:
    done = forks.run(environment(changes), *IMPORT)
    assert done.returncode != 0
    assert named in done.stderr.strip().splitlines()[-1] or named in done.stderr.split("Error")[-1]
    if not changes.get("SECRET_KEY"):
        assert GOOD["SECRET_KEY"] not in done.stderr  # the sentence names it and shows nothing


ASKED = """
from wsgiref.util import setup_testing_defaults
from config.wsgi import application
request = {"PATH_INFO": "/healthz", "HTTP_HOST": "handschlag.example", "wsgi.url_scheme": "https"}
setup_testing_defaults(request)
print(b"".join(application(request, lambda status, headers: print(status))).decode())
"""


def test_what_the_web_server_calls_answers(forks) -> None:
    done = forks.run(environment({}), "-c", ASKED)
    assert (done.returncode, done.stdout) == (0, "200 OK\nok\n"), done.stderr


@pytest.mark.parametrize("changes", [{}, MAILBOX], ids=["none", "a mailbox"])
def test_the_clock_reads_a_mailbox_only_where_there_is_one(forks, changes) -> None:
    ask = (
        "from config import settings as s; print('meetings.read_replies' in s.CELERY_BEAT_SCHEDULE)"
    )
    done = forks.run(environment(changes), "-c", ask)
    assert (done.returncode, done.stdout) == (0, f"{bool(changes)}\n"), done.stderr


def test_with_a_key_that_the_command_prints_it_starts(forks) -> None:
    keys = [StringIO(), StringIO()]
    for printed in keys:
        call_command("new_key", stdout=printed)
    assert keys[0].getvalue() != keys[1].getvalue()
    both = ",".join(printed.getvalue().strip() for printed in keys)
    done = forks.run(environment({"HANDSCHLAG_ENCRYPTION_KEYS": both}), *IMPORT)
    assert done.returncode == 0, done.stderr


def test_the_demo_needs_none_of_it(forks) -> None:
    demo = {"HANDSCHLAG_DEMO": "1", "HANDSCHLAG_ENCRYPTION_KEYS": "", "ALLOWED_HOSTS": ""}
    done = forks.run(
        environment(demo),
        "-c",
        "from config import settings as s; assert '*' not in s.ALLOWED_HOSTS",
    )
    assert done.returncode == 0, done.stderr


def sealing(folder: Path, **how) -> dict[str, str]:
    """A certificate that seals, in the files of the settings."""
    authority = test_authority.new_authority("Trust centre")
    pair = test_authority.issue(authority, "Seal", **how)
    written = {
        "SEAL_CERTIFICATE": test_authority.pem(pair.certificate),
        "SEAL_KEY": test_authority.key_pem(pair.key),
        "SEAL_TRUST_ROOTS": test_authority.pem(authority.certificate),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    return {name: str(folder / name) for name in written}


@pytest.fixture
def deployed(forks) -> Callable[[dict], subprocess.CompletedProcess[str]]:
    return lambda changes: forks.run(environment(changes), *CHECK)


@pytest.mark.parametrize("changes", [{}, SERVICE], ids=["plain", "with a sign-in service"])
def test_a_production_passes_the_deployment_check(deployed, changes, tmp_path) -> None:
    done = deployed(changes | sealing(tmp_path))
    assert done.returncode == 0, done.stderr


BUCKET = {
    "FILES_BUCKET": "files",
    "FILES_URL": "https://s3.example",
    "FILES_KEY_ID": "i",
    "FILES_KEY": "k",
}


def test_a_bucket_named_in_full_passes(deployed, tmp_path) -> None:
    done = deployed(BUCKET | sealing(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", ["FILES_URL", "FILES_KEY_ID", "FILES_KEY"])
def test_what_a_bucket_lacks_is_named(deployed, tmp_path, missing) -> None:
    done = deployed(BUCKET | {missing: ""} | sealing(tmp_path))
    assert done.returncode == 1 and f"Beside FILES_BUCKET set {missing}." in done.stderr


def test_files_do_not_travel_in_clear(deployed, tmp_path) -> None:
    done = deployed(BUCKET | {"FILES_URL": "http://s3.example"} | sealing(tmp_path))
    assert done.returncode == 1 and "FILES_URL must begin with https://" in done.stderr


def test_a_production_that_does_not_say_who_runs_it_is_warned(deployed, tmp_path) -> None:
    nobody = {name: "" for name in GOOD if name.startswith(("OPERATOR", "DATA_PROTECTION"))}
    done = deployed(nobody | sealing(tmp_path))
    assert done.returncode == 1
    assert [name for name in nobody if f"{name} is not set" not in done.stderr] == []


def test_a_production_that_cannot_seal_is_warned(deployed, tmp_path) -> None:
    done = deployed({})
    assert done.returncode == 1 and "SEAL_CERTIFICATE" in done.stderr
    expired = sealing(
        tmp_path, since=datetime(2020, 1, 1, tzinfo=UTC), until=datetime(2021, 1, 1, tzinfo=UTC)
    )
    done = deployed(expired)
    assert done.returncode == 1 and "has expired" in done.stderr
