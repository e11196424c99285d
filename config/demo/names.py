"""Names, numbers and addresses for people without a story; the same at every load, none of them twice."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from config.demo.facts import read
from partnerships.shared.sorting import sort_key

FIRST_NUMBER = 200  # smaller ones are given by hand in data/*.toml
JOINED = 5  # every fifth family name is a joined one


class Invented(NamedTuple):
    """A person whom nobody knows; `local` is the part of an address before the @."""

    given_name: str
    family_name: str
    phone: str
    local: str


def invented() -> Iterator[Invented]:
    """One after the other; as many as there are pairs of a beginning and an ending, at least 390.

    Telephone numbers: 0221 4710xxx is set aside in Germany for films and examples and belongs to nobody.
    """
    parts = read("people_names")
    given, further = parts["given"], parts["further"]
    for number, family in zip(count(), _families(parts), strict=False):
        if number % JOINED == 0:
            family = f"{further[number // JOINED % len(further)]}-{family}"
        phone = f"+49 221 4710{FIRST_NUMBER + number}"
        local = sort_key(family).replace(" ", "-")
        yield Invented(given[number * 5 % len(given)], family, phone, local)


def _families(parts: dict[str, list[str]]) -> Iterator[str]:
    """Every pair once: with each round the endings move on by one, so that neighbours differ."""
    beginnings, endings = parts["beginnings"], parts["endings"]
    for turn in range(len(endings)):
        for place, beginning in enumerate(beginnings):
            yield beginning + endings[(place * 3 + turn) % len(endings)]
