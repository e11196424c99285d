"""The original template of a cooperation agreement: what a new draft starts from."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class Original:
    """One passage of the template. `body` is marked text (partnerships/shared/marked); the file's order is the text's order.

    `numbered` is false for the preamble alone, which stands before the first number.
    """

    key: str
    kind: Literal["clause", "annex"]
    heading: str
    body: str
    numbered: bool = True


def read(language: str) -> tuple[Original, ...]:
    """All passages in one of LANGUAGES; the same keys in the same order in each."""
    source = files(__package__) / f"{language}.toml"
    passages = tomllib.loads(source.read_text(encoding="utf-8"))["passages"]
    return tuple(Original(**passage) for passage in passages)
