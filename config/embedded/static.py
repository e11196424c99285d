"""Static files are gathered only when something about them changed."""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from config.embedded import ROOT, children
from config.embedded.programs import MANAGE

INPUTS = ("package-lock.json", "requirements.lock", "config/settings.py")


@contextlib.contextmanager
def collecting(environment: Mapping[str, str], logs: Path) -> Iterator[None]:
    """Run collectstatic beside the block, unless the last run saw the same files.

    The database is made and filled meanwhile. Raises: Refused, Stopped.
    """
    var = Path(environment["HANDSCHLAG_VAR"])
    stamp, now = var / "static.seen", _fingerprint()
    if (var / "static").exists() and stamp.exists() and stamp.read_text() == now:
        yield
        return
    command = [*MANAGE, "collectstatic", "--noinput", "-v0"]
    with children.running("collectstatic", command, environment=environment, logs=logs):
        yield
    stamp.write_text(now)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        status = path.stat()
        digest.update(f"{path.relative_to(ROOT)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
