"""Each row of a file with its values, and the faults of its cells."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.directory.importing.cells import Value, read_cell
from partnerships.directory.importing.columns import BY_SLUG, CONTACT
from partnerships.directory.models import ImportRun, Organisation
from partnerships.shared.sorting import match_key, sort_key
from partnerships.shared.tables_in import Row
from partnerships.shared.tables_in.days import Rule, find_undecided, read_day, rule_of

DAYS = ("since", "attested_on")
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
        cut = typed if len(typed) <= SHOWN else typed[: SHOWN - 1] + "…"
        return cls(line.number, str(BY_SLUG[slug].label), cut, wrong)


class Named(NamedTuple):
    """A contact person as typed, and in which row."""

    given_name: str
    family_name: str
    function: str
    email: str
    phone: str
    row: int

    @property
    def key(self) -> str:
        """Two of one key in one organisation are one person."""
        return sort_key(self.family_name, self.given_name)


@dataclass
class Line:
    """A row: as typed, as values, and what it comes to.

    `values`, by slug: text, a day, a list of words, an organisation, contact persons.
    `target` is the organisation it means (None: a new one), `changes` are its fields with before and after,
    `joins` the values of a new partner row, `names` the contact persons that are new there.
    `further` are rows that name another contact person of the same organisation.
    """

    number: int
    typed: dict[str, str]
    values: dict[str, Value] = field(default_factory=dict)
    target: Organisation | None = None
    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    joins: dict[str, Value] | None = None
    names: list[Named] = field(default_factory=list)
    further: list["Line"] = field(default_factory=list)

    @cached_property
    def key(self) -> tuple[str, str]:
        """What two rows for the same organisation share. Needs a name."""
        return match_key(self.values["name"]), sort_key(self.values.get("place", ""))


def lines_of(run: ImportRun) -> tuple[list[Line], list[Fault]]:
    """The rows whose cells can be read, and the faults of the others."""
    lines = [Line(number, _typed(run.columns, cells)) for number, cells in run.rows]
    rules = _rules(lines, run.chosen.get("days", ""))
    good: list[Line] = []
    faults: list[Fault] = []
    first_lines: dict[tuple[str, str], Line] = {}
    for line, (_number, cells) in zip(lines, run.rows, strict=True):
        line_read = _read(line, rules, len(cells) > len(run.columns))
        doubles = [] if line_read else _doubles(line, first_lines)
        faults += line_read or doubles
        if not line_read and not doubles and first_lines[line.key] is line:
            good.append(line)
    return good, faults


def _rules(lines: list[Line], chosen: str) -> dict[str, Rule]:
    """By which rule each column of days is read."""
    return {slug: rule_of(cells, chosen) for slug, cells in days_in(lines).items()}


def days_in(lines: list[Line]) -> dict[str, dict[int, str]]:
    """The cells of days by column and row, without those that hold an error of the spreadsheet."""
    return {
        slug: {line.number: line.typed[slug] for line in lines if slug in line.typed}
        for slug in DAYS
    }


def undecided_day(slugs: list[str], rows: list[Row]) -> str:
    """A day that can be read both ways; somebody has to say which one."""
    cells = days_in([Line(row.number, _typed(slugs, row.cells)) for row in rows])
    return next(filter(None, (find_undecided(column) for column in cells.values())), "")


def _typed(slugs: list[str], cells: list[str]) -> dict[str, str]:
    # A row may be shorter than the headings: its last cells are empty.
    return {slug: cell for slug, cell in zip(slugs, cells, strict=False) if slug and cell}


def _read(line: Line, rules: dict[str, Rule], too_long: bool) -> list[Fault]:
    """Fills the values of a line."""
    faults = []
    for slug, text in line.typed.items():
        try:
            line.values[slug] = _value(line, slug, text, rules)
        except ValidationError as error:
            faults.append(Fault.at(line, slug, error.messages[0]))
    if "name" not in line.typed:
        faults.append(Fault.at(line, "name", _("The name is missing.")))
    if too_long:
        wrong = _("This row has more cells than there are headings. Is a separator inside a text?")
        faults.append(Fault(line.number, "", "", wrong))
    return faults


def _value(line: Line, slug: str, text: str, rules: dict[str, Rule]) -> object:
    rule = rules.get(slug)
    if rule is None:
        return read_cell(slug, text)
    if line.number in rule.wrong:
        raise ValidationError(rule.wrong[line.number])
    return read_cell(slug, text) if not rule.order else read_day(text, rule.order)


def _doubles(line: Line, first_lines: dict[tuple[str, str], Line]) -> list[Fault]:
    """A second row for one organisation is a fault, unless it only names another contact person."""
    first = first_lines.setdefault(line.key, line)
    if first is line:
        return []
    if _only_names(line, first):
        first.further.append(line)
        return []
    return [Fault.at(line, "name", same_as(first.number))]


def _only_names(line: Line, first: Line) -> bool:
    about = {slug: value for slug, value in line.values.items() if slug not in CONTACT}
    return len(about) < len(line.values) and all(
        first.values.get(slug) == value for slug, value in about.items() if slug != "name"
    )


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
