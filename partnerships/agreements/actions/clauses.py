"""Add, edit, move and remove clauses and annexes."""

from typing import Any

from django.db import transaction
from django.db.models import F, Max

from partnerships.agreements.actions import Conflict, hold
from partnerships.agreements.models import Agreement, Clause, ClauseText
from partnerships.shared.audit.actions import record

Texts = dict[str, dict[str, str]]  # language to heading and body


@transaction.atomic
def add_clause(agreement: Agreement, *, by: Any, kind: str, texts: Texts) -> Clause:
    """One more clause or annex, at the end of its kind; the same words sent twice are one.

    Raises: PermissionDenied, ValidationError.
    """
    hold(agreement, by=by)
    if there := _same(agreement, kind, texts):
        return there
    last = agreement.clauses.aggregate(last=Max("position"))["last"]
    clause = Clause(agreement=agreement, kind=kind, position=(last if last is not None else -1) + 1)
    clause.full_clean()
    clause.save()
    _write(clause, texts)
    record(
        "agreements.clause_added",
        by=by,
        target=agreement,
        facts={"clause": clause.pk, "kind": kind},
    )
    return clause


def _same(agreement: Agreement, kind: str, texts: Texts) -> Clause | None:
    governing = agreement.governing_language
    words = {f"texts__{part}": value for part, value in texts[governing].items()}
    return agreement.clauses.filter(kind=kind, texts__language=governing, **words).first()


@transaction.atomic
def edit_clause(clause: Clause, *, by: Any, version: int, texts: Texts) -> Clause:
    """New words. When the governing text changes and a translation does not, the translation is outdated.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is not the present one.
    """
    hold(clause.agreement, by=by)
    locked = Clause.objects.select_for_update().get(pk=clause.pk)
    if locked.version != version:
        raise Conflict("stale")
    changed = _write(locked, texts)
    Clause.objects.filter(pk=locked.pk).update(version=F("version") + 1)
    governing = clause.agreement.governing_language
    if governing in changed:
        locked.texts.exclude(language__in=changed).update(outdated=True)
    facts = {"clause": locked.pk, "languages": sorted(changed)}
    record("agreements.clause_edited", by=by, target=clause.agreement, facts=facts)
    return locked


def _write(clause: Clause, texts: Texts) -> set[str]:
    """Languages whose words changed. A language left empty has no row."""
    there, changed = {text.language: text for text in clause.texts.all()}, set()
    for language, words in texts.items():
        text = there.get(language) or ClauseText(clause=clause, language=language)
        if (text.heading, text.body) == (words["heading"], words["body"]):
            continue
        changed.add(language)
        if not words["heading"] and not words["body"]:
            text.delete()
            continue
        text.heading, text.body, text.outdated = words["heading"], words["body"], False
        text.full_clean(exclude=["clause"])
        text.save()
    return changed


@transaction.atomic
def move_clause(clause: Clause, *, by: Any, up: bool) -> None:
    """Changes places with its neighbour of the same kind; at the end nothing happens."""
    hold(clause.agreement, by=by)
    rows = list(
        Clause.objects.select_for_update()
        .filter(agreement=clause.agreement_id, kind=clause.kind)
        .order_by("position", "id")
    )
    at = next(i for i, row in enumerate(rows) if row.pk == clause.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    places = [row.position for row in rows]
    rows[at], rows[to] = rows[to], rows[at]
    for row, position in zip(rows, sorted(places), strict=True):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record(
        "agreements.clause_moved",
        by=by,
        target=clause.agreement,
        facts={"clause": clause.pk, "up": up},
    )


@transaction.atomic
def remove_clause(clause: Clause, *, by: Any) -> None:
    """Gone from the draft; its words stay in the history."""
    agreement, pk = clause.agreement, clause.pk
    hold(agreement, by=by)
    clause.delete()
    record("agreements.clause_removed", by=by, target=agreement, facts={"clause": pk})
