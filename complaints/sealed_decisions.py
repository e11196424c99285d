"""Drafts of answers, sealed under the key of what was told."""

from collections.abc import Mapping
from typing import Any

from complaints.models import AnswerDraft
from complaints.sealed_rows import Keys
from complaints.store.sealed import place_of
from complaints.store.texts import seal_facts, seal_text, unseal_facts, unseal_text


def _place(draft: AnswerDraft, column: str) -> bytes:
    return place_of("complaints_answerdraft", f"{draft.complaint.uid}/{draft.pk}", column)


def seal_draft(draft: AnswerDraft, keys: Keys, parts: Mapping[str, Any]) -> None:
    """Its parts into its row."""
    draft.sealed = seal_facts(keys.told, parts, _place(draft, "sealed"))


def read_draft(draft: AnswerDraft, keys: Keys) -> dict[str, Any]:
    """Its parts. Raises: Unreadable."""
    return unseal_facts(keys.told, bytes(draft.sealed), _place(draft, "sealed"))


def seal_return(draft: AnswerDraft, keys: Keys, reason: str) -> None:
    """Why it came back."""
    draft.returned = seal_text(keys.told, reason, _place(draft, "returned"))


def read_return(draft: AnswerDraft, keys: Keys) -> str:
    """Why it came back; blank where it did not. Raises: Unreadable."""
    if draft.returned is None:
        return ""
    return unseal_text(keys.told, bytes(draft.returned), _place(draft, "returned"))
