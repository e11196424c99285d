"""Bring records into a draft by a file: read, mapped, checked by the worker, confirmed, or cancelled. Source: decision 0058.

What the worker does stands in `import_work`.
"""

import hashlib
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analyses import rules
from analyses.actions.giving import GIVING
from analyses.actions.logging import note
from analyses.importing.headings import key_of
from analyses.importing.reading import open_questions, read_table, take_in
from analyses.models import (
    Contribution,
    ImportMapping,
    ImportRun,
    ImportStage,
    Operation,
)
from analyses.models.importing import ON_ITS_WAY
from partnerships.directory.models import Account
from partnerships.shared import outbox
from partnerships.shared.lines import clean_line
from partnerships.shared.outbox import Status

TASK = "analyses.work_on_import"
WORDS = ("handling_text",)  # free words of a mapping, which are not kept for the next file


def about_run(run: ImportRun) -> tuple[str, int]:
    """As the log names it."""
    return ("importrun", run.pk)


@transaction.atomic
def read_file(contribution: Contribution, *, data: bytes, file_name: str, by: Account) -> ImportRun:
    """Keep a file for its person to say what its columns mean. Raises: PermissionDenied; ValidationError, UnreadableTable with a sentence."""
    rules.can_import_records(by, contribution).enforce()
    table = read_table(data, {})
    contribution = lock_draft(contribution)
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
        about=about_run(run),
        reason=GIVING,
        regime=run.contribution.regime,
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
        about=about_run(run),
        reason=GIVING,
        regime=run.contribution.regime,
    )


def _take_away(run: ImportRun) -> bool:
    """As long as it is on its way: a worker that is just entering comes to its end first, or finds that it is gone."""
    rows = ImportRun.objects.filter(pk=run.pk, stage__in=ON_ITS_WAY).defer("file")
    found = rows.select_for_update(of=("self",)).first()
    if found:
        found.delete()
    return found is not None


def lock_draft(contribution: Contribution) -> Contribution:
    """Alone, without its case. Raises: DoesNotExist for whoever does not see it."""
    rows = Contribution.objects.select_related("case")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=contribution.pk)


def _lock_run(run: ImportRun) -> ImportRun:
    """Raises: DoesNotExist when the clock or somebody else has taken it away."""
    rows = ImportRun.objects.select_related("contribution__case", "case").defer("file")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=run.pk)


def forget_imports() -> int:
    """By the clock: files that nobody confirmed in time go, with what was found; the number of them. Needs the sight of the house."""
    gone = 0
    for run in ImportRun.objects.forgotten().select_related("case", "contribution").defer("file"):
        with transaction.atomic():
            if _take_away(run):
                gone += 1
                note(
                    Operation.ERASE,
                    "import.forgotten",
                    by=None,
                    case=run.case,
                    about=about_run(run),
                    regime=run.contribution.regime,
                )
    return gone
