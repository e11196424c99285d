"""What the worker does with a file of records, in the sight of the person who acts: check every line, or enter all records at once.

The rule is asked once more for that person; what ended meanwhile ends the import. Source: decision 0058.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction

from analyses import rules
from analyses.actions.giving import note_contribution
from analyses.actions.importing import about_run, lock_draft
from analyses.actions.logging import note
from analyses.importing.headings import name_columns
from analyses.importing.lines import Drafted, Fault, Meaning, Reader, as_json
from analyses.importing.reading import read_table, rows_in_sight
from analyses.models import (
    Contribution,
    ImportFault,
    ImportRun,
    ImportStage,
    Operation,
    Record,
    seen_by_house,
)
from analyses.models.sights import ALL, SETTING
from partnerships.directory.models import Account
from partnerships.shared import outbox
from partnerships.shared.outbox import Status
from partnerships.shared.tables_in import Row, UnreadableTable

BATCH = 1000  # rows of one statement
STEP = 500  # lines between two looks at whether it is still wanted
SAMPLE = 20
ENDS = ("right", "submitted", "stage", "too_many", "changed", "unreadable", "too_long", "fault")


class Unwanted(Exception):
    """It was cancelled, or another worker has it: what this one did is undone."""


def work(run: ImportRun, *, by: Account) -> None:
    """Check or enter. Raises: Unwanted, and what may be tried again."""
    try:
        if why := why_not(run.contribution, by):
            end(run, why)
            return
        rows = rows_in_sight(read_table(bytes(run.file), run.chosen), run.chosen)
        if run.stage == ImportStage.CHECKING:
            _check(run, rows)
        elif run.stage == ImportStage.ENTERING:
            _enter(run, rows, by)
    except UnreadableTable:
        end(run, "unreadable")
    except ObjectDoesNotExist:  # no longer in sight of who acts
        end(run, "right")


def why_not(contribution: Contribution, by: Account) -> str:
    """Why nothing may be entered any more, a code of ENDS; empty where it may."""
    if rules.can_import_records(by, contribution):
        return ""
    if contribution.submitted_at or contribution.withdrawn_at:
        return "submitted"
    own = rules.own_participation(by, contribution.case)
    return "stage" if own and own.authority_id == contribution.authority_id else "right"


def end(run: ImportRun, why: str) -> None:
    """Nothing was entered, and nothing of the contents stays. Also where the acting person no longer sees it."""
    with seen_by_house(), transaction.atomic():
        ended = outbox.finish(run, Status.DONE, **_emptied(ImportStage.ENDED), ended_because=why)
        if ended:
            ImportFault.objects.filter(run=run).delete()
            note(
                Operation.ERASE,
                "import.ended",
                by=None,
                case=run.case,
                about=about_run(run),
                fields=[why],
                regime=run.contribution.regime,
            )


def _emptied(stage: ImportStage) -> dict[str, Any]:
    return {
        "stage": stage,
        "file": b"",
        "file_name": "–",
        "head": [],
        "read_as": {},
        "sample": [],
        "fixed": {},
    }


def _reader(run: ImportRun, rows: Sequence[Row]) -> Reader:
    marks = Record.objects.filter(contribution=run.contribution_id).exclude(key="")
    how = Meaning(
        columns=run.columns,
        names=name_columns(run.head, run.header_rows),
        fixed=run.fixed,
        order=str(run.chosen.get("days", "")),
        handling=run.contribution.handling,
        handling_text=run.contribution.handling_text,
        taken=set(marks.values_list("key", flat=True)),
    )
    return Reader(how, rows)


class _Finding:
    """What comes of the lines, summed up while they pass."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.sample: list[dict[str, object]] = []
        self.left_out = 0
        self._sum = hashlib.sha256()

    def add(self, drafted: Sequence[Drafted], faults: Sequence[Fault]) -> None:
        """One line."""
        self.left_out += bool(faults)
        for each in drafted:
            self.counts[each.schema] += 1
            said = as_json(each)
            self._sum.update(json.dumps(said, sort_keys=True).encode())
            if len(self.sample) < SAMPLE:
                self.sample.append(said)

    @property
    def digest(self) -> str:
        """Of all records, in their order."""
        return self._sum.hexdigest()


