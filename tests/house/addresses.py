"""Every address of the URLconf, and the paths that the table of addresses means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from meetings.models import AgendaFile
from meetings.stages import ItemStage
from partnerships.agreements.models import PaperRecord
from tests.house.scene import Scene
from tests.house.table import table

# These say themselves what they mean; every other kind is a row of the scene.
PLAIN = {"language", "code", "slug"}


@dataclass(frozen=True)
class Address:
    """One pattern: `admin:index`, the whole route, its parameters, and whether one must be signed in."""

    name: str
    route: str
    parameters: tuple[str, ...]
    locked: bool


def addresses() -> list[Address]:
    """All of them, also those of libraries."""
    return list(_below(get_resolver()))


def _below(
    resolver: URLResolver, route: str = "", space: str = "", before: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        parameters = (*before, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            locked = getattr(pattern.callback, "login_required", True)
            yield Address(f"{space}{pattern.name}", here, parameters, locked)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern, here, inner, parameters)


@cache
def parameters_of(name: str) -> tuple[str, ...]:
    """The parameters of an address, for example `pk` and `party_pk`."""
    return next(address.parameters for address in addresses() if address.name == name)


def path_of(scene: Scene, name: str, sample: str) -> str:
    """The path of an address for a sample of the table, e.g. `draft`, `draft/consult`, `draft+south`."""
    return path_with(name, arguments(scene, table().kinds().get(name, "-"), name, sample))


def path_with(name: str, stands_in_it: dict[str, Any]) -> str:
    """The path of an address with these arguments."""
    return reverse(name, kwargs=stands_in_it)


def arguments(scene: Scene, kind: str, name: str, sample: str) -> dict[str, Any]:
    """What stands in the path for a sample of this kind."""
    if kind == "-" or sample == "-":
        return {}
    if kind in PLAIN:
        return {kind: sample}
    if kind == "words":
        return dict(part.split("=") for part in sample.split(","))
    if kind == "check":
        language, _, word = sample.partition("/")
        return {"language": language, **({"token": scene.of("check", word)} if word else {})}
    if kind in ("token", "answer_link", "poll_link", "open_link", "feedback_link"):
        return {"token": scene.of(kind, sample)}
    word, _, extra = sample.partition("/")
    word, _, part_of = word.partition("+")
    parts = _parts(name, scene.of(kind, part_of or word), extra)
    return {"pk": scene.of(kind, word).pk, **parts}


def _parts(name: str, row: Any, extra: str) -> dict[str, Any]:
    """A clause or party of `row`, which need not be the agreement of the address."""
    return {
        parameter: PARTS[parameter](row, extra)
        for parameter in parameters_of(name)
        if parameter != "pk"
    }


def _first(rows: Any) -> int:
    """The number of the first row; of none, one that is nobody's."""
    return rows.values_list("pk", flat=True).first() or 0


def _item(row: Any, extra: str) -> int:
    """The first point of a meeting, or the first at this stage."""
    at_stage = extra in ItemStage.values
    return _first(row.agenda_items.filter(stage=extra) if at_stage else row.agenda_items)


def _clause(row: Any, extra: str) -> int:
    """The first, or with `annex` the last, which is one."""
    return (row.clauses.last() if extra == "annex" else row.clauses.first()).pk


def _file(row: Any, extra: str) -> int:
    """Any file, or with `signed` one that came back signed."""
    return _first(row.files.filter(kind=extra) if extra else row.files)


def _comment(row: Any, extra: str) -> int:
    """The one inside its organisation, or the `released` one."""
    return row.comments.filter(released_at__isnull=extra != "released").first().pk


def _proposal(row: Any, extra: str) -> int:
    """The open one, or the `declined` one."""
    return row.proposals.filter(answer=extra or "open").first().pk


# What stands for the second parameter of an address, from its row and the word behind the sample's `/`.
PARTS: dict[str, Callable[[Any, str], int | str]] = {
    "case_pk": lambda row, _extra: row.case_id,
    "from_pk": lambda row, _extra: row.example,
    "kind": lambda _row, extra: extra or "answer",
    "year": lambda _row, _extra: timezone.localdate().year,
    "schema": lambda _row, extra: extra or "Person",
    "attendee_pk": lambda row, _extra: _first(row.attendees),
    "accession_pk": lambda row, _extra: _first(row.accessions),
    "clause_pk": _clause,
    "comment_pk": _comment,
    "exit_pk": lambda row, _extra: _first(row.exits),
    "file_pk": _file,
    "item_pk": _item,
    "day_pk": lambda row, _extra: _first(row.days),
    "voter_pk": lambda row, _extra: _first(row.voters),
    "into_pk": lambda row, _extra: row.pk,
    "attachment_pk": lambda row, _extra: row.attachments.first().pk,
    "message_pk": lambda row, _extra: row.messages.first().pk,
    "request_pk": lambda row, _extra: row.statement_requests.first().pk,
    "number": lambda _row, extra: int(extra or 1),
    "paper_pk": lambda row, _extra: _first(AgendaFile.objects.filter(item__meeting=row)),
    "party_pk": lambda row, _extra: _first(row.parties),
    "point_pk": lambda row, _extra: row.contact_points.first().pk,
    "proposal_pk": _proposal,
    "record_pk": lambda row, _extra: _first(PaperRecord.objects.filter(round__agreement=row)),
    "succession_pk": lambda row, _extra: row.predecessors.first().pk,
    "verb": lambda _row, extra: extra,
    "way": lambda _row, extra: extra,
}
