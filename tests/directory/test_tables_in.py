"""Files that people bring: what can be read, and one clear sentence for everything else."""

import datetime as dt
import io
import zipfile

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from partnerships.shared.tables_in import MOST_ROWS, UnreadableTable, read

TABLE = [["Name", "Ort"], ["Verein Öl & Würze", "Köln"], ["Zwei", "Essen"]]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def rows(data: bytes) -> list[list[str]]:
    return [row.cells for row in read(data).rows]


def workbook(*table, **formats) -> bytes:
    book = Workbook()
    for row in table:
        book.active.append(row)
    for cell, how in formats.items():
        book.active[cell].number_format = how
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableTable) as error:
        read(data)
    return str(error.value)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_every_kind(separator, encoding, end) -> None:
    text = end.join(separator.join(row) for row in TABLE)
    assert rows(text.encode(encoding)) == TABLE
    assert read(text.encode(encoding)).separator == separator


def test_utf_16_of_the_other_order() -> None:
    assert rows(b"\xfe\xff" + "Name;Ort\nÄ;Ö".encode("utf-16-be")) == [["Name", "Ort"], ["Ä", "Ö"]]


def test_line_breaks_and_separators_inside_quotes() -> None:
    data = b'Name,Gebiete\r\n"Eins, \r\nzwei","a,b"\r\n"Er sagt ""ja""",c\r\n'
    assert rows(data) == [["Name", "Gebiete"], ["Eins, \nzwei", "a,b"], ['Er sagt "ja"', "c"]]


def test_rows_are_counted_as_excel_does() -> None:
    data = b'sep=;\r\nName;Ort\r\n\r\n"A\r\nB";C\r\n;;\r\nD;E'
    assert [row.number for row in read(data).rows] == [1, 3, 5]


def test_commas_in_texts_do_not_mislead() -> None:
    data = b"Name;Gebiete\nA, B, C;d, e, f\nG, H, I;j, k, l\n"
    assert read(data).separator == ";"


def test_workbook_values() -> None:
    day = dt.datetime(2021, 12, 31)  # noqa: DTZ001  Excel knows no zones
    data = workbook(
        ["Name", "Seit", "Zahl"], ["A", day, 44561.0], [None, None, None], ["B", "", 0.5]
    )
    found = read(data)
    assert [row.number for row in found.rows] == [1, 2, 4]
    assert found.rows[1].cells == ["A", "2021-12-31", "44561"]
    assert found.rows[2].cells == ["B", "", "0.5"]


def test_with_several_visible_sheets_somebody_chooses() -> None:
    book = Workbook()
    book.active.append(["Name"])
    book.create_sheet("Zwei").append(["nichts"])
    book.create_sheet("leer")
    book.create_sheet("alt").append(["Name"])
    book["alt"].sheet_state = "veryHidden"
    data = saved(book)
    found = read(data)
    assert (found.rows, found.sheet) == ([], None)
    assert found.sheets == ((0, "Sheet", ["Name"]), (1, "Zwei", ["nichts"]))
    assert [row.cells for row in read(data, sheet=1).rows] == [["nichts"]]


def test_a_row_far_below_is_found() -> None:
    book = Workbook()
    book.active["A1"], book.active["A1048576"] = "Name", "Letzte"
    file = io.BytesIO()
    book.save(file)
    assert [row.number for row in read(file.getvalue()).rows] == [1, 1_048_576]


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A workbook one part of which is replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(*TABLE))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n;;;\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"%PDF-1.7 x", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        (LOCKED, "password"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>x", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "web page"),
        (b"Name;Ort\nA\x00B;C", "not a text file"),
        (b"\xff\xfeN\x00a\x00\x00\xd8", "cannot be read"),
        ("Name;Ort\nÄ;Ö".encode() + b"\n\xe4;x", "mixes two encodings"),
        (b'Name;Ort\nA;B\n"C;D\nE;F\n', "From row 3 on, a quotation mark"),
        (b'Name;Ort\n"A"x;B\n', "From row 2 on, a quotation mark"),
        (b"Name;Ort\nA;" + b"x" * 5001, "A cell in row 2"),
        (b"Name;Ort\nA;" + b"x" * 200_000, "A cell in row 2"),
        (b"Name\n" + b"A\n" * (MOST_ROWS + 1), "more than 10,000 rows"),
        (b"Name\n" + b"A\n" * 100_001, "more than 10,000 rows"),
        (b";".join([b"x"] * 101), "more than 100 columns"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"PK\x03\x04 nothing", "damaged"),
        (packed(word__document=b"<x/>"), "not a table"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "not a table"),
        (with_part(SHEET, BOMB), "damaged"),
        (with_part(SHEET, b"<worksheet"), "damaged"),
        (with_part("xl/media/big.bin", bytes(101 * 1024 * 1024)), "too large when it is unpacked"),
        (workbook(["Name"], ["=1+1"]), "Cell A2 holds a formula"),
        (workbook(["x"] * 101), "more than 100 columns"),
        (workbook(["Name"], ["y" * 5001]), "A cell in row 2"),
        (workbook(*TABLE)[:-200], "damaged"),
    ],
    # Not the bytes: a zip holds the second it was made in, and two processes must name a test alike.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_sentence_each(data, sentence) -> None:
    assert sentence in refused(data)


def test_a_formula_with_its_result_is_its_result() -> None:
    cells = b'<row r="1"><c r="A1" t="str"><f>"N"</f><v>Name</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + cells
        + b"</sheetData></worksheet>"
    )
    assert rows(with_part(SHEET, sheet)) == [["Name"]]


def test_invisible_characters_go() -> None:
    assert rows("Name\nA\u202eB\u0007C".encode()) == [["Name"], ["ABC"]]
