"""20,000 records by one file: how much memory a worker needs for them, and how long it takes."""

import multiprocessing
import time

import pytest
from django.db import connection

from analyses.models import ImportRun, ImportStage, Record, seen_by_house
from tests.analyses.import_worker import work_measured
from tests.factories import analyses as make
from tests.factories import analyses_imports as files

LINES = 20_000
MOST_MEGABYTES = 300  # of growth
COLUMNS = [
    "@key", "Person.lastName", "Person.firstName", "Person.birthDate", "Person.birthPlace", "Person.address", "Person.phone",
    "Person.email", "Person.idNumber", "@category", "@source", "@information",
]  # fmt: skip


def line(number):
    return (
        f"K{number}",
        f"Muster{number % 700}",
        f"Anna{number % 90}",
        f"{number % 28 + 1:02}.{number % 12 + 1:02}.{1950 + number % 50}",
        "Ruhrtal",
        f"Beispielstraße {number % 300}, 44000 Ruhrtal",
        f"0231 {100000 + number}",
        f"muster{number}@post.example",
        f"L{number:08}",
        "witness",
        "B",
        "2",
    )


def measured(run):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    database = connection.settings_dict["NAME"]
    child = context.Process(target=work_measured, args=(database, run.pk, run.by_id, answers))
    child.start()
    grown, seconds = answers.get(timeout=170)
    child.join()
    return grown, seconds


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.django_db(transaction=True)
def test_a_worker_stays_small(settings, kind, capsys):
    settings.DEMO = True
    crew = make.crew()
    heads = [f"Spalte {at}" for at in range(len(COLUMNS))]
    lines = [line(number) for number in range(LINES)]
    data = files.csv_of(heads, *lines, headings=None)
    if kind == "xlsx":
        data = files.xlsx_of(heads, *lines)
    draft = files.draft(crew)
    began = time.monotonic()
    run = files.upload(draft, crew.second, data)
    upload = time.monotonic() - began
    with files.seen_by(crew.second):
        files.importing.check_file(
            run, header_rows=1, columns=COLUMNS, fixed=files.FIXED, by=crew.second
        )
    checked = measured(run)
    run = files.again(run)
    assert (run.stage, run.records, run.left_out) == (ImportStage.CHECKED, LINES, 0)
    files.confirm(run, crew.second)
    entered = measured(run)
    with seen_by_house():
        assert ImportRun.objects.get().stage == ImportStage.DONE
        assert Record.objects.filter(contribution=draft).count() == LINES
    with capsys.disabled():
        print(  # noqa: T201  figures for whoever runs it
            f"\n{kind} {len(data) / 1e6:.1f} MB: read {upload:.1f} s, checked {checked[1]:.1f} s +{checked[0]:.0f} MB,"
            f" entered {entered[1]:.1f} s +{entered[0]:.0f} MB"
        )
    assert max(checked[0], entered[0]) < MOST_MEGABYTES
