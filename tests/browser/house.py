"""The whole house as a person starts it, with the demo's data, in a folder of its own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from email import message_from_string, policy
from pathlib import Path

import psutil

from config.embedded.welcome import DOMAIN, PASSWORD
from partnerships.shared.sealing import test_authority
from tests.services import MARK, ROOT

START_SECONDS = 900  # where two more processes work on two slow cores
NOT_OURS = (
    "ALLOWED_HOSTS", "DATABASE_ARCHIVIST_URL", "DATABASE_OWNER_URL", "DATABASE_URL", "EMAIL_HOST",
    "HANDSCHLAG_ENCRYPTION_KEYS", "HANDSCHLAG_TESTING", "REDIS_URL", "SECRET_KEY", "SITE_URL", MARK,
)  # fmt: skip
# Nothing of the house outlives it: no answer waits until its rows have reached the disk.
IN_A_HURRY = {"PGOPTIONS": "-c synchronous_commit=off"}


class House:
    """One start of `python -m config.embedded`; `base` is its address without a slash."""

    def __init__(self, folder: Path) -> None:
        self.var, self.port = folder / "var", _free_port()
        self.base = f"http://localhost:{self.port}"
        self.words = folder / "words.log"
        with self.words.open("wb") as words:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.embedded"],
                env=self._environment(),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        own = {"HANDSCHLAG_VAR": str(self.var), "HANDSCHLAG_DEMO": "1", "PORT": str(self.port)}
        return kept | own | IN_A_HURRY

    def wait_until_ready(self) -> None:
        """Raises: AssertionError with what the start said when it gives up."""

        def ready() -> bool:
            assert self.process.poll() is None, self.words.read_text()
            return "READY" in self.words.read_text()

        wait_for(ready, START_SECONDS, f"the house starts; it said: {self.words}")

    def stop(self) -> None:
        """As Ctrl-C does, but nobody waits for what web, clock and worker are about; after a minute all are killed."""
        self.process.send_signal(signal.SIGTERM)
        for name in ("web", "clock", "worker"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                os.killpg(self._group(name), signal.SIGKILL)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def ask(self, question: str) -> str:
        """What a piece of Python prints inside the house, as the site sees it."""
        return subprocess.run(
            [sys.executable, "manage.py", "shell", "-v0", "-c", question],
            env=psutil.Process(self._group("web")).environ(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    @contextlib.contextmanager
    def resting_worker(self) -> Iterator[None]:
        """The worker pauses inside the block: what is asked for meanwhile can be seen waiting."""
        group = self._group("worker")
        os.killpg(group, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(group, signal.SIGCONT)

    def _group(self, name: str) -> int:
        """The number of one of the house's own processes, and of its group."""
        return int((self.var / "processes" / name).read_text().split()[0])

    @property
    def seal_root(self) -> Path:
        """The certificate of the test authority that this house made at its start."""
        return test_authority.files(self.var / "test-seal").root

    def code_for(self, name: str, since: float) -> str:
        """The newest sign-in code mailed to a demo account after `since` (seconds of the epoch)."""
        return self.code_at(address(name), since)

    def code_at(self, email: str, since: float) -> str:
        """The same, for any address."""
        return self._newest(_code, email, since, "a code")

    def invitation_at(self, email: str) -> str:
        """The path in the newest invitation that was mailed to an address."""
        return self._newest(_invitation, email, 0, "an invitation")

    def letter_about(self, word: str, to: str) -> str:
        """The newest letter to an address in which this stands."""
        read = lambda text: text if word in text else ""  # noqa: E731
        return self._newest(read, to, 0, f"a letter about {word}")

    def _newest(self, read: Callable[[str], str], to: str, since: float, what: str) -> str:
        found: list[str] = []

        def arrived() -> bool:
            found[:] = filter(None, map(read, self._letters(to, since)))
            return bool(found)

        wait_for(arrived, 60, f"{what} arrives for {to}")
        return found[-1]

    def _letters(self, to: str, since: float) -> list[str]:
        """Texts of the letters to an address, oldest first."""
        files = [file for file in (self.var / "mail").glob("*.log") if _written(file) >= since]
        letters = [
            message_from_string(part.strip("\n"), policy=policy.default)
            for file in sorted(files, key=_written)
            for part in re.split(r"^-{79}$", file.read_text(), flags=re.MULTILINE)
            if part.strip()
        ]
        return [_text(letter) for letter in letters if to in str(letter["To"])]


def address(name: str) -> str:
    """The e-mail address of a demo account, for example of `liaison`."""
    return f"{name}@{DOMAIN}"


@contextlib.contextmanager
def open_house() -> Iterator[House]:
    """Started, ready, and gone afterwards with everything it wrote."""
    # Not tmp_path: pytest's folders are closed to the account that runs PostgreSQL for root.
    with tempfile.TemporaryDirectory(
        prefix="handschlag-house-", ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        folder.chmod(0o711)
        house = House(folder)
        try:
            house.wait_until_ready()
            yield house
        finally:
            house.stop()


def wait_for(done: Callable[[], object], seconds: float, what: str) -> None:
    """Raises: AssertionError when the seconds pass in vain."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"not within {seconds:.0f} seconds: {what}"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _written(file: Path) -> float:
    return file.stat().st_mtime


def _text(letter) -> str:
    body = letter.get_body(preferencelist=("plain",))
    return body.get_content() if body else ""


def _code(text: str) -> str:
    """allauth writes a code as two groups of letters and digits on a line of its own."""
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", text, flags=re.MULTILINE)
    return found[1] if found else ""


def _invitation(text: str) -> str:
    """The path of the link."""
    found = re.search(r"/invitations/[\w-]+/", text)
    return found[0] if found else ""


__all__ = ["PASSWORD", "House", "address", "open_house", "wait_for"]
