"""One embedded PostgreSQL and Redis for all test processes: load it with `-p tests.services`.

It starts on import, because pytest-django reads the settings, and so the environment, before any
hook of a plugin. The servers end when their standard input closes: also when pytest is killed.
"""

import atexit
import gc
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "HANDSCHLAG_TEST_SERVICES"  # set: another process of this run has started them
COMMAND = ["-m", "config.embedded", "--services", "--throwaway", "--until-eof"]


def start() -> None:
    """Start both in a private folder and export their variables; they end with this process."""
    folder = Path(tempfile.mkdtemp(prefix="handschlag-tests-"))
    os.environ |= {"HANDSCHLAG_VAR": str(folder), "HANDSCHLAG_TESTING": "1", "HANDSCHLAG_DEMO": "0"}
    process = subprocess.Popen(
        [sys.executable, *COMMAND],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for pytest; we follow it
    )
    atexit.register(stop, process, folder)
    os.environ |= read_variables(process) | {MARK: str(process.pid)}


def read_variables(process: "subprocess.Popen[str]") -> dict[str, str]:
    """The variables that the services print before `# ready`.

    Raises: SystemExit when they end instead; they have said why.
    """
    found = {}
    assert process.stdout
    for line in process.stdout:
        if line.startswith("# ready"):
            return found
        if line.startswith("export "):
            name, _, value = shlex.split(line)[1].partition("=")
            found[name] = value
    raise SystemExit("The services for the tests did not start.")


def stop(process: "subprocess.Popen[str]", folder: Path) -> None:
    """Close their standard input, wait, and remove the folder."""
    assert process.stdin
    process.stdin.close()
    process.wait(60)
    if process.stdout:
        process.stdout.close()
    shutil.rmtree(folder, ignore_errors=True)


def keep_apart() -> None:
    """Processes of one run share the servers, but neither files nor rate limits."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        os.environ["HANDSCHLAG_VAR"] += f"/{worker}"
        os.environ["REDIS_URL"] += f"?db={int(worker.removeprefix('gw')) + 1}"


if MARK not in os.environ:
    start()
FOLDER = Path(os.environ["HANDSCHLAG_VAR"])  # of the whole run
keep_apart()


def pytest_collection_finish() -> None:
    """All modules are loaded and all tests found: none of that is ever looked through for garbage again."""
    gc.collect()
    gc.freeze()
