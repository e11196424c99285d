"""Delete a case, its contributions, a record, with whatever hangs on them, and certify it. Source: DOMAIN 5.5, decision 0060."""

import json
import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, router, transaction
from django.utils import timezone

from analyses import rules
from analyses.actions.logging import kept_longest, note
from analyses.models import (
    Case,
    CaseSearch,
    Certificate,
    Contribution,
    DeletionRule,
    Finding,
    Operation,
    Record,
    seen_by_house,
)
from analyses.stages import LIFE, OPEN, Stage
from analyses.ways import KEPT, Rows, chunks, in_order, keys_of, loose_keys_to, orphans, rows_on
from partnerships.directory.models import Account
from partnerships.shared.documents.models import Document
from partnerships.shared.letters.models import Letter

log = logging.getLogger(__name__)
PAPERS = (Document, Letter)  # of other rooms; a row of ours that is deleted takes them along
SESSIONS = (
    "analyses_"  # what sessions keep of cases begins so: number of the case -> what was typed
)
Counts = list[tuple[str, int]]  # label of the table, rows


def sum_of(number: str, rule: str, at: datetime, by: int | None, counts: Iterable[Iterable]) -> str:
    """What the certificate's checksum is made of; whoever has the page can make it again."""
    told = [number, rule, at.isoformat(), by, [list(each) for each in counts]]
    return sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()


@transaction.atomic
def erase_early(case: Case, *, by: Account) -> Certificate:
    """By the lead, before its day. Raises: PermissionDenied."""
    case = Case.objects.lock(case)
    rules.can_erase(by, case).enforce()
    with seen_by_house():  # contributions that the lead never saw go, too
        return erase_case(case, rule=DeletionRule.LEAD, by=by)


@transaction.atomic
def erase_case(case: Case, *, rule: str, by: Account | None = None) -> Certificate:
    """What stays: number, dates, result, who took part, how many rows there were. In the house's sight, after the rule.

    Raises: PermissionDenied where a hold lies on it.
    """
    case = _hold_still(case)
    if case.stage in OPEN:
        case.stage, case.ended_at = LIFE.move("stop").target, timezone.now()
        case.save(update_fields=["stage", "ended_at"])
        note(Operation.ALTER, "case.stop", by=by, case=case)
    rows = rows_on({Case: {case.pk}})
    regime = _regime_in(case)
    counts = _delete(rows)
    waiting = CaseSearch.objects.filter(case=case, finding="")
    waiting.update(finding=Finding.NOTHING, at=timezone.now())
    _empty(rows)
    case.refresh_from_db()
    case.stage, case.deleted_at = Stage.DELETED, timezone.now()
    case.save(update_fields=["stage", "deleted_at"])
    _forget_in_sessions(case)
    return _certify(case, rule, by, counts, is_whole=True, regime=regime)


@transaction.atomic
def erase_contributions(case: Case) -> Certificate:
    """All that authorities gave into a completed case; what was made of it stays until the case's own day. By the clock.

    Raises: PermissionDenied where a hold lies on the case.
    """
    case = _hold_still(case)
    given = Contribution.objects.filter(case=case).values_list("pk", flat=True)
    regime = _regime_in(case)
    counts = _delete(rows_on({Contribution: set(given)}))
    return _certify(case, DeletionRule.CONTRIBUTIONS, None, counts, regime=regime)


def _regime_in(case: Case) -> str:
    """The law of its contributions by which the log is kept longest."""
    with seen_by_house():
        given = Contribution.objects.filter(case=case)
        return kept_longest(given.values_list("regime", flat=True))


