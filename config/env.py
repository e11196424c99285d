"""Read a variable of the environment, or stop with a sentence that says what to set."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None, *, why: str = "") -> str:
    """The variable `name`; `default` None means that it must be set.

    Raises: ImproperlyConfigured with a sentence that names the variable and what it is for.
    """
    value = os.environ.get(name, default)
    if value is None or (default is None and not value.strip()):
        raise ImproperlyConfigured(
            f"Set the environment variable {name}: {why or 'it is required'}."
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off or empty. Raises: ImproperlyConfigured."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 for yes or 0 for no.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """A whole number. Raises: ImproperlyConfigured."""
    value = os.environ.get(name, str(default))
    if not value.strip().lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without empty entries."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def address(name: str) -> str:
    """An address of http or https, or nothing where it is not set. Raises: ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write an address that begins with http:// or https://."
        )
    return value


def folder(name: str, default: Path) -> Path:
    """An absolute folder path."""
    return Path(os.environ.get(name) or default).resolve()
