"""Frozen text: what is signed, word for word, in every language, with hashes of annexes, terms, parties and signatories.

One shape for versions of a draft and for the frozen wording of a round, which has also `fields`: see `fill_fields`.
"""

import hashlib
import json
from datetime import date
from typing import TypeVar

from partnerships.agreements.models import Agreement, Clause, ClauseText, Format, Party
from partnerships.agreements.stages import EDITABLE
from partnerships.agreements.text import fields, formats
from partnerships.agreements.text.shapes import (
    Fields,
    KeptClause,
    KeptParty,
    KeptPassage,
    KeptSignatory,
    KeptTerms,
    KeptText,
)
from partnerships.shared import marked
from partnerships.shared.languages import ContentLanguage

Named = TypeVar("Named", KeptParty, KeptSignatory)


def read(agreement: Agreement) -> KeptText:
    """The agreement's whole text as it stands now; equal texts give equal JSON."""
    clauses = agreement.clauses.prefetch_related("texts", "files")
    parties = agreement.parties.select_related("organisation").prefetch_related("signatories")
    return {
        "title": {"de": agreement.title, "en": agreement.title_en},
        "governing_language": agreement.governing_language,
        "terms": _terms(agreement),
        "clauses": [_clause(clause) for clause in clauses],
        "parties": [_party(party) for party in parties],
    }


def keep_names(facts: KeptText, frozen: KeptText) -> KeptText:
    """The text with the printed names and legal forms of another, frozen one.

    Whoever changes theirs later changes nothing that was frozen.
    """
    parties, forms = printed_names(frozen["parties"]), _forms(frozen["parties"])
    return {
        **facts,
        "parties": [_with_names(party, parties, forms) for party in facts["parties"]],
    }


def _with_names(
    party: KeptParty, names: dict[tuple[int, ...], str], forms: dict[int, str]
) -> KeptParty:
    signatories = [
        _with_printed_name(each, names.get((party["party"], place), ""))
        for place, each in enumerate(party["signatories"])
    ]
    named: KeptParty = {**party, "signatories": signatories}
    if party["party"] in forms:
        named["legal_form"] = forms[party["party"]]
    return _with_printed_name(named, names.get((party["party"],), ""))


def _with_printed_name(facts: Named, printed_name: str) -> Named:
    """Without the key where there is none: a wording from before printed names keeps its fingerprint."""
    kept = facts.copy()
    kept.pop("printed_name", None)
    if printed_name:
        kept["printed_name"] = printed_name
    return kept


def printed_names(parties: list[KeptParty]) -> dict[tuple[int, ...], str]:
    """By the number of the party, and by the party and the place (from 0) of its signatory; those that have one."""
    names: dict[tuple[int, ...], str] = {}
    for party in parties:
        names[(party["party"],)] = party.get("printed_name", "")
        for place, each in enumerate(party["signatories"]):
            names[(party["party"], place)] = each.get("printed_name", "")
    return {key: name for key, name in names.items() if name}


def frozen_names(agreement: Agreement) -> dict[tuple[int, ...], str]:
    """Printed names as they were frozen last; none while the agreement is drafted."""
    return printed_names(_frozen_parties(agreement))


def frozen_forms(agreement: Agreement) -> dict[int, str]:
    """The number of a party to its legal form as it was frozen last; none while the agreement is drafted."""
    return _forms(_frozen_parties(agreement))


def _frozen_parties(agreement: Agreement) -> list[KeptParty]:
    if agreement.stage in EDITABLE:
        return []
    rows = agreement.rounds.order_by("-number").values_list("facts__parties", flat=True)
    return rows.first() or []


def _forms(parties: list[KeptParty]) -> dict[int, str]:
    return {party["party"]: party["legal_form"] for party in parties if "legal_form" in party}


def fill_fields(facts: KeptText, words: dict[str, Fields]) -> KeptText:
    """The wording with the words of its fields in their place, and `fields`: language to field to words.

    A wording that has no fields stays as it is, so that its fingerprint does too.
    """
    if not words:
        return facts
    clauses = [
        clause | {"texts": {key: _fill(text, words[key]) for key, text in clause["texts"].items()}}
        for clause in facts["clauses"]
    ]
    return {**facts, "clauses": clauses, "fields": words}


