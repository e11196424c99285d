"""Five thousand organisations from a file: read, shown, imported; then the same file with changes, and once more."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.bench import databases
from tests.bench.limits import Limit

HEAD = "Name;Art;Rechtsform;Ort;Gebiete;Sprachen;E-Mail;Telefon;Website;Seite;Seit\n"


@dataclass
class Found:
    """Seconds. `first` is reading, showing and importing new ones; `changes` the same for changed ones."""

    organisations: int
    read: float
    shown: float
    confirmed: float
    changes: float
    again: float

    @property
    def first(self) -> float:
        """From the file to the last row."""
        return self.read + self.shown + self.confirmed

    def limits(self) -> list[Limit]:
        """None: another machine has other figures. The issue's is 20 seconds for 5,000."""
        return []


def measure(organisations: int) -> Found:
    """In a database of its own, through the actions, with history and log."""
    databases.migrate()
    with databases.using(databases.fresh("bench_imports")):
        account, partnership = _scene()
        shown = _through(account, partnership, _file(organisations, "0231 1"))
        changed = _through(account, partnership, _file(organisations, "0231 2"))
        again = _through(account, partnership, _file(organisations, "0231 2"), confirm=False)
    return Found(organisations, *shown, sum(changed), sum(again))


def _scene() -> tuple[Any, Any]:
    from partnerships.directory import models
    from tests.factories import directory as make

    partnership = make.PartnershipFactory()
    police = make.OrganisationFactory(name="Polizei", kind=models.Kind.POLICE)
    make.PartnerFactory(partnership=partnership, organisation=police)
    account = make.AccountFactory(email="liaison@example.org")
    person = make.PersonFactory(account=account)
    make.GrantFactory(person=person, role=models.Role.LIAISON, organisation=police)
    return account, partnership


def _file(organisations: int, phone: str) -> bytes:
    lines = [
        f"Verein Nummer {n} für Begegnung e. V.;Migrantenorganisation;e. V.;Ort {n % 50};Nord, Süd;Deutsch, Türkisch;"
        f"verein{n}@example.org;{phone}{n};verein{n}.example;civil;{date(2021, 1 + n % 12, 1):%d.%m.%Y}"
        for n in range(organisations)
    ]
    return (HEAD + "\n".join(lines)).encode("cp1252")


def _through(account: Any, partnership: Any, data: bytes, *, confirm: bool = True) -> list[float]:
    """Seconds for reading, showing and confirming, each with fresh rights as in a request."""
    from partnerships.directory.actions import imports
    from partnerships.directory.importing.plan import plan
    from partnerships.directory.models import Account, ImportRun

    by = lambda: Account.objects.get(pk=account.pk)  # noqa: E731
    run, read = _timed(
        lambda: imports.read_import(data, by=by(), file_name="x.csv", partnership=partnership)
    )
    stored = ImportRun.objects.get(pk=run.pk)
    found, shown = _timed(lambda: plan(stored, by()))
    assert not found.faults, found.faults[:3]
    if not confirm:
        assert found.nothing_to_do
        return [read, shown]
    _done, confirmed = _timed(lambda: imports.confirm_import(stored, by=by(), digest=found.digest))
    return [read, shown, confirmed]


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    return call(), time.perf_counter() - began
