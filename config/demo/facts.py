"""The demo's facts, kept as data: real organisations and what is publicly known of them, people invented."""

import tomllib
from importlib.resources import files
from typing import Any

Value = Any  # what stands behind a name in a file of data/*.toml: text, number, day, list or table
Facts = dict[str, Value]


def read(name: str) -> Facts:
    """The tables of data/`name`.toml."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))
