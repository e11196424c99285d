"""Drafts of contributions, files with records in them, and imports brought to a stage by the actions and the worker's task."""

import io
from collections.abc import Sequence
from uuid import uuid4

from django.utils import timezone
from openpyxl import Workbook

from analyses import tasks
from analyses.actions import importing
from analyses.kinds import Handling, Initiative, Regime
from analyses.models import Case, Contribution, ImportRun, seen_by, seen_by_house
from analyses.stages import Stage
from partnerships.directory.models import Account
from tests.factories import analyses as make

HEADINGS = ("Nachname", "Vorname", "Geburtsdatum", "Telefon", "Kennzeichen")
COLUMNS = [
    "Person.lastName",
    "Person.firstName",
    "Person.birthDate",
    "Person.phone",
    "Vehicle.registrationNumber",
]
ROWS = (
    ("Muster", "Anna", "07.03.1985", "0231 123456", "DO-AB 123"),
    ("Beispiel", "Bert", "31.01.1990", "", ""),
    ("Probe", "Cem", "01.02.1977", "0231 654321", "EN-XY 7"),
)
FIXED = {
    "category": "suspect",
    "fact": "fact",
    "source": "B",
    "information": "2",
    "handling": "",
    "handling_text": "",
    "codes": "europol",
    "reliable_is": "B",
}


def csv_of(*rows: Sequence[str], headings: Sequence[str] | None = HEADINGS) -> bytes:
    """As Excel saves it in German."""
    every = [headings, *rows] if headings else rows
    return "\r\n".join(";".join(row) for row in every).encode("utf-8-sig")


def xlsx_of(*rows: Sequence[object]) -> bytes:
    """One sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def draft(crew: make.Crew, case: Case | None = None, **values: object) -> Contribution:
    """A contribution that customs has not submitted yet, in a case that collects."""
    case = case or make.case_at(Stage.COLLECTING, crew)
    standard = {
        "case": case,
        "authority": crew.customs,
        "by": crew.second,
        "basis": crew.basis,
        "purpose": "Verfolgung von Einbrüchen mit gemieteten Fahrzeugen.",
        "initiative": Initiative.REQUEST,
        "regime": Regime.BDSG_3,
        "released_to": [crew.police.pk],
        "handling": Handling.H0,
        "review_on": make.day(90),
    }
    with seen_by_house():
        return Contribution.objects.create(**(standard | values))


def submit(contribution: Contribution) -> None:
    """As if somebody had sent it meanwhile."""
    with seen_by_house():
        Contribution.objects.filter(pk=contribution.pk).update(submitted_at=timezone.now())


def upload(contribution: Contribution, by: Account, data: bytes = b"") -> ImportRun:
    """A file that its person has chosen."""
    with seen_by(by):
        contribution = Contribution.objects.select_related("case").get(pk=contribution.pk)
        return importing.read_file(
            contribution, data=data or csv_of(*ROWS), file_name="Mieter.csv", by=by
        )


def check(run: ImportRun, by: Account, **values: object) -> ImportRun:
    """Mapped, and checked by the worker."""
    said = {"header_rows": 1, "columns": COLUMNS, "fixed": FIXED, **values}
    with seen_by(by):
        importing.check_file(run, by=by, **said)  # type: ignore[arg-type]  # as the caller says
    return work(run)


def confirm(run: ImportRun, by: Account) -> ImportRun:
    """Confirmed as it was shown; the worker has not begun."""
    with seen_by(by):
        return importing.confirm_import(run, digest=run.digest, by=by)


def work(run: ImportRun) -> ImportRun:
    """What the worker makes of its hint; without any sight but its own."""
    tasks.work_on_import.apply(args=(run.pk, run.by_id), task_id=uuid4().hex, throw=True)
    return again(run)


def again(run: ImportRun) -> ImportRun:
    """As it stands now."""
    with seen_by_house():
        return ImportRun.objects.select_related("case", "contribution__case").get(pk=run.pk)