def fields_in(facts: KeptText, effective_on: date | None) -> dict[str, Fields]:
    """Language to field to words, as the terms say today; empty where no clause has a field."""
    texts = [text for clause in facts["clauses"] for text in clause["texts"].values()]
    if not any(marked.has_fields(text["body"]) for text in texts):
        return {}
    return _fields(facts["terms"], effective_on)


def fields_of(agreement: Agreement) -> dict[str, Fields]:
    """Language to field to words: as they were frozen, or, while it is drafted, as the terms say."""
    if agreement.stage not in EDITABLE:
        rounds = agreement.rounds.order_by("-number").values_list("facts__fields", flat=True)
        words: dict[str, Fields] | None = rounds.first()
        if words:
            return words
    return _fields(_terms(agreement), agreement.effective_on)


def _fields(terms: KeptTerms, effective_on: date | None) -> dict[str, Fields]:
    languages = ContentLanguage.values
    return {language: fields.fill(terms, language, effective_on) for language in languages}


def _fill(text: KeptPassage, words: Fields) -> KeptPassage:
    if formats.read_format(text) == Format.FORMER:
        return text
    return {**text, "body": marked.resolve(text["body"], words)}


def digest_of(facts: KeptText) -> str:
    """SHA-256 of the text in hex: JSON with sorted keys, no white space, UTF-8."""
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode())


def still_has(agreement: Agreement, frozen_facts: KeptText, digest: str) -> bool:
    """The tables hold the words that were frozen, with their fields and printed names as they were then.

    In rounds from before marks of outdated translations were frozen: without these marks.
    """
    now = fill_fields(keep_names(read(agreement), frozen_facts), frozen_facts.get("fields", {}))
    if digest_of(now) == digest:
        return True
    for clause in now["clauses"]:
        for text in clause["texts"].values():
            text.pop("outdated", None)
    return digest_of(now) == digest


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _terms(agreement: Agreement) -> KeptTerms:
    """Without hours to the meeting after an incident where none are agreed: what was frozen so keeps its fingerprint."""
    terms: KeptTerms = {
        "term_months": agreement.term_months,
        "notice_months": agreement.notice_months,
        "renewal": agreement.renewal,
        "renewal_months": agreement.renewal_months,
        "evaluation_months": agreement.evaluation_months,
    }
    if agreement.incident_hours is not None:
        terms["incident_hours"] = agreement.incident_hours
    return terms


def _text(text: ClauseText) -> KeptPassage:
    """Without a format where it is the former one, without a mark where it is not outdated: what was frozen so
    keeps its fingerprint.
    """
    words: KeptPassage = {"heading": text.heading, "body": text.body}
    if text.format != Format.FORMER:
        words["format"] = text.format
    if text.outdated:
        words["outdated"] = True
    return words


def _clause(clause: Clause) -> KeptClause:
    texts = sorted(clause.texts.all(), key=lambda text: text.language)
    return {
        "clause": clause.pk,
        "kind": clause.kind,
        "key": clause.key,
        "numbered": clause.numbered,
        "texts": {text.language: _text(text) for text in texts},
        "files": [
            {
                "file": file.pk,
                "name": file.name,
                "description": file.description,
                "sha256": file.sha256,
                "size": file.size,
                "media_type": file.media_type,
            }
            for file in clause.files.all()
        ],
    }


def _party(party: Party) -> KeptParty:
    signatories: list[KeptSignatory] = [
        {"person": each.person_id, "name": each.name, "function": each.function}
        for each in party.signatories.all()
    ]
    facts: KeptParty = {
        "party": party.pk,
        "organisation": party.organisation_id,
        "name": party.name,
        "legal_form": party.organisation.legal_form,
        "side": party.side,
        "founding": party.founding,
        "signatures_needed": party.signatures_needed,
        "signatories": [
            _with_printed_name(each, row.name_in_print)
            for each, row in zip(signatories, party.signatories.all(), strict=True)
        ],
    }
    return _with_printed_name(facts, party.name_in_print)
