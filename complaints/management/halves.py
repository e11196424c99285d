"""The two halves of an office key as a command gets them: typed unseen, from files, or from standard input; never as arguments."""

import sys
from getpass import getpass
from pathlib import Path

from django.core.management.base import CommandError

from complaints.models import Office, OfficeKey
from complaints.store.halves import MOST_TYPED, NotJoined, join
from complaints.store.wraps import public_of

WHY = {
    "mistyped": "Half {half} is not as it was printed: its checksum does not fit. Look at it again.",
    "same": "That is one half twice. Each person has another one.",
    "foreign": "These halves do not belong together: they are of different keys, or of two printings.",
}


def read_private(files: list[str] | None) -> bytes:
    """The private key that both halves give. Raises: CommandError."""
    one, other = _read_files(files) if files else _ask()
    try:
        return join(one, other)
    except NotJoined as fault:
        raise CommandError(WHY[fault.why].format(half=fault.half)) from None


def find_key(office: Office, private: bytes) -> OfficeKey:
    """The key of this office that it belongs to. Raises: CommandError."""
    key = office.keys.filter(public=public_of(private)).first()
    if key is None:
        raise CommandError(f"The halves fit together, but {office} has no such key.")
    return key


def _read_files(files: list[str]) -> tuple[str, str]:
    try:
        one, other = (Path(name).read_text(errors="replace")[:MOST_TYPED] for name in files)
    except OSError as fault:
        raise CommandError(f"{fault.filename}: {fault.strerror}") from None
    return one, other


def _ask() -> tuple[str, str]:
    """Each person types their own; nothing of it is shown. Without a terminal: a line each. Raises: CommandError."""
    if sys.stdin.isatty():
        return getpass("First half (not shown): "), getpass("Second half (not shown): ")
    lines = [line for line in sys.stdin.read(4 * MOST_TYPED).splitlines() if line.strip()]
    if len(lines) != 2:
        raise CommandError("Two halves are needed, a line each.")
    return lines[0], lines[1]
