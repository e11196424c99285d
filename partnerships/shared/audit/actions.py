"""Write an event; seal what is written; ask for a check; note who reads."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Expression

from partnerships.shared import outbox
from partnerships.shared.accounts import Account
from partnerships.shared.audit import rules
from partnerships.shared.audit.actor import naming_actor
from partnerships.shared.audit.figures import digest_of, year_of
from partnerships.shared.audit.models import AuditEvent, AuditSeal, LogCheck, SealedEvent
from partnerships.shared.registry import log_scopes

SEAL_LOCK = 20_240_604  # one clock at a time
CHECK_LOCK = 20_240_605  # one check at a time
BATCH = 5_000
Target = models.Model | Account  # what an event is about
TASK = "audit.check"  # the worker's name for `tasks.check`


def record(
    what: str,
    *,
    by: Account | None,
    target: Target,
    capacity: models.Model | None = None,
    facts: Mapping[str, object] | None = None,
) -> AuditEvent:
    """One event about one row, in the caller's transaction.

    `by` is the acting account or None for the clock. `facts`: ids and codes only.
    """
    event = _event(what, by, target, capacity, facts)
    with naming_actor(by):
        event.save()
    return event


def note_read(
    what: str,
    *,
    by: Account,
    target: Target | None = None,
    facts: Mapping[str, object] | None = None,
) -> None:
    """One event about reading somebody's protected data, in one statement: who answers for it is asked inside.

    Of a list the target is the reader's account, as for the log.
    A page writes it when it shows the data; reading changes nothing else, so no rule is asked again.
    """
    event = _event(what, by, target or by, None, facts, controller=_controller_in_sql)
    with naming_actor(by):
        event.save()


def record_each(
    what: str,
    *,
    by: Account | None,
    targets: Iterable[tuple[models.Model, Mapping[str, object]]],
    capacity: models.Model | None = None,
) -> None:
    """One event about each row with its facts, in few statements: what an import does to thousands."""
    events = [_event(what, by, target, capacity, facts) for target, facts in targets]
    with naming_actor(by):
        AuditEvent.objects.bulk_create(events, batch_size=1000)


def _event(
    what: str,
    by: Account | None,
    target: Target,
    capacity: models.Model | None,
    facts: Mapping[str, object] | None,
    controller: Callable[[Account | None, models.Model | None, Target], Any] | None = None,
) -> AuditEvent:
    return AuditEvent(
        what=what,
        by_id=by.pk if by else None,
        capacity=f"{capacity._meta.label}:{capacity.pk}" if capacity else "",
        target_label=target._meta.label,
        target_id=target.pk,
        facts=facts or {},
        controller_id=(controller or _controller)(by, capacity, target),
    )


def _controller(by: Account | None, capacity: models.Model | None, target: Target) -> int | None:
    """The first answer of those who know; a later event never changes it."""
    answers = (scope.controller(by, capacity, target) for scope in log_scopes)
    return next((answer for answer in answers if answer is not None), None)


def _controller_in_sql(
    by: Account | None, capacity: models.Model | None, target: Target
) -> int | Expression | None:
    """The same, but what must be looked up for it is asked by the insert itself."""
    answers = (scope.controller_in_sql(by, capacity, target) for scope in log_scopes)
    return next((answer for answer in answers if answer is not None), None)


@transaction.atomic
def verify(*, by: Account) -> LogCheck:
    """Have the chain of seals checked; one that is still running is not begun twice.

    Raises: PermissionDenied.
    """
    rules.can_verify(by).enforce()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHECK_LOCK])
    running = LogCheck.objects.filter(status__in=outbox.OPEN).first()
    return running or begin_check(by=by)


def begin_check(*, by: Account | None) -> LogCheck:
    """A row, and a hint for the worker. The clock asks by=None."""
    check = LogCheck.objects.create(asked_by_id=by.pk if by else None)
    outbox.kick(check, TASK)
    if by:
        record("audit.verified", by=by, target=check)
    return check


def note_reading(*, by: Account) -> AuditEvent:
    """Reading the log is an event too. The target is the reader's account."""
    rules.can_read(by).enforce()
    return record("audit.log_read", by=by, target=by)


@transaction.atomic
def seal() -> AuditSeal | None:
    """Bind the events that no seal covers yet, at most BATCH of them; None when there are none.

    Late commits are found by the next batch, because membership is a row and not a range of numbers.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
    waiting = list(AuditEvent.objects.unsealed().order_by("id")[:BATCH])
    if not waiting:
        return None
    year = year_of(waiting[0].at)  # one year a seal: a closed year is dropped as a whole
    events = [event for event in waiting if year_of(event.at) == year]
    before = AuditSeal.objects.order_by("-id").values_list("digest", flat=True).first() or ""
    made = AuditSeal.objects.create(
        year=year, events=len(events), previous_digest=before, digest=digest_of(before, events)
    )
    SealedEvent.objects.bulk_create([SealedEvent(event=event, seal=made) for event in events])
    return made
