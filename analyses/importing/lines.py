"""Lines of a file as records that would be made, each with what counts for it, or as faults of its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from analyses.importing import targets
from analyses.importing.codes import read_category, read_fact, read_schema, read_yes, readers
from analyses.importing.values import read_values, wrong_in
from analyses.kinds import Category, Handling, Schema
from analyses.properties import LONGEST, MOST, PROPERTIES, Properties, Property, caption_of
from partnerships.shared.lines import clean_line
from partnerships.shared.tables_in import Row
from partnerships.shared.tables_in.choices import refuse_lost
from partnerships.shared.tables_in.days import Rule, rule_of

T = TypeVar("T")
OF_AGE = 18  # years; BGB § 2
LONGEST_KEY, LONGEST_TEXT = 60, 300
SHOWN = 120  # characters of what was typed
MOST_FAULTS = 10  # of one line


class Fault(NamedTuple):
    """What is wrong in which cell; `column` is blank where the whole line is meant."""

    line: int
    column: str
    typed: str
    wrong: str


@dataclass(frozen=True)
class Drafted:
    """A record as it would be made; fields as `Record`."""

    schema: str
    caption: str
    properties: Properties
    key: str
    category: str
    is_assessment: bool
    source: str
    information: str
    handling: str
    handling_text: str
    is_minor: bool
    needs_protection: bool


@dataclass
class Meaning:
    """How the lines of one file are read. `columns`: targets; `names`: of the columns; `fixed` as `ImportRun`.

    `handling`, `handling_text`: of the contribution, whose code no record falls below. `taken`: marks that are in the draft already.
    """

    columns: Sequence[str]
    names: Sequence[str]
    fixed: Mapping[str, str]
    order: str = ""
    handling: str = Handling.H0
    handling_text: str = ""
    taken: set[str] = field(default_factory=set)


class _Wrong(Exception):
    """A cell cannot be read."""

    def __init__(self, at: int | None, wrong: str) -> None:
        super().__init__(wrong)
        self.at, self.wrong = at, wrong


class Reader:
    """Reads lines one after the other: what is drafted of a line, and its faults. A line with a fault gives no record."""

    def __init__(self, how: Meaning, rows: Sequence[Row]) -> None:
        self.how = how
        self.today = timezone.localdate()
        self.at: dict[str, list[int]] = {}
        for number, target in enumerate(how.columns):
            if target:
                self.at.setdefault(target, []).append(number)
        self.schemas = list(
            dict.fromkeys(targets.properties()[t][0] for t in self.at if t in targets.properties())
        )
        self.several = len(self.schemas) > 1 and targets.SCHEMA not in self.at
        self.rules = self._rules(rows)
        codes = readers(how.fixed.get("codes", ""), how.fixed.get("reliable_is", ""))
        self.read_source, self.read_information, self.read_handling = codes
        self.keys: set[str] = set(how.taken)

    def _rules(self, rows: Sequence[Row]) -> dict[int, Rule]:
        """By which rule each column of days is read."""
        every = targets.properties()
        days = [
            at for at, t in enumerate(self.how.columns) if t in every and every[t][1].form == "date"
        ]
        return {
            at: rule_of(
                {
                    row.number: row.cells[at]
                    for row in rows
                    if at < len(row.cells) and row.cells[at]
                },
                self.how.order,
            )
            for at in days
        }

    def read(self, row: Row) -> tuple[list[Drafted], list[Fault]]:
        """One line."""
        faults: list[Fault] = []
        drafted = list(self._records(row, faults))
        if not faults and not drafted:
            wrong = _(
                "Nothing in this line is taken: its cells are empty, or their columns are left out."
            )
            faults.append(Fault(row.number, "", "", wrong))
        return ([], faults[:MOST_FAULTS]) if faults else (drafted, [])

    def _records(self, row: Row, faults: list[Fault]) -> Iterator[Drafted]:
        if len(row.cells) > len(self.how.columns):
            wrong = _(
                "This line has more cells than there are headings. Is a separator inside a text?"
            )
            faults.append(Fault(row.number, "", "", wrong))
            return
        known = self._properties(row, faults)
        about = self._about(row, faults, has_person=Schema.PERSON in known)
        if faults or not known:
            return
        key = self._key(row, list(known), faults)
        for schema, properties in known.items():
            is_person = schema == Schema.PERSON
            yield Drafted(
                schema=schema,
                caption=_caption(schema, properties),
                properties=properties,
                key=f"{key} {schema}" if key and self.several else key,
                category=about["category"] if is_person else Category.NO_PERSON,
                is_assessment=about["fact"],
                source=about["source"],
                information=about["information"],
                handling=about["handling"],
                handling_text=about["text"],
                is_minor=is_person and (about["minor"] or self._is_young(properties)),
                needs_protection=about["protection"],
            )

    def _key(self, row: Row, schemas: Sequence[str], faults: list[Fault]) -> str:
        """The sender's mark; each counts once in a draft. What a line gives several records of ends in what they are."""
        at, text = self._cell(row, targets.KEY)
        key = clean_line(text)
        ending = max(len(s) for s in schemas) + 1 if self.several else 0
        if len(key) + ending > LONGEST_KEY:
            most = LONGEST_KEY - ending
            faults.append(self._fault(row, at, _("At most %(most)s characters.") % {"most": most}))
            return ""
        marks = {f"{key} {schema}" if self.several else key for schema in schemas} if key else set()
        if marks & self.keys:
            wrong = _("This mark stands in another line, or in the draft already.")
            faults.append(self._fault(row, at, wrong))
        self.keys |= marks
        return key

    def _is_young(self, properties: Properties) -> bool:
        """Below age by the day of birth, also where only a later one of those possible says so."""
        born = properties.get("birthDate", [""])[0]
        if not born:
            return False
        year, month, day = [*map(int, born.split("-")), 0, 0][:3]
        latest = date(year, month or 12, 1) + relativedelta(day=day or 31)
        return latest > self.today - relativedelta(years=OF_AGE)

    def _properties(self, row: Row, faults: list[Fault]) -> dict[str, Properties]:
        """By what the line is about."""
        try:
            only = self._one(row, targets.SCHEMA, read_schema, "")
        except _Wrong as wrong:
            faults.append(self._fault(row, wrong.at, wrong.wrong))
            return {}
        found: dict[str, Properties] = {}
        for at, target in enumerate(self.how.columns):
            text = row.cells[at] if at < len(row.cells) else ""
            if not text or target not in targets.properties():
                continue
            try:
                schema, each = _meant(target, only)
                values = found.setdefault(schema, {}).setdefault(each.name, [])
                values += [v for v in self._values(row, at, each, text) if v not in values]
                if len(values) > MOST:
                    raise ValidationError(_("At most %(number)s entries.") % {"number": MOST})
            except ValidationError as error:
                faults.append(self._fault(row, at, wrong_in(error)))
        return found

    def _values(self, row: Row, at: int, each: Property, text: str) -> list[str]:
        rule = self.rules.get(at)
        if rule is None or each.form != "date":
            return read_values(each, text)
        if row.number in rule.wrong:
            raise ValidationError(rule.wrong[row.number])
        return read_values(each, text, rule.order)

    def _about(self, row: Row, faults: list[Fault], *, has_person: bool) -> dict[str, Any]:
        """What counts for the records of a line, its own words first, then what counts for every line."""
        fixed = self.how.fixed
        asked: dict[str, tuple[str, Callable[[str], object], object]] = {
            "category": (targets.CATEGORY, read_category, fixed.get("category", "")),
            "fact": (targets.FACT, read_fact, _fixed_fact(fixed)),
            "source": (targets.SOURCE, self.read_source, fixed.get("source", "")),
            "information": (
                targets.INFORMATION,
                self.read_information,
                fixed.get("information", ""),
            ),
            "handling": (targets.HANDLING, self.read_handling, fixed.get("handling", "")),
            "text": (targets.HANDLING_TEXT, _text, fixed.get("handling_text", "")),
            "minor": (targets.MINOR, read_yes, False),
            "protection": (targets.PROTECTION, read_yes, False),
        }
        if not has_person:
            del asked["category"]
        about: dict[str, Any] = {}
        for name, (target, read, otherwise) in asked.items():
            try:
                about[name] = self._one(row, target, read, otherwise)
            except _Wrong as wrong:
                faults.append(self._fault(row, wrong.at, wrong.wrong))
        if not faults:
            faults += self._missing(row, about)
        return about

    def _missing(self, row: Row, about: dict[str, Any]) -> Iterator[Fault]:
        """What no line goes without; the stricter of two codes counts."""
        for name, target in (
            ("category", targets.CATEGORY),
            ("fact", targets.FACT),
            ("source", targets.SOURCE),
            ("information", targets.INFORMATION),
        ):
            if about.get(name, True) in ("", None):
                wrong = _("Missing: %(what)s.") % {"what": targets.label_of(target)}
                yield Fault(row.number, self._name(target), "", wrong)
        if about.get("category") == Category.NO_PERSON:
            at, _typed = self._cell(row, targets.CATEGORY)
            yield self._fault(row, at, _("A person has a category."))
        strictest = max(str(about["handling"] or Handling.H0), self.how.handling)
        if strictest == Handling.H3 and not about["text"]:
            about["text"] = self.how.handling_text
        if strictest == Handling.H3 and not about["text"]:
            wrong = _("H3 needs words that say which other limits there are.")
            yield Fault(row.number, self._name(targets.HANDLING_TEXT), "", wrong)
        about["handling"] = strictest

    def _one(self, row: Row, target: str, read: Callable[[str], T], otherwise: T) -> T:
        """The value of the cell that says it, or what counts otherwise. Raises: _Wrong."""
        at, text = self._cell(row, target)
        if not text:
            return otherwise
        try:
            refuse_lost(text)
            return read(text)
        except ValidationError as error:
            raise _Wrong(at, wrong_in(error)) from None

    def _cell(self, row: Row, target: str) -> tuple[int | None, str]:
        at = next(iter(self.at.get(target, [])), None)
        return at, row.cells[at] if at is not None and at < len(row.cells) else ""

    def _fault(self, row: Row, at: int | None, wrong: str) -> Fault:
        typed = row.cells[at] if at is not None and at < len(row.cells) else ""
        cut = typed if len(typed) <= SHOWN else typed[: SHOWN - 1] + "…"
        return Fault(row.number, self.how.names[at] if at is not None else "", cut, wrong)

    def _name(self, target: str) -> str:
        at = next(iter(self.at.get(target, [])), None)
        return self.how.names[at] if at is not None else targets.label_of(target)


