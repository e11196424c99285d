"""The passwords and keys of an embedded installation, made once and kept beside the data."""

import base64
import json
import os
import secrets
from pathlib import Path

from config.embedded.places import Places
from config.embedded.trouble import Refused

ROLES = ("postgres", "handschlag_owner", "handschlag_site", "handschlag_archivist")


def load_or_make(places: Places) -> dict[str, str]:
    """The password of each database role, SECRET_KEY and the encryption key (Fernet).

    Raises: Refused when there is data but its keys are gone.
    """
    path = places.var / "secrets.json"
    if path.exists():
        return _read(path)
    if places.postgres_data.exists():
        raise Refused(
            f"{path} is missing, but {places.var} holds data that only its keys open.\n"
            "Put the file back from your backup, or set HANDSCHLAG_VAR to a new folder."
        )
    return _write(path, _fresh())


def _read(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text())
        return {name: kept[name] for name in _fresh()}
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(f"{path} cannot be read. Put the file back from your backup.") from error


def _fresh() -> dict[str, str]:
    made = {role: secrets.token_hex(24) for role in ROLES}
    made["SECRET_KEY"] = secrets.token_urlsafe(64)
    made["HANDSCHLAG_ENCRYPTION_KEYS"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return made


def _write(path: Path, made: dict[str, str]) -> dict[str, str]:
    # Written beside and renamed: a start that is killed here leaves no half file.
    draft = path.with_suffix(".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(made, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    return made
