"""While the worker enters, somebody else looks and cancels: both at once, each with a connection of its own."""

import threading
import time

import pytest
from django.db import connection

from analyses.actions import importing
from analyses.models import ImportRun, Record, seen_by, seen_by_house
from tests.factories import analyses as make
from tests.factories import analyses_imports as files

LINES = 6000
PATIENCE = 100  # seconds


def seen_progress(run):
    with seen_by_house():
        return ImportRun.objects.values_list("progress", flat=True).get(pk=run.pk)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_cancelled_in_the_middle_of_entering_nothing_stays(settings):
    settings.DEMO = True
    crew = make.crew()
    draft = files.draft(crew)
    lines = [(f"Muster{number}", "Anna") for number in range(LINES)]
    run = files.upload(draft, crew.second, files.csv_of(*lines, headings=("Nachname", "Vorname")))
    run = files.check(run, crew.second, columns=["Person.lastName", "Person.firstName"])
    assert run.records == LINES
    files.confirm(run, crew.second)
    faults = []

    def enter():
        try:
            files.tasks.work_on_import.apply(args=(run.pk, run.by_id), throw=True)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    worker = threading.Thread(target=enter)
    worker.start()
    until = time.monotonic() + PATIENCE
    # How far it is can be seen although nothing is committed yet.
    while not seen_progress(run) and time.monotonic() < until:
        time.sleep(0.02)
    with seen_by(crew.second):
        assert not Record.objects.exists()
        importing.cancel_import(run, by=crew.second)
    worker.join(PATIENCE)
    assert faults == []
    with seen_by_house():
        assert not Record.objects.exists()
        assert not ImportRun.objects.exists()
