"""The production shape as far as it can be checked without a Docker engine: syntax, variables."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
DOCKERFILE = (ROOT / "Dockerfile").read_text()
PLACEHOLDER = re.compile(r"(?<!\$)\$\{(\w+)(?::([?-])([^}]*))?\}")
SECRETS = {
    "HANDSCHLAG_ENCRYPTION_KEYS": "ZmVybmV0LWtleS1mb3ItdGhlLXRlc3Qtb2YtY29tcG8=",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "HANDSCHLAG_HOST": "handschlag.example.org",
}


def read_by_config() -> dict[str, bool]:
    """Each variable that config/ reads through env.py, and whether it must be set."""
    found = {}
    for path in [*ROOT.glob("config/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env."):
                name = ast.literal_eval(node.args[0])
                has_default = len(node.args) > 1 or any(k.arg == "default" for k in node.keywords)
                found[name] = ast.unparse(node.func) == "env.text" and not has_default
    return found


def filled(value: str) -> str:
    """As compose fills it in: from .env, else the default."""
    return PLACEHOLDER.sub(
        lambda m: m[3] if m[2] == "-" else SECRETS.get(m[1], m[1].lower()), str(value)
    ).replace("$$", "$")


def test_the_services_are_those_of_the_design() -> None:
    ours = {"web", "intake", "worker", "clock", "migrate"}
    assert set(SERVICES) == ours | {"postgres", "redis", "proxy"}
    assert set(OURS) == ours


@pytest.mark.parametrize("name", OURS)
def test_every_variable_passed_is_read_and_every_required_one_is_passed(name: str) -> None:
    passed, read = set(OURS[name]["environment"]), read_by_config()
    assert passed <= set(read)
    assert {variable for variable, required in read.items() if required} <= passed


def test_what_the_image_sets_is_read() -> None:
    standard = {"PATH", "HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    block = re.search(r"^ENV ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
    assert block
    ours = set(re.findall(r"(\w+)=", block[1])) - standard - {"DJANGO_SETTINGS_MODULE"}
    assert ours <= set(read_by_config())


@pytest.mark.parametrize("name", OURS)
def test_the_settings_start_with_what_is_passed(name: str) -> None:
    values = {key: filled(value) for key, value in OURS[name]["environment"].items()}
    done = subprocess.run(
        [sys.executable, "-c", "from config import settings as s; assert s.HTTPS and not s.DEBUG"],
        check=False,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **values},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_only_migrate_knows_the_owner() -> None:
    knows = {name for name, service in OURS.items() if "OWNER" in str(service["environment"])}
    assert knows == {"migrate"}


def test_what_takes_complaints_cannot_open_them() -> None:
    """The keys lie in one container, and the proxy sends the form and the mailbox to another one."""
    holds = {name for name, service in OURS.items() if "complaints" in str(service["volumes"])}
    knows = {name for name, service in OURS.items() if "COMPLAINTS_KEYS" in service["environment"]}
    assert holds == knows == {"web"}
    caddy = (ROOT / "deploy/Caddyfile").read_text()
    path = re.search(r"@complaint path_regexp (\S+)", caddy)
    assert path and "reverse_proxy @complaint intake:8000" in caddy
    for address in ("/complaint/", "/ar/complaint/write/", "/de-simple/complaint/mailbox/"):
        assert re.search(path[1], address)
    assert not re.search(path[1], "/complaints/7/")


@pytest.mark.parametrize("name", OURS)
def test_our_containers_have_few_rights(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "user" not in service
    assert "privileged" not in service


@pytest.mark.parametrize("name", SERVICES)
def test_health_is_checked(name: str) -> None:
    assert name == "migrate" or SERVICES[name]["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_named_things_exist() -> None:
    for name, service in SERVICES.items():
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).exists(), (name, source)


def test_images_are_pinned() -> None:
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+:\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == len(SERVICES) + 2
    for image in images:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?", image), image


def test_the_example_names_every_variable_of_the_file_and_no_other() -> None:
    example = (ROOT / "deploy/example.env").read_text()
    wanted = {match[1] for match in PLACEHOLDER.finditer((ROOT / "docker-compose.yml").read_text())}
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == wanted


def test_every_variable_is_explained() -> None:
    ours = {
        "HANDSCHLAG_LEASE_SECONDS",
        "HANDSCHLAG_SWEEP_SECONDS",
        "HANDSCHLAG_TESTING",
    }  # for tests
    places = ("docs/operations.md", "deploy/example.env", "docker-compose.yml")
    said = set(re.findall(r"\w+", "".join((ROOT / place).read_text() for place in places)))
    assert set(read_by_config()) - said == ours


def test_the_image_runs_as_nobody_special_and_without_what_tests_need() -> None:
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER \d{5}:\d{5}$", last, re.MULTILINE)
    assert "requirements-dev" not in DOCKERFILE
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var", "tests", ".env"} <= set(ignored)


def test_versions_agree_with_the_start_without_docker() -> None:
    bootstrap = "".join(path.read_text() for path in (ROOT / "script/bootstrap.d").iterdir())
    uv = re.search(r"^UV_VERSION=(\S+)", bootstrap, re.MULTILINE)
    assert uv and f"uv=={uv[1]}" in DOCKERFILE
    for package in (
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
        "libharfbuzz-subset0",
        "fonts-noto-core",
    ):
        assert package in DOCKERFILE and package in bootstrap


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "package-lock.json"]
)
def test_no_lock_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"^--|file:", text, re.MULTILINE)
    assert '"resolved"' not in text
    if lock.endswith(".lock"):
        assert "://" not in text
        assert set(re.findall(r"^\S+==\S+", text, re.MULTILINE))
