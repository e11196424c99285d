"""Every address of the URLconf, and how the table of doors names what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from tests.house.scene import Scene


@dataclass(frozen=True)
class Address:
    """One pattern: `admin:index`, the whole route, and whether one must be signed in."""

    name: str
    route: str
    locked: bool


def addresses(patterns: list | None = None, route: str = "", space: str = "") -> Iterator[Address]:
    """All of them, also those of libraries."""
    for found in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(found.pattern)
        if isinstance(found, URLPattern):
            locked = getattr(found.callback, "login_required", True)
            yield Address(f"{space}{found.name}", here, locked)
        else:
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from addresses(found.url_patterns, here, inner)


# Which kind of row the number in an address means, by the room; a part of it comes second.
ROWS = {
    "agreements:of_partnership": "partnership",
    "agreements:draft": "partnership",
    "agreements": "agreement",
    "documents": "document",
    "letters": "letter",
    "directory:body": "body",
    "directory:project": "project",
    "directory:organisation": "organisation",
    "directory:invitation": "token",
    "directory": "partnership",
}


def path_of(scene: Scene, name: str, what: str) -> str:
    """The path of an address of ours for the table's word, e.g. `draft`, `draft/consult`, `draft+south`."""
    return reverse(name, kwargs=_arguments(scene, name, what))


def _arguments(scene: Scene, name: str, what: str) -> dict[str, Any]:
    if what == "-":
        return {}
    if name in ("front", "gallery"):
        return {"language": what}
    if name.startswith(("account_", "mfa_")):
        return dict(part.split("=") for part in what.split(","))
    kind = ROWS.get(name) or ROWS[name.partition(":")[0]]
    if kind == "token":
        return {"token": scene.of("token", what)}
    word, _, extra = what.partition("/")
    word, _, part_of = word.partition("+")
    row = scene.of(kind, word)
    return {"pk": row.pk, **_second(name, scene.of(kind, part_of or word), extra)}


def _second(name: str, row: Any, extra: str) -> dict[str, Any]:
    """A clause or party of `row`, which need not be the agreement of the address."""
    last = name.partition(":")[2]
    if last in ("party", "remove_party"):
        return {"party_pk": row.parties.first().pk}
    if last == "move_clause":
        return {"clause_pk": row.clauses.first().pk, "way": extra}
    if last in ("edit_clause", "remove_clause"):
        return {"clause_pk": row.clauses.first().pk}
    return {"verb": extra} if last == "step" else {}
