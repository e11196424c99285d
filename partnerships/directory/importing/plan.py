"""What an import would do today: new, changed, unchanged, and what is wrong. Nothing is written here."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.importing.contacts import name_contacts
from partnerships.directory.importing.lines import DAYS, Fault, Line, default_days, lines_of
from partnerships.directory.importing.matching import match
from partnerships.directory.importing.relations import relate
from partnerships.directory.models import (
    Account,
    Entry,
    ImportRun,
    Organisation,
    Partner,
    Side,
    Standing,
)
from partnerships.shared.sorting import match_key

DETAILS = (
    "name", "kind", "legal_form", "place", "areas", "languages", "email", "phone", "website",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """`new` and `changed` are lines of the file; faults are in the order of the file."""

    new: list[Line]
    changed: list[Line]
    unchanged: int
    faults: list[Fault]

    @property
    def faulty_rows(self) -> list[int]:
        """Numbers of the rows with at least one fault."""
        return sorted({fault.row for fault in self.faults})

    @property
    def faulty(self) -> int:
        """Number of rows with at least one fault."""
        return len(self.faulty_rows)

    @property
    def named(self) -> int:
        """Number of contact persons that are new."""
        return sum(len(line.names) for line in [*self.new, *self.changed])

    @property
    def nothing_to_do(self) -> bool:
        """Everything is there already, just as in the file."""
        return not (self.new or self.changed or self.faults)

    @property
    def digest(self) -> str:
        """Differs as soon as the import would do something else than what was shown."""
        facts = [
            (line.number, line.target and line.target.pk, line.values, line.changes, line.joins)
            + (line.names,)
            for line in [*self.new, *self.changed]
        ]
        both = [facts, self.faulty_rows]
        return hashlib.sha256(json.dumps(both, default=str, sort_keys=True).encode()).hexdigest()


def plan(run: ImportRun, by: Account, *, lock: bool = False) -> Plan:
    """The file against today's directory, as `by` may see it. `lock` holds what is found: needs a transaction."""
    lines, faults = lines_of(run)
    unclear = match(lines, by, lock=lock)
    faults += unclear
    rows = {fault.row for fault in unclear}
    lines = [line for line in lines if line.number not in rows]
    for line in lines:
        faults += _details(line, run)
    faults += relate(lines, by)
    if run.partnership_id:
        faults += _memberships(lines, run)
    faults += _not_kept(lines, by)
    faults += name_contacts(lines, by)
    wrong = {fault.row for fault in faults}
    faults += [
        _hangs_on(line, more) for line in lines if line.number in wrong for more in line.further
    ]
    good = [line for line in lines if line.number not in wrong]
    new = [line for line in good if line.target is None]
    changed = [line for line in good if line.target and (line.changes or line.joins or line.names)]
    return Plan(new, changed, len(good) - len(new) - len(changed), sorted(faults))


def _hangs_on(line: Line, more: Line) -> Fault:
    wrong = _("This row belongs to row %(row)s, which has a fault.") % {"row": line.number}
    return Fault.at(more, "name", wrong)


def _details(line: Line, run: ImportRun) -> list[Fault]:
    """What differs from the organisation that is there; an empty cell changes nothing."""
    if line.target is None:
        line.values.setdefault("kind", run.defaults.get("kind", ""))
        missing = not line.values["kind"]
        return [Fault.at(line, "kind", _("A new organisation needs a kind."))] if missing else []
    for slug in DETAILS:
        before = getattr(line.target, slug)
        if (
            slug in line.values
            and line.values[slug] != before
            and not _as_shown(line, slug, before)
        ):
            line.changes[slug] = (before, line.values[slug])
    if "name" in line.changes and not _same_words(line.target, line.values["name"]):
        del line.changes["name"]  # found by a former name: today's stays
    return []


def _as_shown(line: Line, slug: str, before: object) -> bool:
    """A list as our own files write it, also where one of its words holds a comma."""
    return isinstance(before, list) and line.typed.get(slug) == ", ".join(before)


def _same_words(organisation: Organisation, name: str) -> bool:
    return match_key(name) == organisation.match_key


def _not_kept(lines: list[Line], by: Account) -> list[Fault]:
    changing = {line.target.pk: line for line in lines if line.target and line.changes}
    refused = set(changing) - rules.kept_among(by, changing)
    wrong = _(
        "You see this organisation but do not keep its entry. Leave the row out, or type what is there."
    )
    return [Fault.at(changing[pk], "name", wrong) for pk in refused]


def _memberships(lines: list[Line], run: ImportRun) -> list[Fault]:
    """A partner row for those that are no partners today; who is one already stays as it is."""
    rows = defaultdict(list)
    targets = [line.target.pk for line in lines if line.target]
    for row in Partner.objects.filter(partnership=run.partnership_id, organisation__in=targets):
        rows[row.organisation_id].append(row)
    return [
        fault
        for line in lines
        for fault in _membership(line, run, rows[line.target.pk] if line.target else [])
    ]


def _membership(line: Line, run: ImportRun, there: list[Partner]) -> list[Fault]:
    last = max((_last_day(row) for row in there), default=date.min)
    if last >= timezone.localdate():
        return []
    typed = {day: line.values[day] for day in DAYS if day in line.values}
    days = typed or default_days(run.defaults)
    begins = days.get("since") or days.get("attested_on")
    if begins is None:
        return [Fault.at(line, "since", _("Say since when, or on which day it is attested."))]
    if begins <= last:
        until = date_format(last, "SHORT_DATE_FORMAT")
        wrong = _("It was a partner until %(day)s: the new beginning is later.") % {"day": until}
        return [Fault.at(line, "since", wrong)]
    line.joins = {
        "side": _first(line, run, "side", Side.CIVIL),
        "entry": _first(line, run, "entry", Entry.JOINED),
        "standing": _first(line, run, "standing", Standing.FULL),
        "since": days.get("since"),
        "attested_on": days.get("attested_on"),
    }
    return []


def _first(line: Line, run: ImportRun, slug: str, otherwise: str) -> str:
    return str(line.values.get(slug) or run.defaults.get(slug) or otherwise)


def _last_day(row: Partner) -> date:
    """The last day on which it holds; open ends are the last day of the calendar."""
    last = row.until_on or date.max
    if row.ended_at:
        last = min(last, timezone.localdate(row.ended_at) - timedelta(days=1))
    return last