def _check(run: ImportRun, rows: Sequence[Row]) -> None:
    """A dry run: faults and figures, nothing else."""
    run.faults.all().delete()
    lines = rows[run.header_rows :]
    reader, finding = _reader(run, lines), _Finding()
    waiting: list[Fault] = []
    for number, row in enumerate(lines):
        drafted, faults = reader.read(row)
        finding.add(drafted, faults)
        waiting += faults
        if number % STEP == 0:
            _tell(run, 100 * number // len(lines))
        if len(waiting) >= BATCH:
            _note_faults(run, waiting)
            waiting = []
    _note_faults(run, waiting)
    records = sum(finding.counts.values())
    there = Record.objects.filter(contribution=run.contribution_id).count()
    if records + there > settings.ANALYSES_IMPORT_ROWS:
        end(run, "too_many")
        return
    done = outbox.finish(
        run,
        Status.DONE,
        stage=ImportStage.CHECKED,
        progress=100,
        counts=dict(finding.counts),
        records=records,
        left_out=finding.left_out,
        sample=finding.sample,
        digest=finding.digest,
        error_code="",
    )
    if not done:
        raise Unwanted


def _tell(run: ImportRun, percent: int) -> None:
    """Raises: Unwanted."""
    if not outbox.still_leased(run).update(progress=min(99, percent)):
        raise Unwanted


def _note_faults(run: ImportRun, faults: Sequence[Fault]) -> None:
    """Raises: Unwanted."""
    with transaction.atomic():
        if not outbox.still_leased(run).select_for_update(no_key=True).exists():
            raise Unwanted
        rows = [
            ImportFault(
                run=run,
                line=f.line,
                column=f.column[:120],
                typed=f.typed[:120],
                wrong=f.wrong[:500],
            )
            for f in faults
        ]
        ImportFault.objects.bulk_create(rows, batch_size=BATCH)


def _enter(run: ImportRun, rows: Sequence[Row], by: Account) -> None:
    """All records in one transaction, or none. Raises: Unwanted."""
    lines = rows[run.header_rows :]
    why = ""
    with _telling(run) as tell, transaction.atomic():
        contribution = lock_draft(run.contribution)
        run.contribution = contribution
        why = why_not(contribution, by)
        if not why:
            finding = _insert(run, lines, tell)
            why = "changed" if finding.digest != run.digest else ""
        # Once more at the end: whoever was taken out of the case meanwhile enters nothing.
        contribution.case.refresh_from_db()
        why = why or why_not(contribution, Account.objects.get(pk=by.pk))
        if why:
            transaction.set_rollback(True)
        else:
            _finish(run, contribution, by)
    if why:
        end(run, why)


def _insert(run: ImportRun, lines: Sequence[Row], tell: Callable[[int], None]) -> _Finding:
    reader, finding = _reader(run, lines), _Finding()
    waiting: list[Record] = []
    for number, row in enumerate(lines):
        drafted, faults = reader.read(row)
        finding.add(drafted, faults)
        waiting += [
            Record(case_id=run.case_id, contribution_id=run.contribution_id, **vars(each))
            for each in drafted
        ]
        if len(waiting) >= BATCH:
            Record.objects.bulk_create(waiting)
            waiting = []
            if not outbox.still_leased(run).exists():
                raise Unwanted
            tell(100 * number // len(lines))
    Record.objects.bulk_create(waiting)
    return finding


def _finish(run: ImportRun, contribution: Contribution, by: Account) -> None:
    """Raises: Unwanted, which undoes it all."""
    contribution.file_name, contribution.file_sha256 = run.file_name, run.sha256
    contribution.save(update_fields=["file_name", "file_sha256"])
    note_contribution(Operation.COLLECT, "records.imported", contribution, by=by, rows=run.records)
    emptied = _emptied(ImportStage.DONE)
    if not outbox.finish(run, Status.DONE, progress=100, error_code="", **emptied):
        raise Unwanted
    run.faults.all().delete()


@contextmanager
def _telling(run: ImportRun) -> Iterator[Callable[[int], None]]:
    """How far it is, written beside the transaction that is still open: by a connection of its own."""
    other = connection.copy()

    def tell(percent: int) -> None:
        with other.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, ALL])
            cursor.execute(
                "UPDATE analyses_importrun SET progress = %s WHERE id = %s AND holder = %s",
                [min(99, percent), run.pk, run.holder],
            )
            cursor.execute("SELECT set_config(%s, '', false)", [SETTING])

    try:
        yield tell
    finally:
        other.close()
