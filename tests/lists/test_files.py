"""CSV and XLSX: what stands in them, what cannot run from them, and what it costs to make them."""

import csv
import io
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from partnerships.directory.models import Account
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.lists import csv_file, xlsx_file
from partnerships.shared.lists.cells import harmless
from tests.factories import directory as make

MEMORY = Path(__file__).with_name("memory.py")
MEGABYTES, ROWS = 200, 100_000


def content(answer) -> bytes:
    return b"".join(answer.streaming_content)


def lines(answer, delimiter=";") -> list[list[str]]:
    text = content(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def cells(answer) -> list[tuple]:
    book = load_workbook(io.BytesIO(content(answer)), read_only=True)
    return list(book.active.iter_rows(values_only=True))


@pytest.fixture
def north(cast):
    return cast.client("partner"), f"/partnerships/{cast.north.pk}/partners/"


def test_a_file_holds_what_the_filter_leaves_in_the_chosen_columns(north) -> None:
    client, path = north
    query = {"side": "civil", "columns": "name,since", "export": "csv"}
    answer = client.get(path, query)
    assert content(client.get(path, query)).startswith(b"\xef\xbb\xbf")
    assert lines(answer) == [["Organisation", "Seit"], ["Verein Nord e. V.", "07.09.2022"]]
    assert answer["Content-Disposition"].endswith('.csv"')
    assert "no-store" in answer["Cache-Control"]
    head, row = cells(client.get(path, {**query, "export": "xlsx"}))
    assert head == ("Organisation", "Seit")
    assert row == ("Verein Nord e. V.", datetime.fromisoformat("2022-09-07"))


def test_english_has_commas_and_iso_days(north, cast) -> None:
    Account.objects.filter(email="partner@example.org").update(language="en")
    client, path = cast.client("partner"), north[1]
    rows = lines(client.get(path, {"columns": "since", "export": "csv"}), ",")
    assert rows[:2] == [["Organisation", "Since"], ["Polizei Nord", "2022-09-07"]]


def test_a_file_is_logged_with_codes_only(north, cast) -> None:
    client, path = north
    client.get(path, {"q": "Maria Geheim", "side": "civil", "export": "csv"})  # never read
    event = AuditEvent.objects.get()
    assert event.what == "lists.exported" and event.target_id == event.by_id
    assert event.facts["filters"] == {"q": True, "side": "civil"}
    assert event.facts["partnership"] == cast.north.pk
    assert event.facts["format"] == "csv" and event.facts["list"] == "partners"
    assert "Geheim" not in str(event.facts)


def test_a_file_gives_no_more_than_the_page(cast) -> None:
    hidden = make.OrganisationFactory(name="Unsichtbar e. V.")
    rows = lines(cast.client("partner").get("/organisations/?export=csv&q=unsichtbar"))
    assert len(rows) == 1 and hidden.name not in str(rows)
    answer = cast.client("outsider").get(f"/partnerships/{cast.north.pk}/partners/?export=csv")
    assert answer.status_code == 404 and not AuditEvent.objects.filter(facts__partnership=1)


def test_posting_and_unknown_formats_give_the_page(north) -> None:
    client, path = north
    assert not client.get(path, {"export": "pdf"}).streaming
    assert not client.post(path + "?export=csv").streaming
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 231 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\uff1d1"],
)
def test_nothing_runs(text) -> None:
    assert harmless(text) == "'" + text
    assert harmless("a" + text) == "a" + text


def test_nothing_runs_from_either_file(cast) -> None:
    nasty = '=HYPERLINK("http://evil.example";"x")'
    make.PartnerFactory(partnership=cast.north, organisation=make.OrganisationFactory(name=nasty))
    client, path = cast.client("partner"), f"/partnerships/{cast.north.pk}/partners/"
    assert "'" + nasty in [row[0] for row in lines(client.get(path, {"export": "csv"}))]
    book = load_workbook(io.BytesIO(content(client.get(path, {"export": "xlsx"}))))
    found = [cell for row in book.active.iter_rows() for cell in row]
    (cell,) = [cell for cell in found if cell.value == nasty]
    assert cell.data_type == "s" and cell.quotePrefix
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}


def test_values_of_every_kind_and_no_illegal_sign() -> None:
    rows = [
        [
            None,
            True,
            -3,
            2.5,
            date(1850, 1, 1),
            datetime.fromisoformat("2026-03-05T14:30"),
            "a\x00\x0b\ud800b",
        ]
    ]
    csv_text = b"".join(csv_file.csv_of(["h"], [rows], "de")).decode("utf-8-sig")
    assert csv_text.splitlines()[1] == ";True;-3;2,5;01.01.1850;05.03.2026 14:30;ab"
    pieces = b"".join(xlsx_file.xlsx_of("a/b[c]:" * 9, ["h"], [rows]))
    read = list(load_workbook(io.BytesIO(pieces)).active.iter_rows(values_only=True))
    assert read[1] == (
        None,
        "True",
        -3,
        2.5,
        "1850-01-01",
        datetime.fromisoformat("2026-03-05T14:30"),
        "ab",
    )


@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_the_file_begins_before_any_row_is_read(file) -> None:
    asked: list[int] = []

    def chunks():
        for number in range(3):
            asked.append(number)
            yield [[f"Verein {number}"]]

    made = (
        csv_file.csv_of(["Name"], chunks(), "de")
        if file == "csv"
        else xlsx_file.xlsx_of("Liste", ["Name"], chunks())
    )
    assert next(made) and asked == []
    next(made)
    assert asked == [0]


def test_breaks_and_blanks_come_back_as_they_were() -> None:
    text = " Zeile\r\nzwei\rdrei\n _x0041_ <b>&amp; "
    made = b"".join(xlsx_file.xlsx_of("Liste", ["Text"], [[[text]]]))
    assert load_workbook(io.BytesIO(made)).active["A2"].value.replace("_x005F_", "_") == text


@pytest.mark.slow
@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_take_little_memory(file) -> None:
    made = subprocess.run(
        [sys.executable, str(MEMORY), file, str(ROWS)], capture_output=True, text=True, check=True
    )
    size, peak = map(int, made.stdout.split())
    assert size > ROWS * 5
    assert peak < MEGABYTES
