"""What of an entry is sealed, and how a closed year is signed. Pure. Source: decision 0059.

Whoever adds a column to the log adds it behind the others, and only where it is set: older seals must still fit.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

COLUMNS = (
    *("id", "zone", "operation", "what", "object_type", "object_id", "case_id", "case_number"),
    *("account_id", "authority_id", "reason_code", "reason_text", "recipient_id", "basis_id"),
    *("fields", "rows", "search_hash", "request_id", "regime", "ip"),
)


def line_of(entry: Any) -> bytes:
    """The moment and every column, as JSON."""
    values = [entry.at.isoformat(), *(getattr(entry, name) for name in COLUMNS)]
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sign(facts: Sequence[object], key: str) -> str:
    """HMAC-SHA-256, hexadecimal."""
    said = json.dumps(list(facts))
    return salted_hmac("analyses.log.anchor", said, secret=key, algorithm="sha256").hexdigest()


def is_signed(facts: Sequence[object], signature: str, keys: Sequence[str]) -> bool:
    """By one of the keys."""
    return any(constant_time_compare(sign(facts, key), signature) for key in keys)
