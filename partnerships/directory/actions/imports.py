"""Read a file with organisations, show what it would change, and import it as a whole or not at all."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.directory import rules
from partnerships.directory.actions.import_contacts import name_people
from partnerships.directory.importing.lines import Line
from partnerships.directory.importing.plan import DETAILS, Plan, plan
from partnerships.directory.importing.reading import open_questions, take_in
from partnerships.directory.importing.relations import RELATIONS
from partnerships.directory.models import (
    Account,
    Commitment,
    ImportRun,
    ImportState,
    Organisation,
    OrganisationName,
    Partner,
    Partnership,
)
from partnerships.directory.models.locks import Lock, wait_for
from partnerships.directory.rules import capacity
from partnerships.shared.audit.actions import record, record_each
from partnerships.shared.lines import clean_line
from partnerships.shared.sorting import match_key, sort_key
from partnerships.shared.tables_in import read

BATCH = 500
JSON = ("rows", "columns", "defaults", "ignored", "read_as", "chosen", "left_out")


class ChangedMeanwhile(Exception):
    """The directory is no longer what the person was shown; nothing was imported."""


def read_import(
    data: bytes,
    *,
    by: Account,
    file_name: str,
    partnership: Partnership | None = None,
    defaults: dict[str, str] | None = None,
) -> ImportRun:
    """Keep what a file says, for its person to look at. Writes nothing into the directory.

    Shape of `defaults`: kind, side, entry, since, attested_on as stored values and ISO days.
    Raises: PermissionDenied; UnreadableTable with a sentence about the file.
    """
    rules.can_import(by, partnership).enforce()
    run = ImportRun(
        account=by,
        partnership=partnership,
        file_name=clean_line(file_name)[:200] or "–",
        file=data,
        sha256=hashlib.sha256(data).hexdigest(),
        defaults=defaults or {},
    )
    take_in(run, read(data))
    run.save()
    return run


@transaction.atomic
def reread_import(run: ImportRun, *, by: Account, **chosen: Any) -> ImportRun:
    """Read the file once more as its person says: `sheet`, `encoding`, `hidden` (take, leave), `days` (dmy, mdy).

    Raises: PermissionDenied; UnreadableTable with a sentence about the file.
    """
    locked = _lock(run, by)
    rules.can_reread_import(by, locked).enforce()
    locked.chosen = {name: value for name, value in chosen.items() if value not in (None, "")}
    data = bytes(locked.file)
    table = read(data, sheet=chosen.get("sheet"), encoding=chosen.get("encoding") or "")
    take_in(locked, table)
    locked.save()
    return locked


@transaction.atomic
def confirm_import(
    run: ImportRun, *, by: Account, digest: str, without_faulty: bool = False
) -> ImportRun:
    """Everything in the file at once, or, where the person says so, all but the rows with faults. A second click finds
    it done.

    Raises: PermissionDenied; ChangedMeanwhile when the plan is not the one with this digest.
    """
    wait_for(Lock.IMPORT)
    locked = _lock(run, by)
    if locked.state == ImportState.DONE:
        return locked
    rules.can_confirm_import(by, locked).enforce()
    if set(RELATIONS) & set(locked.columns):
        wait_for(Lock.TREE)
    changes = plan(locked, by, lock=True)
    if (
        changes.digest != digest
        or open_questions(locked)
        or (changes.faults and not without_faulty)
    ):
        raise ChangedMeanwhile
    _enter(changes.new, by)
    _edit([line for line in changes.changed if line.changes], by)
    if locked.partnership:
        _admit(
            [line for line in [*changes.new, *changes.changed] if line.joins],
            locked.partnership,
            by,
        )
    name_people([line for line in [*changes.new, *changes.changed] if line.names], by)
    return _finish(locked, changes, by)


def _lock(run: ImportRun, by: Account) -> ImportRun:
    """Raises: PermissionDenied when the clock or a second window has taken it away."""
    rows = ImportRun.objects.visible_to(by).select_for_update()
    locked = rows.filter(pk=run.pk).first()
    if locked is None:
        raise PermissionDenied(_("This file is no longer here. Please choose it once more."))
    return locked


def _enter(lines: list[Line], by: Account) -> None:
    keeper = rules.keeping_organisation(by)
    for line in lines:
        values = {slug: line.values[slug] for slug in (*DETAILS, *RELATIONS) if slug in line.values}
        line.target = _with_keys(Organisation(entered_by=by, kept_by_id=keeper, **values))
    made = _targets(lines)
    Organisation.objects.bulk_create(made, batch_size=BATCH)
    record_each(
        "directory.organisation_entered", by=by, targets=[(row, {"kind": row.kind}) for row in made]
    )


def _targets(lines: list[Line]) -> list[Organisation]:
    return [line.target for line in lines if line.target]


def _with_keys(organisation: Organisation) -> Organisation:
    """Fills the keys that `save` fills and bulk statements do not."""
    organisation.sort_key = sort_key(organisation.name)
    organisation.match_key = match_key(organisation.name)
    return organisation


def _edit(lines: list[Line], by: Account) -> None:
    for line in lines:
        for slug, (_before, after) in line.changes.items():
            setattr(line.target, slug, after)
    changed = _targets(lines)
    for row in changed:
        _with_keys(row).version += 1
    touched = {slug for line in lines for slug in line.changes}
    keys = {"sort_key", "match_key"} if "name" in touched else set()
    if changed:
        Organisation.objects.bulk_update(changed, [*touched, *keys, "version"], batch_size=BATCH)
    _carry_names([line for line in lines if "name" in line.changes])
    facts = [(line.target, {"fields": sorted(line.changes)}) for line in lines if line.target]
    record_each("directory.organisation_edited", by=by, targets=facts)


def _carry_names(lines: list[Line]) -> None:
    """Another spelling: no former name comes of it, and the copies of the sort key follow."""
    for line in lines:
        before, after = line.changes["name"]
        names = OrganisationName.objects.filter(organisation=line.target, name=before)
        names.filter(until_on=None, ended_at=None).update(name=after)
        for model in (Partner, Commitment):
            rows = model.objects.filter(organisation=line.target)  # type: ignore[attr-defined]  # of two tables
            rows.update(sort_key=sort_key(after))


def _admit(lines: Iterable[Line], partnership: Partnership, by: Account) -> None:
    locked = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    made = [
        Partner(
            partnership=locked,
            organisation=line.target,
            sort_key=line.target.sort_key,
            **line.joins,
        )
        for line in lines
        if line.target and line.joins
    ]
    Partner.objects.bulk_create(made, batch_size=BATCH)
    facts = [
        (
            row,
            {
                "partnership": locked.pk,
                "organisation": row.organisation_id,
                "entry": str(row.entry),
            },
        )
        for row in made
    ]
    acting = capacity.in_partnership(by, locked)
    record_each("directory.partner_admitted", by=by, targets=facts, capacity=acting)


def _finish(run: ImportRun, changes: Plan, by: Account) -> ImportRun:
    """The counts stay for a day; what the file said is no longer needed."""
    run.state, run.imported_at, run.rows = ImportState.DONE, timezone.now(), []
    run.file, run.read_as = b"", {}
    run.named, run.left_out = changes.named, changes.faulty_rows
    run.created, run.changed, run.unchanged = (
        len(changes.new),
        len(changes.changed),
        changes.unchanged,
    )
    run.full_clean(exclude=[*JSON, "file"])
    run.save()
    facts = {
        "created": run.created,
        "changed": run.changed,
        "named": run.named,
        "left_out": len(run.left_out),
        "partnership": run.partnership_id,
    }
    record("directory.organisations_imported", by=by, target=run, facts=facts)
    return run


@transaction.atomic
def withdraw_import(run: ImportRun, *, by: Account) -> None:
    """Forget a file that is not to be imported. Raises: PermissionDenied when it was."""
    locked = _lock(run, by)
    rules.can_withdraw_import(by, locked).enforce()
    locked.delete()
