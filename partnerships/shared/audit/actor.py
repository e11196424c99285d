"""In whose name a request or task works. The database is told with each event and compares. Source: decision 0036.

Nobody says so in programs that somebody starts on the machine: there the event's own `by` counts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection

from partnerships.shared.accounts import Account

SETTING = "handschlag.actor"
UNSAID: Final = object()

_actor: ContextVar[object] = ContextVar("actor", default=UNSAID)


@contextmanager
def acting(account: Account | None) -> Iterator[None]:
    """What happens inside is this account's doing; None: the clock's, or that of somebody not signed in."""
    before = _actor.set(account.pk if account else None)
    try:
        yield
    finally:
        _actor.reset(before)


@contextmanager
def naming_actor(by: Account | None) -> Iterator[None]:
    """Events written inside carry the actor to the database, in the same statement: no question more."""
    actor = _actor.get()
    number = (by.pk if by else None) if actor is UNSAID else actor
    with connection.execute_wrapper(_telling("" if number is None else str(number))):
        yield


def _telling(number: str) -> Callable[..., object]:
    """Puts the setting before an insert; it ends with the transaction, so nothing is left to the next one."""

    def tell(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict) -> Any:
        if (
            'INSERT INTO "audit_auditevent"' not in sql
        ):  # the history may have put its own before it
            return execute(sql, params, many, context)
        before = f"SELECT set_config('{SETTING}', %s, true); "
        answer = execute(before + sql, (number, *params), many, context)
        while answer is not None and answer.nextset():
            pass
        return answer

    return tell
