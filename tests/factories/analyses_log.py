"""Somebody signed in who has said why they read; the log as the house sees it; what only a break-in could do."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.test import Client

from analyses.actions.logging import note
from analyses.models import Case, LogEntry, Operation, ReasonCode, seen_by_house
from analyses.views.sight import REASONS
from partnerships.directory.models import Account
from tests.clock import owners_address

TABLES = ("analyses_logentry", "analyses_logseal", "analyses_sealedentry", "analyses_loganchor")


def reader(account: Account, *cases: Case, code: str = ReasonCode.WORK, text: str = "") -> Client:
    """Signed in, and a reason said for these cases in this session."""
    client = Client()
    client.force_login(account)
    session = client.session
    session[REASONS] = {str(case.pk): [str(code), text] for case in cases}
    session.save()
    return client


def signed_in(account: Account) -> Client:
    """The same for every case that there is."""
    with seen_by_house():
        return reader(account, *Case.objects.all())


def entries(**which: object) -> list[LogEntry]:
    """In the order in which they were written."""
    with seen_by_house():
        return list(LogEntry.objects.filter(**which).order_by("id"))


def write(
    count: int, by: Account | None = None, case: Case | None = None, **values: object
) -> None:
    """So many consultations."""
    for _ in range(count):
        note(Operation.CONSULT, "case.read", by=by, case=case, **values)  # type: ignore[arg-type]


@contextmanager
def tampering() -> Iterator[psycopg.Connection]:
    """Signed in as the owner, all rows in sight, with the triggers off."""
    with psycopg.connect(owners_address(), options="-c handschlag.analyses=all") as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        yield owner
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")
