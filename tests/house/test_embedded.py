"""PostgreSQL and Redis from wheels: started, stopped, killed, and started again, by any user."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.embedded import children, environment, places, ports
from config.embedded.programs import MANAGE
from config.embedded.trouble import Refused
from tests.services import ROOT, read_variables

NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "HANDSCHLAG_VAR", "PORT")


class Run:
    """One start of the embedded services in `folder`."""

    def __init__(
        self,
        folder: Path,
        *,
        python: str | list[str] = sys.executable,
        safe: bool = False,
        **identity,
    ) -> None:
        command = [python] if isinstance(python, str) else python
        speed = [] if safe else ["--throwaway"]
        self.process = subprocess.Popen(
            [*command, "-m", "config.embedded", "--services", *speed],
            env=outside(HANDSCHLAG_VAR=str(folder)),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            **identity,
        )
        self.variables = read_variables(self.process)
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def sql(self, question: str, role: str = "DATABASE_OWNER_URL") -> list[tuple]:
        with psycopg.connect(self.variables[role], autocommit=True) as connection:
            cursor = connection.execute(question)
            return cursor.fetchall() if cursor.description else []

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        code = self.close()
        _gone, alive = psutil.wait_procs(self.family, 5)
        assert not alive
        return code

    def close(self) -> int:
        assert self.process.stdout
        self.process.stdout.close()
        return self.process.wait(40)

    def kill_everything(self) -> None:
        self.process.kill()
        for process in self.family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self.close()
        psutil.wait_procs(self.family, 10)


class Starter:
    """Starts in folders of its own, and leaves nothing behind."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.runs: list[Run] = []

    def __call__(self, name: str = "var", **options: object) -> Run:
        self.runs.append(Run(self.base / name, **options))
        return self.runs[-1]

    def refused(self, *words: str, name: str = "var", **variables: str) -> str:
        """What a start says that must not succeed."""
        done = subprocess.run(
            [sys.executable, "-m", "config.embedded", *words],
            check=False,
            env=outside(HANDSCHLAG_VAR=str(self.base / name), **variables),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1, done
        assert "Traceback" not in done.stderr
        return done.stderr


def outside(**variables: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in NOT_OURS} | variables


def starter() -> Iterator[Starter]:
    # Not tmp_path: pytest's folders are closed to the account that runs PostgreSQL for root.
    base = Path(tempfile.mkdtemp(prefix="handschlag-embedded-"))
    base.chmod(0o711)
    starter = Starter(base)
    yield starter
    for run in starter.runs:
        if run.process.poll() is None:
            run.end()
    shutil.rmtree(base, ignore_errors=True)


start = pytest.fixture(starter, name="start")
kept = pytest.fixture(starter, name="kept", scope="module")


@pytest.fixture(scope="module")
def run(kept: Starter) -> Run:
    """Services that several tests look at; none of them stops or changes anything."""
    return kept()


def test_data_outlives_a_stop_and_a_kill_of_everything(start: Starter) -> None:
    run = start(safe=True)
    run.sql("CREATE TABLE kept AS SELECT 1 AS n")
    assert run.end() == 0
    run = start(safe=True)
    run.sql("INSERT INTO kept VALUES (2)")
    run.kill_everything()
    run = start(safe=True)
    assert run.sql("SELECT sum(n) FROM kept") == [(3,)]
    assert run.end(signal.SIGINT) == 0


def test_what_a_killed_start_left_running_is_ended(start: Starter) -> None:
    run = start()
    run.process.kill()
    run.close()
    start()
    _gone, alive = psutil.wait_procs(run.family, 5)
    assert not alive


def test_a_second_start_is_refused_in_a_sentence(kept: Starter, run: Run) -> None:
    said = kept.refused("--services")
    assert f"already runs with the data folder {kept.base / 'var'}" in said
    assert str(run.process.pid) in said
    assert run.sql("SELECT 1") == [(1,)]


def test_a_taken_port_is_told_before_anything_starts(start: Starter) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = start.refused(PORT=str(port))
    assert f"Port {port} cannot be used" in said
    assert not (start.base / "var" / "pg").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refused, match="write a number from 1 to 65535"):
        ports.chosen()


def test_lost_keys_are_told(start: Starter) -> None:
    start().end()
    (start.base / "var" / "secrets.json").unlink()
    assert "secrets.json is missing" in start.refused("--services")


def test_a_long_path(start: Starter) -> None:
    name = "/".join(["a-folder-with-a-long-name"] * 8)
    run = start(name)
    assert run.sql("SELECT 1") == [(1,)]
    sockets = Path(run.variables["REDIS_URL"].removeprefix("unix://")).parent
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert run.end() == 0
    assert not sockets.exists()


