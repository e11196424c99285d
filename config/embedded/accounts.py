"""PostgreSQL refuses to run as root; root starts it as an account without rights."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from config.embedded.trouble import Refused

CANDIDATES = ("postgres", "nobody")


class Identity(TypedDict, total=False):
    """The arguments of subprocess that make a child run as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An account of the system."""

    name: str
    uid: int
    gid: int

    @property
    def identity(self) -> Identity:
        """The arguments of subprocess that make a child run as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def owner_of(folder: Path, otherwise: Account) -> Account:
    """Whose cluster this is: so a machine may gain an account `postgres` and keep its data."""
    if not folder.exists() or (uid := folder.stat().st_uid) == 0:
        return otherwise
    return Account(folder.owner(), uid, folder.stat().st_gid)


def service_account() -> Account | None:
    """Who runs PostgreSQL; None means ourselves.

    Raises: Refused when we are root and there is no account without rights.
    """
    if os.geteuid() != 0:
        return None
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise Refused("PostgreSQL does not run as root, and there is no account `nobody` to run it as.")