def _fixed_fact(fixed: Mapping[str, str]) -> bool | None:
    said = fixed.get("fact", "")
    return None if not said else said == "assessment"


def _text(text: str) -> str:
    line = clean_line(text)
    if len(line) > LONGEST_TEXT:
        raise ValidationError(_("At most %(most)s characters.") % {"most": LONGEST_TEXT})
    return line


def _meant(target: str, only: str) -> tuple[str, Property]:
    """What a column means in a line that says what it is about. Raises: ValidationError where that has no such property."""
    schema, each = targets.properties()[target]
    if not only or only == schema:
        return schema, each
    names = {p.name: p for p in PROPERTIES[only]}
    if NAMING.get(schema) == each.name and NAMING.get(only) in names:
        return only, names[NAMING[only]]
    if each.name in names:
        return only, names[each.name]
    wrong = _(
        "This line is about: %(what)s. That has no “%(property)s” here. Leave the cell empty."
    )
    what = capfirst(str(Schema(only).label))
    raise ValidationError(wrong % {"what": what, "property": each.label})


NAMING: dict[str, str] = {str(schema): name for schema, name in targets.NAMING.items()}


def _caption(schema: str, properties: Properties) -> str:
    first = next((values[0] for values in properties.values() if values), "")
    return caption_of(schema, properties) or first[:LONGEST]


def read_lines(reader: Reader, rows: Iterable[Row]) -> Iterator[tuple[list[Drafted], list[Fault]]]:
    """All lines below the headings."""
    return map(reader.read, rows)


def as_json(drafted: Drafted) -> dict[str, object]:
    """For a sample and for the digest of what is confirmed."""
    return asdict(drafted)
