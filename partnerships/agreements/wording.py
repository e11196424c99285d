"""What is signed, word for word: text in every language, annexes with their hashes, terms, parties, signatories.

One shape for versions of a draft and for the frozen wording of a round. Shape: see `of`.
"""

import hashlib
import json
from typing import Any

from partnerships.agreements.models import Agreement, Clause, ClauseText, Party


def of(agreement: Agreement) -> dict[str, Any]:
    """The whole wording; plain JSON, the same for the same words."""
    clauses = agreement.clauses.prefetch_related("texts", "files")
    parties = agreement.parties.select_related("organisation").prefetch_related("signatories")
    return {
        "title": {"de": agreement.title, "en": agreement.title_en},
        "governing_language": agreement.governing_language,
        "terms": {
            "term_months": agreement.term_months,
            "notice_months": agreement.notice_months,
            "renewal": agreement.renewal,
            "renewal_months": agreement.renewal_months,
            "evaluation_months": agreement.evaluation_months,
        },
        "clauses": [_clause(clause) for clause in clauses],
        "parties": [_party(party) for party in parties],
    }


def digest_of(facts: dict[str, Any]) -> str:
    """SHA-256 of the wording in hex; keys sorted, no white space, UTF-8."""
    canonical = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode())


def still_has(agreement: Agreement, digest: str) -> bool:
    """The tables hold the words with this digest; in rounds from before marks were frozen, without marks."""
    now = of(agreement)
    if digest_of(now) == digest:
        return True
    for clause in now["clauses"]:
        for text in clause["texts"].values():
            text.pop("outdated", None)
    return digest_of(now) == digest


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _clause(clause: Clause) -> dict[str, Any]:
    texts = sorted(clause.texts.all(), key=lambda text: text.language)
    return {
        "clause": clause.pk,
        "kind": clause.kind,
        "key": clause.key,
        "numbered": clause.numbered,
        "texts": {
            text.language: {"heading": text.heading, "body": text.body} | _mark(text)
            for text in texts
        },
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


def _mark(text: ClauseText) -> dict[str, bool]:
    """Only where it is: what is not outdated has the digest that it always had."""
    return {"outdated": True} if text.outdated else {}


def _party(party: Party) -> dict[str, Any]:
    return {
        "party": party.pk,
        "organisation": party.organisation_id,
        "name": party.name,
        "legal_form": party.organisation.legal_form,
        "side": party.side,
        "founding": party.founding,
        "signatures_needed": party.signatures_needed,
        "signatories": [
            {"person": each.person_id, "name": each.name, "function": each.function}
            for each in party.signatories.all()
        ],
    }
