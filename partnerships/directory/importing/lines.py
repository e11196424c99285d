"""Each row of a file with its values, and the faults of its cells."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.directory.importing.cells import read_cell
from partnerships.directory.importing.columns import BY_SLUG
from partnerships.directory.models import ImportRun, Organisation
from partnerships.shared.sorting import match_key, sort_key

SHOWN = 120  # characters of what was typed


class Fault(NamedTuple):
    """What is wrong in which cell, for the person; `column` is blank where the whole row is meant."""

    row: int
    column: str
    typed: str
    wrong: str

    @classmethod
    def at(cls, line: "Line", slug: str, wrong: str) -> "Fault":
        """In the cell of a known column."""
        typed = line.typed.get(slug, "")
        shown = typed if len(typed) <= SHOWN else typed[: SHOWN - 1] + "…"
        return cls(line.number, str(BY_SLUG[slug].label), shown, wrong)


@dataclass
class Line:
    """A row: as typed, as values, and what it comes to.

    `target` is the organisation it means (None: a new one), `changes` are its fields with before and after,
    `joins` the values of a new partner row.
    """

    number: int
    typed: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    target: Organisation | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    joins: dict[str, Any] | None = None

    @cached_property
    def key(self) -> tuple[str, str]:
        """What two rows for the same organisation share. Needs a name."""
        return match_key(self.values["name"]), sort_key(self.values.get("place", ""))


def lines_of(run: ImportRun) -> tuple[list[Line], list[Fault]]:
    """The rows whose cells can be read, and the faults of the others."""
    good, faults = [], []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in run.rows:
        line = Line(number, _typed(run.columns, cells))
        found = _read(line, len(cells) > len(run.columns)) or _doubles(line, seen)
        faults += found
        good += [] if found else [line]
    return good, faults


def _typed(slugs: list[str], cells: list[str]) -> dict[str, str]:
    # A row may be shorter than the headings: its last cells are empty.
    return {slug: cell for slug, cell in zip(slugs, cells, strict=False) if slug and cell}


def _read(line: Line, too_long: bool) -> list[Fault]:
    """Fills the values of a line."""
    faults = []
    for slug, text in line.typed.items():
        try:
            line.values[slug] = read_cell(slug, text)
        except ValidationError as error:
            faults.append(Fault.at(line, slug, error.messages[0]))
    if "name" not in line.typed:
        faults.append(Fault.at(line, "name", _("The name is missing.")))
    if too_long:
        wrong = _("This row has more cells than there are headings. Is a separator inside a text?")
        faults.append(Fault(line.number, "", "", wrong))
    return faults


def _doubles(line: Line, seen: dict[tuple[str, str], int]) -> list[Fault]:
    first = seen.setdefault(line.key, line.number)
    if first == line.number:
        return []
    return [Fault.at(line, "name", same_as(first))]


def same_as(row: int) -> str:
    """The sentence about a second row for one organisation."""
    return _("This is the same organisation as in row %(row)s.") % {"row": row}


def default_days(defaults: dict[str, str]) -> dict[str, date]:
    """The days that count where a row says nothing."""
    return {
        slug: date.fromisoformat(defaults[slug])
        for slug in ("since", "attested_on")
        if defaults.get(slug)
    }