def _hold_still(case: Case) -> Case:
    """Nobody writes into it meanwhile, nor sets a hold."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    rules.held(case).enforce()
    return case


@transaction.atomic
def delete_record(record: Record, *, by: Account) -> Certificate:
    """One record whose term ends, with its links. Raises: PermissionDenied."""
    case = Case.objects.lock(record.case)
    record = Record.objects.select_related("contribution", "case").get(pk=record.pk)
    rules.can_delete_record(by, record).enforce()
    with seen_by_house():
        counts = _delete(rows_on({Record: {record.pk}}))
        regime = record.contribution.regime
        return _certify(case, DeletionRule.RECORD, by, counts, regime=regime)


def erase_leftovers() -> int:
    """Rows that lie in a case which is deleted already; the number of rows. By the clock."""
    total = 0
    deleted = Case.objects.filter(stage=Stage.DELETED)
    there = rows_on({Case: set(deleted.values_list("pk", flat=True))})
    for case in deleted if set(there) - set(KEPT) else ():
        with transaction.atomic():
            counts = _delete(rows_on({Case: {case.pk}}))
            if counts:
                _certify(case, DeletionRule.LEFTOVER, None, counts)
                total += sum(number for _label, number in counts)
    if rest := {model._meta.label: len(numbers) for model, numbers in orphans().items()}:
        log.error("Rows of analyses whose case is gone: %s", rest)
    return total


def _delete(rows: Rows) -> Counts:
    """All but what is kept, past the models' own ways. Raises: LookupError where a row that was found did not go."""
    counts: Counts = []
    papers: dict[type[models.Model], set[int]] = {each: set() for each in PAPERS}
    for model in in_order(set(rows) - set(KEPT)):
        numbers = rows[model]
        _take_papers(model, numbers, papers)
        _take_files(model, numbers)
        _let_go(model, numbers)
        using = router.db_for_write(model)
        gone = sum(
            model._base_manager.filter(pk__in=some)._raw_delete(using)  # type: ignore[attr-defined]
            for some in chunks(numbers)
        )
        if gone != len(numbers):
            raise LookupError(f"{model._meta.label}: {gone} of {len(numbers)} rows deleted")
        counts.append((model._meta.label_lower, len(numbers)))
    for paper, numbers in papers.items():
        if numbers:
            _take_files(paper, numbers)
            paper._base_manager.filter(pk__in=numbers).delete()
            counts.append((paper._meta.label_lower, len(numbers)))
    return sorted(counts)


def _let_go(model: type[models.Model], numbers: set[int]) -> None:
    """What only points at them points at nothing."""
    for key in loose_keys_to(model):
        for some in chunks(numbers):
            rows = key.model._base_manager.filter(**{f"{key.attname}__in": some})
            rows.update(**{key.attname: None})


def _take_papers(
    model: type[models.Model], numbers: set[int], papers: dict[type[models.Model], set[int]]
) -> None:
    for key in keys_of(model):
        if key.related_model in PAPERS:
            for some in chunks(numbers):
                rows = model._base_manager.filter(pk__in=some, **{f"{key.attname}__isnull": False})
                papers[key.related_model] |= set(rows.values_list(key.attname, flat=True))  # type: ignore[index]


def _take_files(model: type[models.Model], numbers: set[int]) -> None:
    """Their files go once the deletion is certain."""
    for field in model._meta.local_fields:
        if isinstance(field, models.FileField):
            for some in chunks(numbers):
                rows = model._base_manager.filter(pk__in=some).exclude(**{field.name: ""})
                for name in rows.values_list(field.name, flat=True):
                    transaction.on_commit(partial(field.storage.delete, name))


def _empty(rows: Rows) -> None:
    """What stays of a case says nothing that somebody typed."""
    for model, columns in KEPT.items():
        if columns and (numbers := rows.get(model)):
            model._base_manager.filter(pk__in=numbers).update(**dict.fromkeys(columns, ""))


def _forget_in_sessions(case: Case) -> None:
    for session in Session.objects.iterator():
        told = session.get_decoded()
        mine = [
            each
            for name, each in told.items()
            if name.startswith(SESSIONS) and isinstance(each, dict) and str(case.pk) in each
        ]
        if mine:
            for each in mine:
                del each[str(case.pk)]
            session.session_data = SessionStore().encode(told)
            session.save(update_fields=["session_data"])


def _certify(
    case: Case,
    rule: str,
    by: Account | None,
    counts: Counts,
    *,
    is_whole: bool = False,
    regime: str = "",
) -> Certificate:
    at = timezone.now()
    certificate = Certificate.objects.create(
        case=case,
        rule=rule,
        at=at,
        by=by,
        counts=[list(each) for each in counts],
        is_whole=is_whole,
        sha256=sum_of(case.number, rule, at, by.pk if by else None, counts),
    )
    note(
        Operation.ERASE,
        "case.deleted" if is_whole else f"deleted.{rule}",
        by=by,
        case=case,
        about=("certificate", certificate.pk),
        rows=sum(number for _label, number in counts),
        regime=regime,
    )
    return certificate
