"""Texts and facts of a complaint, sealed."""

import json
from collections.abc import Mapping

from complaints.store.sealed import Unreadable, seal, unseal


def seal_text(key: bytes, text: str, place: bytes) -> bytes:
    """A text as UTF-8. Half of a pair of surrogates, which no page could show, becomes U+FFFD."""
    return seal(key, _whole(text).encode(), place)


def unseal_text(key: bytes, sealed: bytes, place: bytes) -> str:
    """The text. Raises: Unreadable."""
    try:
        return unseal(key, sealed, place).decode()
    except UnicodeDecodeError:
        raise Unreadable from None


def seal_facts(key: bytes, facts: Mapping[str, object], place: bytes) -> bytes:
    """What JSON can carry, by name, in the order of the names. Raises: TypeError or ValueError for anything else."""
    written = json.dumps(
        facts, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return seal_text(key, written, place)


def unseal_facts(key: bytes, sealed: bytes, place: bytes) -> dict[str, object]:
    """The facts. Raises: Unreadable."""
    try:
        facts = json.loads(unseal_text(key, sealed, place))
    except ValueError:
        raise Unreadable from None
    if not isinstance(facts, dict):
        raise Unreadable
    return facts


def _whole(text: str) -> str:
    """Pairs of surrogates as the one sign that they are."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
