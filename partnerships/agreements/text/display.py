"""The frozen wording, ready to be shown in full: read from a round's facts, never from the clauses of today."""

from django.utils.safestring import SafeString

from partnerships.agreements.models import ClauseKind, RenewalRule
from partnerships.agreements.text import formats
from partnerships.agreements.text.numbering import numbers
from partnerships.agreements.text.shapes import KeptPassage, KeptText
from partnerships.directory.models import Side
from partnerships.shared.languages import ContentLanguage


def languages(facts: KeptText) -> list[str]:
    """Codes of the languages of a text: the governing one, then the others in which something is written."""
    governing = facts["governing_language"]
    written = {language for clause in facts["clauses"] for language in clause["texts"]}
    return [governing, *sorted(written - {governing})]


def text_in(facts: KeptText, language: str) -> dict[str, object]:
    """Shape: language, label, governs, outdated, title, and clauses with number, is_annex, heading, body, outdated
    and files.

    A clause that is not written in the language is left out: what governs stands above.
    """
    governing, frozen = facts["governing_language"], facts["clauses"]
    numbers_of = numbers((clause["kind"], clause["numbered"]) for clause in frozen)
    return {
        "language": language,
        "label": ContentLanguage(language).label,
        "governs": language == governing,
        "outdated": any(
            language in clause["texts"] and clause["texts"][language].get("outdated", False)
            for clause in frozen
        ),
        "title": facts["title"].get(language) or facts["title"]["de"],
        "clauses": [
            {
                "number": number,
                "is_annex": clause["kind"] == ClauseKind.ANNEX,
                "heading": clause["texts"][language]["heading"],
                "body": body_of(clause["texts"][language]),
                "outdated": clause["texts"][language].get("outdated", False),
                "files": clause["files"] if language == governing else [],
            }
            for number, clause in zip(numbers_of, frozen, strict=True)
            if language in clause["texts"]
        ],
    }


def body_of(text: KeptPassage) -> SafeString:
    """A frozen body in the notation in which it was typed; its fields have their words already."""
    return formats.to_html(text["body"], formats.read_format(text))


def terms(facts: KeptText) -> dict[str, object]:
    """The terms with the renewal in words."""
    terms = facts["terms"]
    return {**terms, "renewal_label": RenewalRule(terms["renewal"]).label}


def parties(facts: KeptText) -> list[dict[str, object]]:
    """The parties with their side in words."""
    return [
        {**party, "side_label": Side(party["side"]).label if party["side"] in Side.values else ""}
        for party in facts["parties"]
    ]
