"""What is signed, word for word: text in every language, annexes with their hashes, terms, parties, signatories.

One shape for versions of a draft and for the frozen wording of a round, which has also `fields`: see `frozen`.
"""

import hashlib
import json
from datetime import date
from typing import Any

from partnerships.agreements.models import Agreement, Clause, ClauseText, Format, Party
from partnerships.agreements.stages import EDITABLE
from partnerships.agreements.text import fields, formats
from partnerships.agreements.text.fields import Fields
from partnerships.shared import marked
from partnerships.shared.languages import ContentLanguage

PRINTED = "printed_name"  # the key of a name that paper cannot print


def of(agreement: Agreement) -> dict[str, Any]:
    """The whole wording; plain JSON, the same for the same words."""
    clauses = agreement.clauses.prefetch_related("texts", "files")
    parties = agreement.parties.select_related("organisation").prefetch_related("signatories")
    return {
        "title": {"de": agreement.title, "en": agreement.title_en},
        "governing_language": agreement.governing_language,
        "terms": _terms(agreement),
        "clauses": [_clause(clause) for clause in clauses],
        "parties": [_party(party) for party in parties],
    }


def named_as(facts: dict[str, Any], frozen: dict[str, Any]) -> dict[str, Any]:
    """The wording with the printed names and legal forms of another one.

    Whoever changes theirs later changes nothing that was frozen.
    """
    parties, forms = printed_names(frozen), _forms(frozen["parties"])
    named = [
        _named(party, parties.get((party["party"],), ""))
        | {
            "legal_form": forms.get(party["party"], party["legal_form"]),
            "signatories": [
                _named(each, parties.get((party["party"], place), ""))
                for place, each in enumerate(party["signatories"])
            ],
        }
        for party in facts["parties"]
    ]
    return facts | {"parties": named}


def _named(facts: dict[str, Any], printed_name: str) -> dict[str, Any]:
    """Without the key where there is none: a wording from before printed names keeps its fingerprint."""
    kept = {key: value for key, value in facts.items() if key != PRINTED}
    return kept | {PRINTED: printed_name} if printed_name else kept


def printed_names(facts: dict[str, Any]) -> dict[tuple[int, ...], str]:
    """By the number of the party, and by the party and the place (from 0) of its signatory; those that have one."""
    found: dict[tuple[int, ...], str] = {}
    for party in facts["parties"]:
        found[(party["party"],)] = party.get(PRINTED, "")
        for place, each in enumerate(party["signatories"]):
            found[(party["party"], place)] = each.get(PRINTED, "")
    return {key: name for key, name in found.items() if name}


def frozen_names(agreement: Agreement) -> dict[tuple[int, ...], str]:
    """Printed names as they were frozen last; none while the agreement is drafted."""
    return printed_names({"parties": _frozen_parties(agreement)})


def frozen_forms(agreement: Agreement) -> dict[int, str]:
    """The number of a party to its legal form as it was frozen last; none while the agreement is drafted."""
    return _forms(_frozen_parties(agreement))


def _frozen_parties(agreement: Agreement) -> list[dict[str, Any]]:
    if agreement.stage in EDITABLE:
        return []
    rows = agreement.rounds.order_by("-number").values_list("facts__parties", flat=True)
    return rows.first() or []


def _forms(parties: list[dict[str, Any]]) -> dict[int, str]:
    return {party["party"]: party["legal_form"] for party in parties if "legal_form" in party}


def frozen(facts: dict[str, Any], words: dict[str, Fields]) -> dict[str, Any]:
    """The wording with the words of its fields in their place, and `fields`: language to field to words.

    A wording that has no fields stays as it is, so that its fingerprint does too.
    """
    if not words:
        return facts
    clauses = [
        clause
        | {"texts": {key: _resolved(text, words[key]) for key, text in clause["texts"].items()}}
        for clause in facts["clauses"]
    ]
    return {**facts, "clauses": clauses, "fields": words}


def fields_in(facts: dict[str, Any], effective_on: date | None) -> dict[str, Fields]:
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


def _fields(terms: dict[str, Any], effective_on: date | None) -> dict[str, Fields]:
    languages = ContentLanguage.values
    return {language: fields.of(terms, language, effective_on) for language in languages}


def _resolved(text: dict[str, Any], words: Fields) -> dict[str, Any]:
    if formats.of(text) == Format.FORMER:
        return text
    return text | {"body": marked.resolve(text["body"], words)}


def digest_of(facts: dict[str, Any]) -> str:
    """SHA-256 of the wording in hex; keys sorted, no white space, UTF-8."""
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode())


def still_has(agreement: Agreement, frozen_facts: dict[str, Any], digest: str) -> bool:
    """The tables hold the words that were frozen, with their fields and printed names as they were then.

    In rounds from before marks of outdated translations were frozen: without these marks.
    """
    now = frozen(named_as(of(agreement), frozen_facts), frozen_facts.get("fields", {}))
    if digest_of(now) == digest:
        return True
    for clause in now["clauses"]:
        for text in clause["texts"].values():
            text.pop("outdated", None)
    return digest_of(now) == digest


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _terms(agreement: Agreement) -> dict[str, Any]:
    return {
        "term_months": agreement.term_months,
        "notice_months": agreement.notice_months,
        "renewal": agreement.renewal,
        "renewal_months": agreement.renewal_months,
        "evaluation_months": agreement.evaluation_months,
    }


def _text(text: ClauseText) -> dict[str, Any]:
    """Without a format where it is the former one, without a mark where it is not outdated: what was frozen so
    keeps its fingerprint.
    """
    words: dict[str, Any] = {"heading": text.heading, "body": text.body}
    if text.format != Format.FORMER:
        words["format"] = text.format
    if text.outdated:
        words["outdated"] = True
    return words


def _clause(clause: Clause) -> dict[str, Any]:
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


def _party(party: Party) -> dict[str, Any]:
    facts = {
        "party": party.pk,
        "organisation": party.organisation_id,
        "name": party.name,
        "legal_form": party.organisation.legal_form,
        "side": party.side,
        "founding": party.founding,
        "signatures_needed": party.signatures_needed,
        "signatories": [
            _named(
                {"person": each.person_id, "name": each.name, "function": each.function},
                each.name_in_print,
            )
            for each in party.signatories.all()
        ],
    }
    return _named(facts, party.name_in_print)
