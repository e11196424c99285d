"""Figures of a year: each counted again from the rows by plain Python, who reads them, what the head says to them."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from complaints.actions.year_notes import write_year_note
from complaints.figures import What, count_year
from complaints.lists import Cause, Sort
from complaints.models import Complaint, Office, Sorting, seen_by, seen_by_house
from complaints.year_tables import make_chapters, percent
from partnerships.directory.models import Account, Kind, Role
from tests.clock import travel
from tests.factories import directory as make
from tests.factories.complaints import complaint, led, make_move, open_office


def officer_of(office: Office) -> Account:
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS, organisation=office.authority)
    return Account.objects.get(pk=account.pk)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def sort(row: Complaint, by: Account, *causes: str) -> None:
    Sorting.objects.create(complaint=row, sort=Sort.BOTH, causes=list(causes), by=by)


@pytest.fixture
def officer(office) -> Account:
    return officer_of(office)


@pytest.fixture
def year(office, officer) -> Office:
    """Two years: nine complaints, praise, one of another office."""
    with travel(datetime(2025, 12, 31, 22, 30, tzinfo=UTC), tick=False):  # still 2025 in Berlin
        complaint(office, language="tr")
    with travel(datetime(2025, 12, 31, 23, 30, tzinfo=UTC), tick=False):  # 00:30 of 2026
        first = complaint(office)
    with travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        rows = [led(office, "acknowledge", "review", by=officer) for _each in range(3)]
        complaint(office, kind="praise")
        complaint(open_office(make.OrganisationFactory(name="Süd", kind=Kind.POLICE)))
    sort(rows[0], officer, Cause.LEGALITY, Cause.BEHAVIOUR)
    sort(rows[1], officer, Cause.LEGALITY)
    with travel(datetime(2026, 3, 4, 9, tzinfo=UTC), tick=False):
        make_move(rows[1], "suspend", by=officer)
    with travel(datetime(2026, 3, 9, 9, tzinfo=UTC), tick=False):
        make_move(rows[1], "resume", by=officer)
    with travel(datetime(2026, 3, 12, 9, tzinfo=UTC), tick=False):
        make_move(rows[1], "answer", by=officer)
        make_move(rows[1], "close", by=officer)
        make_move(rows[2], "withdraw", by=officer)
        make_move(rows[2], "close", by=officer)
        make_move(first, "acknowledge", by=officer)
    return office


def test_each_sum_is_that_of_the_rows(year) -> None:
    with travel(datetime(2026, 7, 1, 9, tzinfo=UTC), tick=False), seen_by_house():
        found = count_year(year, 2026)
        rows = [each for each in Complaint.objects.filter(office=year, kind="complaint")]
    here = [each for each in rows if each.received_at >= datetime(2025, 12, 31, 23, tzinfo=UTC)]
    assert found.get(What.TOTAL) == len(here) == 4
    assert found.get(What.TOTAL, year=2025) == 1
    assert found.get(What.KINDS, "praise") == 1
    assert found.get(What.LANGUAGES, "tr", year=2025) == 1 and not found.get(What.LANGUAGES, "tr")
    assert [found.get(What.MONTHS, str(each)) for each in (1, 2, 3)] == [1, 0, 3]
    for what, name in ((What.WAYS, "way"), (What.CHANNELS, "channel"), (What.STAGES, "stage")):
        told = Counter(getattr(each, name) for each in here)
        assert {code: found.get(what, code) for code in told} == dict(told)
    assert found.get(What.SORTED) == 2 and found.get(What.CAUSES, Cause.LEGALITY) == 2
    assert found.get(What.CAUSES, Cause.BEHAVIOUR) == 1
    assert found.get(What.LONG) == 3  # of December, of January, of March


def test_shares_leave_out_what_has_no_finding_and_days_leave_out_pauses(year) -> None:
    with seen_by_house():
        found = count_year(year, 2026)
    assert found.get(What.OUTCOMES, "unfounded") == 1 and found.get(What.OUTCOMES, "withdrawn") == 1
    assert found.get(What.FOUND) == 1
    assert found.median(What.ANSWERED_DAYS) == 10 and found.median(What.RUNNING_DAYS) == 5
    assert found.median(What.ANSWERED_DAYS, year=2025) is None
    assert found.get(What.STOPPED, "acknowledgement") == 4
    assert found.get(What.IN_TIME, "acknowledgement") == 3  # that of New Year's night came too late
    with override("de"):
        outcomes = next(each for each in make_chapters(found) if each.title == "Was daraus wurde")
    assert {(line.label, line.share) for line in outcomes.lines} == {
        ("Unbegründet", 100),
        ("Zurückgenommen", None),
    }


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 3, 33), (1, 8, 13), (0, 5, 0), (0, 0, None)]
)
def test_shares_are_rounded_half_up(part: int, whole: int, share: int | None) -> None:
    assert percent(part, whole) == share


def test_an_officer_counts_what_they_see_and_a_head_all(cast, year) -> None:
    stranger = officer_of(Office.objects.exclude(pk=year.pk).get())
    with seen_by(stranger):
        assert count_year(year, 2026).get(What.TOTAL) == 0
    page = signed_in(stranger).get(reverse("complaints:figures"), {"office": year.pk})
    assert page.status_code == 404
    refused = cast.client("liaison").get(reverse("complaints:figures"))
    assert refused.status_code == 403
    head = cast.account("chair")
    Office.objects.filter(pk=year.pk).update(head=head)
    page = signed_in(head).get(reverse("complaints:figures"), {"year": 2026})
    assert ">4</bdi> Beschwerden sind eingegangen" in page.text


def test_page_and_file_say_the_same_in_few_questions(cast, year) -> None:
    client = cast.client("complaints")
    asked = {"office": year.pk, "year": 2026}
    with travel(datetime(2026, 7, 1, 9, tzinfo=UTC)):
        with CaptureQueriesContext(connection) as questions:
            page = client.get(reverse("complaints:figures"), asked)
        file = client.get(reverse("complaints:figures_file"), asked)
    assert len(questions) <= 12
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Tabelle", "Zeile", "2026", "Anteil in Prozent", "2025"]
    assert ["Ursachen", "Rechtmäßigkeit", "2", "100", "0"] in rows
    assert all(row[1] in page.text for row in rows[1:] if row[1].isalpha())


def test_only_the_head_says_something_to_a_year_once_one_is_named(cast, year, officer) -> None:
    said = {"text": "Mehr Schulung.", "breaks_method": True}
    write_year_note(year, 2026, **said, by=officer)
    head = cast.account("chair")
    Office.objects.filter(pk=year.pk).update(head=head)
    with pytest.raises(PermissionDenied, match="Only the head"):
        write_year_note(year, 2026, **said, by=officer)
    address = reverse("complaints:write_year_note", args=[year.pk, 2026])
    client = signed_in(head)
    form = client.get(address).context["form"]
    typed = {"text": "<b>‮Neu</b>", "version": form.initial["version"], "once": "x" * 22}
    for _time in range(2):
        client.post(address, typed, follow=True)
    note = year.year_notes.get()
    assert (note.text, note.breaks_method, note.by) == ("<b>Neu</b>", False, head)
    page = client.get(reverse("complaints:figures"), {"year": 2026})
    assert "&lt;b&gt;Neu&lt;/b&gt;" in page.text
    assert (
        client.get(reverse("complaints:write_year_note", args=[year.pk, 2031])).status_code == 404
    )
