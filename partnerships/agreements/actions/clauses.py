"""Add, edit, move and remove clauses and annexes."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F, Max

from partnerships.agreements.actions import Conflict, changing
from partnerships.agreements.actions.annexes import take_away
from partnerships.agreements.models import Agreement, Clause, ClauseText, Format
from partnerships.agreements.text.shapes import KeptPassage
from partnerships.directory.models import Account
from partnerships.shared.audit.actions import record

Texts = Mapping[str, KeptPassage]  # by language; here a text without `format` is MARKED


@transaction.atomic
def add_clause(agreement: Agreement, *, by: Account, kind: str, texts: Texts) -> Clause:
    """One more clause or annex, at the end of its kind; the same words sent twice are one.

    Raises: PermissionDenied, ValidationError.
    """
    with changing(agreement, by=by, cause="clause_added") as agreement:
        return _find_same(agreement, kind, texts) or put_in(agreement, kind, texts, by=by)


def put_in(agreement: Agreement, kind: str, texts: Texts, *, by: Account) -> Clause:
    """Makes a clause, the last of its kind, and records its event; inside `changing`."""
    last = agreement.clauses.aggregate(last=Max("position"))["last"]
    clause = Clause(agreement=agreement, kind=kind, position=(last if last is not None else -1) + 1)
    clause.full_clean()
    clause.save()
    _write(clause, texts)
    facts = {"clause": clause.pk, "kind": kind}
    record("agreements.clause_added", by=by, target=agreement, facts=facts)
    return clause


def _find_same(agreement: Agreement, kind: str, texts: Texts) -> Clause | None:
    governing = agreement.governing_language
    text = {"format": Format.MARKED, **texts[governing]}
    words = {f"texts__{part}": value for part, value in text.items()}
    return agreement.clauses.filter(kind=kind, texts__language=governing, **words).first()


@transaction.atomic
def edit_clause(clause: Clause, *, by: Account, version: int, texts: Texts) -> Clause:
    """New words. When the governing text changes and a translation does not, the translation is outdated.

    Raises: PermissionDenied, ValidationError, Conflict when `version` is not the present one.
    """
    with changing(clause.agreement, by=by, cause="clause_edited") as agreement:
        clause = Clause.objects.select_for_update().get(pk=clause.pk)
        if clause.version != version:
            raise Conflict("stale")
        changed = put_words(clause, texts, governing=agreement.governing_language)
        facts = {"clause": clause.pk, "languages": sorted(changed)}
        record("agreements.clause_edited", by=by, target=agreement, facts=facts)
    return clause


def put_words(clause: Clause, texts: Texts, *, governing: str) -> set[str]:
    """Languages whose words changed; when the governing one did, the others are outdated. Inside `changing`."""
    changed = _write(clause, texts)
    Clause.objects.filter(pk=clause.pk).update(version=F("version") + 1)
    if governing in changed:
        clause.texts.exclude(language__in=changed).update(outdated=True)
    return changed


def _write(clause: Clause, texts: Texts) -> set[str]:
    """Languages whose words changed. A language left empty has no row."""
    there, changed = {text.language: text for text in clause.texts.all()}, set()
    for language, words in texts.items():
        text = there.get(language) or ClauseText(clause=clause, language=language)
        format = words.get("format", Format.MARKED)
        if (text.heading, text.body, text.format) == (words["heading"], words["body"], format):
            continue
        changed.add(language)
        if not words["heading"] and not words["body"]:
            text.delete()
            continue
        text.heading, text.body, text.outdated = words["heading"], words["body"], False
        text.format = format
        text.full_clean(exclude=["clause"])
        text.save()
    return changed


@transaction.atomic
def move_clause(clause: Clause, *, by: Account, up: bool) -> None:
    """Changes places with its neighbour of the same kind; at the end nothing happens."""
    with changing(clause.agreement, by=by, cause="clause_moved") as agreement:
        if _swap(clause, up):
            facts = {"clause": clause.pk, "up": up}
            record("agreements.clause_moved", by=by, target=agreement, facts=facts)


def _swap(clause: Clause, up: bool) -> bool:
    """Changes the positions of the clause and its neighbour; False where it has none on that side."""
    rows = list(
        Clause.objects.select_for_update()
        .filter(agreement=clause.agreement_id, kind=clause.kind)
        .order_by("position", "id")
    )
    at = next(i for i, row in enumerate(rows) if row.pk == clause.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return False
    places = [row.position for row in rows]
    rows[at], rows[to] = rows[to], rows[at]
    for row, position in zip(rows, sorted(places), strict=True):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    return True


@transaction.atomic
def remove_clause(clause: Clause, *, by: Account) -> None:
    """Gone from the draft with its files; its words stay in the versions and in the history."""
    pk = clause.pk
    with changing(clause.agreement, by=by, cause="clause_removed") as agreement:
        for file in clause.files.all():
            take_away(file)
        clause.delete()
        record("agreements.clause_removed", by=by, target=agreement, facts={"clause": pk})
