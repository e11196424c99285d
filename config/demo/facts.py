"""The demo's facts, kept as data: real organisations and what is publicly known of them, people invented."""

import tomllib
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """The tables of data/`name`.toml."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))
