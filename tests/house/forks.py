"""Many short programs, each with an environment of its own, without reading the libraries again for each.

One process reads libraries only, nothing of ours and no settings, and then waits. Each program is a copy of it: it
gets its environment, meets our code for the first time, and ends. What it says is read as from any other process.
"""

import json
import os
import runpy
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

LIBRARIES = (
    "celery.schedules", "dj_database_url", "django.contrib.admin.sites", "django.core.management",
    "django.core.management.commands.check", "django.db.backends.postgresql.base", "django.forms",
    "django.template.loader", "django.test.signals", "django.urls", "django.views.generic", "fido2",
    "gunicorn.app.base", "jwt", "kombu", "lxml.etree", "markdown_it", "nh3", "openpyxl", "PIL.Image",
    "pghistory", "prometheus_client", "psycopg", "redis", "requests", "yaml",
)  # fmt: skip
OURS = ("config", "partnerships", "meetings", "complaints", "analyses")


class Forks:
    """The process that waits, until it is closed."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=root,
            env={"PATH": os.environ["PATH"], **_measuring()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
        """As `python *command` does: with `-c` and words of Python, or with a file."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([environment, command]) + "\n")
        self.process.stdin.flush()
        code, said, complained = json.loads(self.process.stdout.readline())
        return subprocess.CompletedProcess([sys.executable, *command], code, said, complained)

    def close(self) -> None:
        """Ends with its standard input."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


def _measuring() -> dict[str, str]:
    """Where this process is measured by `script/coverage`, what its copies reach counts as well."""
    coverage = sys.modules.get("coverage")
    measured = coverage.Coverage.current() if coverage else None
    return {"COVERAGE_PROCESS_CONFIG": measured.config.serialize()} if measured else {}


def wait_for_programs() -> None:
    """In the process that waits."""
    for name in LIBRARIES:
        import_module(name)
    ours = [name for name in sys.modules if name.partition(".")[0] in OURS]
    assert not ours, ours
    for line in sys.stdin:
        environment, command = json.loads(line)
        sys.stdout.write(json.dumps(_outcome(environment, command)) + "\n")
        sys.stdout.flush()


def _outcome(environment: dict[str, str], command: list[str]) -> tuple[int, str, str]:
    """The exit code of a copy of this process, and what it wrote."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        copy = os.fork()
        if not copy:
            os.dup2(said.fileno(), 1)
            os.dup2(complained.fileno(), 2)
            _become(environment, command)
        _copy, status = os.waitpid(copy, 0)
        texts = [_whole(said), _whole(complained)]
    return os.waitstatus_to_exitcode(status), texts[0], texts[1]


def _whole(file: "tempfile._TemporaryFileWrapper[bytes]") -> str:
    file.seek(0)
    return file.read().decode()


def _become(environment: dict[str, str], command: list[str]) -> None:
    """The program; it never comes back."""
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command[command[0] == "-c" :]
    code = 0
    try:
        if command[0] == "-c":
            exec(command[1], {"__name__": "__main__"})  # noqa: S102
        else:
            runpy.run_path(command[0], run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            sys.stderr.write(end.code + "\n")
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    wait_for_programs()