def test_only_their_owner_reaches_them(kept: Starter, run: Run) -> None:
    var = kept.base / "var"
    for folder in ("pg", "redis", "logs", "s/p", "s/r"):
        assert stat.S_IMODE((var / folder).stat().st_mode) == 0o700, folder
    assert stat.S_IMODE((var / "secrets.json").stat().st_mode) == 0o600
    assert [process for process in run.family if listens(process)] == []
    without_password = run.variables["DATABASE_URL"].replace(":" + password(run), "")
    with pytest.raises(psycopg.OperationalError, match="no password"):
        psycopg.connect(without_password)


@contextlib.contextmanager
def a_careless_umask() -> Iterator[None]:
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def test_letters_of_the_demo_are_read_by_their_owner_alone(tmp_path: Path) -> None:
    here = {"HANDSCHLAG_VAR": str(tmp_path), "HANDSCHLAG_DEMO": "1", "PORT": "8000"}
    command = [*MANAGE, "sendtestemail", "somebody@demo.handschlag.example"]
    with a_careless_umask():
        children.run("mail", command, environment=os.environ | here, logs=tmp_path)
    letters = list((tmp_path / "mail").iterdir())
    assert len(letters) == 1
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700
    assert stat.S_IMODE(letters[0].stat().st_mode) == 0o600


def test_letters_of_an_earlier_start_are_closed_to_others(start: Starter) -> None:
    (start.base / "var" / "mail").mkdir(parents=True)
    (start.base / "var" / "mail").chmod(0o755)
    start()
    assert stat.S_IMODE((start.base / "var" / "mail").stat().st_mode) == 0o700


def listens(process: psutil.Process) -> bool:
    try:
        return any(c.status == psutil.CONN_LISTEN for c in process.net_connections("inet"))
    except psutil.NoSuchProcess:  # PostgreSQL's helpers come and go
        return False


def password(run: Run) -> str:
    return run.variables["DATABASE_URL"].partition("@")[0].rpartition(":")[2]


def test_the_roles_have_no_more_than_they_need(run: Run) -> None:
    rights = run.sql(
        "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole, rolcreatedb FROM pg_roles"
        " WHERE rolname LIKE 'handschlag%' ORDER BY 1"
    )
    assert rights == [
        ("handschlag_archivist", False, False),
        ("handschlag_owner", False, True),
        ("handschlag_site", False, False),
    ]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run.sql("CREATE TABLE t (n int)", "DATABASE_URL")


def test_the_site_never_learns_the_owners_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://somebody")
    here = places.Places(Path("/v"), Path("/v/s"), None)
    secrets = dict.fromkeys(["SECRET_KEY", "HANDSCHLAG_ENCRYPTION_KEYS", "handschlag_site"], "x")
    assert "DATABASE_OWNER_URL" not in environment.for_site(here, secrets)


def test_a_command_with_the_services_hands_back_its_code(start: Starter) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "config.embedded",
            "--services",
            "--throwaway",
            "sh",
            "-c",
            "exit 7",
        ],
        check=False,
        env=outside(HANDSCHLAG_VAR=str(start.base / "var")),
        cwd=ROOT,
    )
    assert done.returncode == 7
    assert list((start.base / "var" / "processes").iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_folder_that_cannot_be_is_told(start: Starter, name: str) -> None:
    (start.base / "file").touch()
    assert "cannot be used" in start.refused("--services", name=name)


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user runs PostgreSQL alone")
def test_root_keeps_data_where_the_account_of_postgres_can_go(start: Starter) -> None:
    start.base.chmod(0o700)
    run = start()
    var = Path(run.variables["HANDSCHLAG_VAR"])
    try:
        assert var.parent == Path("/var/lib")
        assert (var / "pg").stat().st_uid != 0
        assert run.end() == 0
    finally:
        shutil.rmtree(var)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user(start: Starter) -> None:
    nobody = pwd.getpwnam("nobody")
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    python = python_for(identity)
    start.base.chmod(0o777)
    run = start(python=python, **identity)
    assert (start.base / "var" / "pg").stat().st_uid == nobody.pw_uid
    assert run.end() == 0


def python_for(identity: dict) -> list[str]:
    """An interpreter with our packages that this user may run."""
    packages = Path(psycopg.__file__).parent.parent
    system = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for python in ([sys.executable], ["env", f"PYTHONPATH={packages}", system]):
        try:
            command = [*python, "-c", "import psycopg, config.embedded"]
            tried = subprocess.run(
                command, check=False, cwd=ROOT, capture_output=True, env=outside(), **identity
            )
        except OSError:
            continue
        if tried.returncode == 0:
            return python
    pytest.skip("an ordinary user can read neither our Python nor our packages here")
