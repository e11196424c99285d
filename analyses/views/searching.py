"""That records were searched, for the log: which words is kept as a checksum alone."""

from collections.abc import Sequence

from django.utils.crypto import salted_hmac

from analyses.actions.logging import note
from analyses.models import Case, Operation
from analyses.views.sight import reason_of
from partnerships.directory.requests import Request
from partnerships.shared.sorting import sort_key

DIGEST = "analyses.search"


def hash_search(words: str) -> str:
    """HMAC-SHA-256 of the words as they are compared, hexadecimal; empty where nothing was searched."""
    if not words:
        return ""
    return salted_hmac(DIGEST, sort_key(words), algorithm="sha256").hexdigest()


def note_search(
    request: Request,
    case: Case,
    words: str,
    *,
    hits: int,
    fields: Sequence[str] = (),
    regime: str = "",
) -> None:
    """Also without a hit."""
    note(
        Operation.SEARCH,
        "records.searched",
        by=request.user,
        case=case,
        reason=reason_of(request, case),
        fields=fields,
        rows=hits,
        search_hash=hash_search(words),
        regime=regime,
    )
