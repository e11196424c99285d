"""Where things lie: the data folder, its lock, its logs and the private folder of the sockets."""

import fcntl
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.embedded import ROOT
from config.embedded.accounts import Account, Identity, owner_of, service_account
from config.embedded.children import ask
from config.embedded.terminal import say
from config.embedded.trouble import Refused

LONGEST_SOCKET = 103  # bytes: macOS; Linux allows 107


@dataclass(frozen=True)
class Places:
    """The folders of one installation; `account` is set where PostgreSQL runs as somebody else."""

    var: Path
    sockets: Path
    account: Account | None

    @property
    def identity(self) -> Identity:
        """The arguments of subprocess that make a child run as the account."""
        return self.account.identity if self.account else {}

    @property
    def logs(self) -> Path:
        """The folder of the logs: one file for each child process."""
        return self.var / "logs"

    @property
    def records(self) -> Path:
        """Which process is which child: read after a start that was killed."""
        return self.var / "processes"

    @property
    def postgres_data(self) -> Path:
        """The database cluster."""
        return self.var / "pg"

    @property
    def postgres_sockets(self) -> Path:
        """The folder of PostgreSQL's socket; only its account enters."""
        return self.sockets / "p"

    @property
    def redis_socket(self) -> Path:
        """Redis's socket."""
        return self.sockets / "r" / "redis.sock"


def prepare() -> Places:
    """Choose and make the folders.

    Raises: Refused when a folder cannot be made or belongs to somebody else.
    """
    account = service_account()
    var = _data_folder(account)
    places = Places(var, _socket_folder(var), account and owner_of(var / "pg", account))
    # PostgreSQL's account passes through the folder, but cannot list it.
    _make(var, 0o711 if account else 0o700)
    # Letters of the demo: what an earlier start left open to others is closed too.
    for folder in (places.logs, places.records, places.var / "mail"):
        _make(folder, 0o700)
    return places


def prepare_sockets(places: Places) -> None:
    """Make the private folders of the sockets. Raises: Refused."""
    _make(places.sockets, 0o711 if places.account else 0o700)
    for folder in (places.postgres_sockets, places.redis_socket.parent):
        owner = places.account if folder == places.postgres_sockets else None
        _make(folder, 0o700, owner)


def lock(places: Places) -> IO[str]:
    """Hold the data folder until the returned file is closed.

    Raises: Refused when another start holds it.
    """
    path = places.var / "lock"
    file = open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")  # noqa: SIM115 - stays open
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Refused(
            f"Handschlag already runs with the data folder {places.var} "
            f"(process {file.read().strip() or 'unknown'}).\n"
            "Stop it there with Ctrl-C, or set HANDSCHLAG_VAR to another folder."
        ) from None
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _data_folder(account: Account | None) -> Path:
    wanted = Path(os.environ.get("HANDSCHLAG_VAR") or ROOT / "var").resolve()
    nearest = _nearest(wanted.parent)
    # Where it is no folder at all, making it says so.
    if account is None or not nearest.is_dir() or _reaches(account, nearest):
        return wanted
    instead = Path("/var/lib") / f"handschlag-{_short(wanted)}"
    say(
        f"PostgreSQL runs as {account.name}, who cannot reach {wanted}: "
        f"the data lies in {instead} instead."
    )
    return instead


def _socket_folder(var: Path) -> Path:
    folder = var / "s"
    if len(os.fsencode(folder / "p" / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET:
        return folder
    return Path("/tmp") / f"handschlag-{_short(var)}-{os.geteuid()}"


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def _nearest(path: Path) -> Path:
    return path if path.exists() else _nearest(path.parent)


def _reaches(account: Account, folder: Path) -> bool:
    return ask(["test", "-x", folder], **account.identity).returncode == 0


def _make(folder: Path, mode: int, owner: Account | None = None) -> None:
    """A folder of ours with exactly this mode; a link or somebody else's folder is refused."""
    uid = owner.uid if owner else os.geteuid()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (uid, os.geteuid()):
            raise Refused(
                f"{folder} belongs to somebody else. Set HANDSCHLAG_VAR to a folder of your own."
            )
        os.chmod(folder, mode)
        if owner and status.st_uid != uid:
            os.chown(folder, owner.uid, owner.gid)
    except OSError as error:
        raise Refused(
            f"The folder {folder} cannot be used: {error.strerror}. "
            "Set HANDSCHLAG_VAR to a folder of your own."
        ) from error
