"""Write the log of analyses. Source: DOMAIN 5.6."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from analyses.models import Case, LogEntry, Operation, Participation, ReasonCode
from partnerships.directory.models import Account


@dataclass(frozen=True)
class Reason:
    """Why somebody reads in a case: a code and, where they wrote some, words."""

    code: str = ""
    text: str = ""

    @property
    def label(self) -> str:
        """The code in words."""
        return str(ReasonCode(self.code).label)


@dataclass(frozen=True)
class Origin:
    """Of the request that is being answered: its number, its network address where that is kept, and the reasons said in this session
    by the number of the case.
    """

    request_id: str = ""
    ip: str | None = None
    reasons: Mapping[int, Reason] = field(default_factory=dict)


_origin: ContextVar[Origin | None] = ContextVar("analyses_origin", default=None)


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Every entry written inside tells it."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def hash_words(words: str) -> str:
    """HMAC-SHA-256 of searched words, hexadecimal: equal searches are recognised, words cannot be read from it; "" for none."""
    typed = " ".join(words.casefold().split())
    if not typed:
        return ""
    key = settings.ANALYSES_LOG_KEYS[0]
    return salted_hmac("analyses.log.search", typed, secret=key, algorithm="sha256").hexdigest()


def note(
    operation: str,
    what: str,
    *,
    by: Account | None,
    case: Case | None = None,
    about: tuple[str, int] | None = None,
    reason: Reason | None = None,
    recipient_id: int | None = None,
    basis_id: int | None = None,
    fields: Sequence[str] = (),
    rows: int | None = None,
    search_hash: str = "",
    regime: str = "",
) -> None:
    """One entry, in the caller's transaction. `about`: kind and number of the thing; `by` None for the clock.

    `authority`: for which somebody takes part in the case. `reason`: left out, the one said in this session. `search_hash`: of
    `hash_words`. `regime`: which law rules what it is about; it decides how long the entry is kept, see `kept_longest`.
    """
    origin = _origin.get() or Origin()
    reason = reason or (origin.reasons.get(case.pk) if case and by else None)
    reason = reason or Reason(ReasonCode.CLOCK if by is None else ReasonCode.WORK)
    entry = LogEntry(
        operation=Operation(operation),
        what=what,
        zone=str(timezone.get_current_timezone()),
        object_type=about[0] if about else "case" if case else "",
        object_id=about[1] if about else case.pk if case else None,
        case_id=case.pk if case else None,
        case_number=case.number if case else "",
        account_id=by.pk if by else None,
        authority_id=_authority_of(by, case),
        reason_code=reason.code,
        reason_text=reason.text,
        recipient_id=recipient_id,
        basis_id=basis_id,
        fields=list(fields),
        rows=rows,
        search_hash=search_hash,
        request_id=origin.request_id,
        ip=origin.ip,
        regime=regime,
    )
    LogEntry.objects.write(entry)


def kept_longest(regimes: Iterable[str]) -> str:
    """Of several laws the one by which an entry is kept longest; empty for none. Source: settings.ANALYSES_LOG_YEARS."""
    years = settings.ANALYSES_LOG_YEARS
    return max(sorted(set(regimes)), key=lambda each: years.get(each, years[""]), default="")


def _authority_of(by: Account | None, case: Case | None) -> int | None:
    if by is None or case is None:
        return None
    mine = case.passes.get(str(by.pk))
    if mine:
        return int(mine["authority"])
    rows = Participation.objects.filter(case=case, account=by)
    return rows.values_list("authority", flat=True).first()
