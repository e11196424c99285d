"""Travel in time: the process's clock and the one by which the database dates the log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
import time_machine
from django.conf import settings
from django.db import connection

READ = "SELECT shift, stands_at FROM audit_clock"
SET = "UPDATE audit_clock SET shift = %s, stands_at = %s"


def owners_address() -> str:
    """The owner's sign-in at this test's database."""
    return f"{settings.OWNER_URL.rpartition('/')[0]}/{connection.settings_dict['NAME']}"


@contextmanager
def travel(moment: Any, *, tick: bool = True) -> Iterator[Any]:
    """As time_machine.travel; the owner alone can turn the database's clock."""
    here = datetime.now(UTC)
    with time_machine.travel(moment, tick=tick) as traveller:
        there = datetime.now(UTC)
        with psycopg.connect(owners_address(), autocommit=True) as owner:
            before = owner.execute(READ).fetchone()
            owner.execute(SET, [before[0] + (there - here), None if tick else there])
            try:
                yield traveller
            finally:
                owner.execute(SET, before)


def reckon(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a test's parameters; what is a function there is called now: days reckoned at import are yesterday's after midnight."""
    return {name: value() if callable(value) else value for name, value in values.items()}
