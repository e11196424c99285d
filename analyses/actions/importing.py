"""Bring records into a draft by a file: read, mapped, checked by the worker, confirmed, entered as a whole or not at all.

What the worker does is said once more by the rule, for the person who acts; what ended meanwhile ends the import. Source: decision 0058.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.giving import GIVING, note_contribution
from analyses.actions.logging import note
from analyses.importing.headings import key_of, name_columns
from analyses.importing.lines import Drafted, Fault, Meaning, Reader, as_json
from analyses.importing.reading import open_questions, read_table, rows_in_sight, take_in
from analyses.models import (
    Contribution,
    ImportFault,
    ImportMapping,
    ImportRun,
    ImportStage,
    Operation,
    Record,
    seen_by_house,
)
from analyses.models.importing import ON_ITS_WAY
from analyses.models.sights import ALL, SETTING
from partnerships.directory.models import Account
from partnerships.shared import outbox
from partnerships.shared.lines import clean_line
from partnerships.shared.outbox import Status
from partnerships.shared.tables_in import Row, UnreadableTable

TASK = "analyses.work_on_import"
BATCH = 1000  # rows of one statement
STEP = 500  # lines between two looks at whether it is still wanted
SAMPLE = 20
WORDS = ("handling_text",)  # free words of a mapping, which are not kept for the next file
ENDS = ("right", "submitted", "stage", "too_many", "changed", "unreadable", "too_long", "fault")


class Unwanted(Exception):
    """It was cancelled, or another worker has it: what this one did is undone."""


def _about(run: ImportRun) -> tuple[str, int]:
    return ("importrun", run.pk)


@transaction.atomic
def read_file(contribution: Contribution, *, data: bytes, file_name: str, by: Account) -> ImportRun:
    """Keep a file for its person to say what its columns mean. Raises: PermissionDenied; ValidationError, UnreadableTable with a sentence."""
    rules.can_import_records(by, contribution).enforce()
    table = read_table(data, {})
    contribution = _lock(contribution)
    rules.can_import_records(by, contribution).enforce()
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == contribution.file_sha256:
        raise ValidationError(_("The records of this file stand in the contribution already."))
    run = ImportRun(
        case=contribution.case,
        contribution=contribution,
        by=by,
        file_name=clean_line(file_name)[:200] or "–",
        file=data,
        sha256=sha256,
        status=Status.DONE,  # nothing for the worker yet
    )
    take_in(run, table)
    run.save()
    note(
        Operation.COLLECT,
        "import.file_chosen",
        by=by,
        case=run.case,
        about=_about(run),
        reason=GIVING,
        rows=run.lines,
    )
    return run


@transaction.atomic
def read_again(run: ImportRun, *, chosen: Mapping[str, object], by: Account) -> ImportRun:
    """As its person says: sheet, encoding, hidden. Raises: PermissionDenied, UnreadableTable."""
    run = _lock_run(run)
    rules.can_map_import(by, run).enforce()
    said = {name: value for name, value in chosen.items() if value not in (None, "")}
    if said.get("sheet", run.read_as.get("sheet")) == run.read_as.get("sheet"):
        said = {**run.chosen, **said}
    run.chosen = said
    take_in(run, read_table(bytes(run.file), run.chosen))
    run.stage = ImportStage.READING
    _forget_finding(run)
    run.save()
    return run


@transaction.atomic
def check_file(
    run: ImportRun,
    *,
    header_rows: int,
    columns: Sequence[str],
    fixed: Mapping[str, str],
    days: str = "",
    by: Account,
) -> ImportRun:
    """The worker reads every line and writes nothing into the draft. What the columns mean is kept for the next file.

    Raises: PermissionDenied, ValidationError.
    """
    run = _lock_run(run)
    rules.can_map_import(by, run).enforce()
    if open_questions(run):
        raise ValidationError(_("First say how the file is to be read."))
    run.header_rows, run.columns, run.fixed = header_rows, list(columns), dict(fixed)
    run.chosen = {**run.chosen, "days": days}
    run.stage, run.progress = ImportStage.CHECKING, 0
    _forget_finding(run)
    run.save()
    _keep_mapping(run, by)
    outbox.reopen(run, TASK)
    return run


def _keep_mapping(run: ImportRun, by: Account) -> None:
    ImportMapping.objects.update_or_create(
        authority_id=run.contribution.authority_id,
        key=key_of(run.head, run.header_rows),
        defaults={
            "header_rows": run.header_rows,
            "columns": run.columns,
            "fixed": {k: v for k, v in run.fixed.items() if k not in WORDS},
            "by": by,
            "used_at": timezone.now(),
        },
    )


def _forget_finding(run: ImportRun) -> None:
    run.faults.all().delete()
    run.counts, run.records, run.left_out, run.sample, run.digest = {}, 0, 0, [], ""


@transaction.atomic
def confirm_import(run: ImportRun, *, digest: str, by: Account) -> ImportRun:
    """The worker enters what was shown; lines with faults stay out. A second click finds it on its way.

    Raises: PermissionDenied; ValidationError where something else was shown.
    """
    run = _lock_run(run)
    if run.stage in (ImportStage.ENTERING, ImportStage.DONE):
        return run
    rules.can_confirm_import(by, run).enforce()
    if run.digest != digest:
        raise ValidationError(_("The file was checked again since you looked. Please look again."))
    run.stage, run.progress = ImportStage.ENTERING, 0
    run.save(update_fields=["stage", "progress"])
    outbox.reopen(run, TASK)
    return run


@transaction.atomic
def cancel_import(run: ImportRun, *, by: Account) -> None:
    """The file, its faults and what was found go at once; whatever the worker does meanwhile is undone.

    Raises: PermissionDenied where it was entered meanwhile.
    """
    rules.can_cancel_import(by, run).enforce()
    if not _take_away(run):
        run.refresh_from_db()
        rules.can_cancel_import(by, run).enforce()
    note(
        Operation.ERASE,
        "import.cancelled",
        by=by,
        case=run.case,
        about=_about(run),
        reason=GIVING,
    )


def _take_away(run: ImportRun) -> bool:
    """As long as it is on its way: a worker that is just entering comes to its end first, or finds that it is gone."""
    rows = ImportRun.objects.filter(pk=run.pk, stage__in=ON_ITS_WAY).defer("file")
    found = rows.select_for_update(of=("self",)).first()
    if found:
        found.delete()
    return found is not None


def _lock(contribution: Contribution) -> Contribution:
    """Raises: DoesNotExist for whoever does not see it."""
    rows = Contribution.objects.select_related("case")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=contribution.pk)


def _lock_run(run: ImportRun) -> ImportRun:
    """Raises: DoesNotExist when the clock or somebody else has taken it away."""
    rows = ImportRun.objects.select_related("contribution__case", "case").defer("file")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=run.pk)


# --- What the worker does, in the sight of the person who acts -------------------------------------------------


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
                about=_about(run),
                fields=[why],
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
        contribution = _lock(run.contribution)
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


def forget_imports() -> int:
    """By the clock: files that nobody confirmed in time go, with what was found; the number of them. Needs the sight of the house."""
    gone = 0
    for run in ImportRun.objects.forgotten().select_related("case").defer("file"):
        with transaction.atomic():
            if _take_away(run):
                gone += 1
                note(Operation.ERASE, "import.forgotten", by=None, case=run.case, about=_about(run))
    return gone
