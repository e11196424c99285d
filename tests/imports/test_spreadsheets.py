"""Spreadsheets are read as people see them: sheets, hidden rows, merged cells, formats, and within limits."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from partnerships.shared import bounded
from partnerships.shared.sheets import formats, reading
from partnerships.shared.tables_in import Table, UnreadableTable
from partnerships.shared.tables_in import read as read_bounded
from partnerships.shared.tables_in.rows import Row, filled_rows
from partnerships.shared.tables_in.spreadsheet import SENTENCES
from tests.imports.files import (
    excel,
    locked,
    ods,
    ods_row,
    ods_table,
    packed,
    replaced,
    saved,
    strict,
    xlsx,
)

OLD = Path(__file__).with_name("old.xls")
REST = "tests.bounded.acts:rest"  # holds its place for a second
HEAD = ["Name", "Ort", "Telefon"]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def read(data: bytes, *, sheet: int | None = None) -> Table:
    """Through the bounded child, as the house reads; the same reader says the same in this process."""
    answer = answered_here(data, sheet)
    try:
        table = read_bounded(data, sheet=sheet)
    except UnreadableTable as refused:
        assert str(refused) == str(SENTENCES[answer["fault"]](answer))
        raise
    rows = [Row(*row) for row in answer["rows"]]
    assert table.rows == (filled_rows(rows) if rows else [])
    assert (table.kind, table.sheet, table.stored) == tuple(
        answer[name] for name in ("kind", "sheet", "stored")
    )
    assert [list(each) for each in table.sheets] == [list(each) for each in answer["sheets"]]
    assert list(table.hidden_columns) == answer["hidden_columns"]
    return table


def answered_here(data: bytes, sheet: int | None = None) -> dict:
    """What the child would say."""
    answer, rest = reading.read(data, sheet=sheet, language="en")
    assert rest == b""
    return answer


def cells(data: bytes, **chosen) -> list[list[str]]:
    return [row.cells for row in read(data, **chosen).rows]


def number(stored: str, code: str, language: str = "de") -> str:
    return formats.shown_number(stored, code, language=language).text


class TestXlsx:
    """Excel."""

    def test_a_hidden_sheet_before_the_visible_one_is_not_read(self) -> None:
        book = Workbook()
        book.active.append(["Name", "von gestern"])
        book.active.sheet_state = "hidden"
        book.create_sheet("Mitglieder").append(["Name", "von heute"])
        found = read(saved(book))
        assert [row.cells for row in found.rows] == [["Name", "von heute"]]
        assert found.sheets == ((1, "Mitglieder", ["Name", "von heute"]),)

    def test_hidden_rows_and_columns_are_named(self) -> None:
        book = Workbook()
        for row in (HEAD, ["A", "Köln", "1"], ["B", "Köln", "2"]):
            book.active.append(row)
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["C"].hidden = True
        found = read(saved(book))
        assert [row.hidden for row in found.rows] == [False, False, True]
        assert found.hidden_columns == (2,)

    def test_merged_cells_count_for_each_of_their_rows(self) -> None:
        book = Workbook()
        for row in (HEAD, ["A", "Herne", "1"], ["B"], ["C", "", "3"]):
            book.active.append(row)
        book.active.merge_cells("B2:B4")
        book.active.merge_cells("C2:C3")
        book.active.merge_cells("E1:E5")
        # The library that writes the test's file would make a cell of each; programs write where they begin and end.
        whole_column = replaced(saved(book), "E1:E5", "E1:E1048576")
        assert cells(whole_column)[1:] == [
            ["A", "Herne", "1"], ["B", "Herne", "1"], ["C", "Herne", "3"],
        ]  # fmt: skip

    def test_values_as_they_are_shown(self) -> None:
        data = xlsx(
            HEAD, ["A", "", 2211234567], ["B", "", 221123], ["C", "", 492211234567],
            ["D", "", dt.datetime(2021, 12, 31)], ["E", "", 0.5], ["F", "", True],  # noqa: DTZ001
            C2="00000000000", C3='"+49 "0', D5="DD.MM.YY",
        )  # fmt: skip
        assert [row[2] for row in cells(data)[1:]] == [
            "02211234567", "+49 221123", "492211234567", "2021-12-31", "0.5", "TRUE",
        ]  # fmt: skip

    def test_texts_with_what_their_format_puts_around_them(self) -> None:
        data = xlsx(
            ["221 1", "221 2", "221 3"], A1='"+49 "@', B1='0;-0;0;"Tel. "@', C1='"@ "0',
        )  # fmt: skip
        assert cells(data) == [["+49 221 1", "Tel. 221 2", "221 3"]]

    def test_days_that_count_from_1904(self) -> None:
        data = xlsx(["Name", "Seit"], ["A", 1], B2="yyyy-mm-dd")
        since = replaced(data, "<workbookPr/>", '<workbookPr date1904="1"/>')
        assert (cells(data)[1][1], cells(since)[1][1]) == ("1900-01-01", "1904-01-02")

    def test_escapes_of_the_format_are_characters(self) -> None:
        data = xlsx(["Name"], ["Zwei_x000D_\nZeilen"], ["_x005F_x000D_"], ["_xD83D__xDE00_"])
        assert cells(data)[1:] == [["Zwei\nZeilen"], ["_x000D_"], ["😀"]]

    def test_strict_open_xml(self) -> None:
        assert cells(strict(xlsx(HEAD, ["A", "Köln", "1"]))) == [HEAD, ["A", "Köln", "1"]]

    def test_a_format_that_is_not_known_here_gives_the_stored_value_and_says_so(self) -> None:
        found = read(xlsx(HEAD, ["A", "", 0.5], C2="# ?/?"))
        assert (found.rows[1].cells[2], found.stored) == ("0.5", 1)

    def test_texts_that_stand_in_a_list_of_their_own(self) -> None:
        """As Excel writes them: in runs where a part is bold, and with how they are spoken, which nobody sees."""
        shared = (
            "<si><t>Name</t></si><si><r><t>Verein </t></r><r><t>Köln</t></r></si>"
            "<si><t>東京</t><rPh><t>トウキョウ</t></rPh></si>"
        )
        row = '<row><c t="s"><v>{}</v></c></row>'
        data = excel("".join(map(row.format, range(3))), shared=shared)
        assert cells(data) == [["Name"], ["Verein Köln"], ["東京"]]

    def test_what_else_a_cell_can_hold(self) -> None:
        held = {
            '<c t="b"><v>0</v></c>': "FALSE",
            '<c t="e"><v>#DIV/0!</v></c>': "#DIV/0!",
            '<c t="d"><v>2021-12-31T00:00:00</v></c>': "2021-12-31",
            '<c t="d"><v>2021-12-31T14:30</v></c>': "2021-12-31 14:30",
            '<c t="str"><f>A1</f><v>aus_x0020_Formel</v></c>': "aus Formel",
            '<c s="7"><v>5</v></c>': "5",
            "<c><v>5</v></c>": "5",
        }
        data = excel("".join(f"<row>{cell}</row>" for cell in held))
        assert cells(data) == [[shown] for shown in held.values()]

    def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(self) -> None:
        row = '<row><c><v>1</v></c><c t="str"><f>""</f></c><c><v>3</v></c></row>'
        assert cells(excel(row)) == [["1", "", "3"]]

    def test_a_formula_without_its_result(self) -> None:
        with pytest.raises(UnreadableTable, match="Cell B1 holds a formula"):
            read(excel("<row><c><v>1</v></c><c><f>A1+1</f></c></row>"))

    def test_rows_that_are_hidden_unless_they_say_how_high_they_are(self) -> None:
        rows = '<row ht="12"><c><v>1</v></c></row><row><c><v>2</v></c></row>'
        found = read(excel(rows, around='<sheetFormatPr zeroHeight="1"/>'))
        assert [row.hidden for row in found.rows] == [False, True]

    def test_where_every_sheet_is_hidden_they_are_all_offered(self) -> None:
        data = replaced(
            excel("<row><c><v>1</v></c></row>"), 'name="Blatt"', 'name="Blatt" state="hidden"'
        )
        assert read(data).sheets == ((0, "Blatt", ["1"]),)


REFUSED = {
    "torn": (b"PK and nothing more", "damaged"),
    "a text that is in no list": (excel('<row><c t="s"><v>3</v></c></row>'), "damaged"),
    "the number of a text is a word": (excel('<row><c t="s"><v>x</v></c></row>'), "damaged"),
    "rows that go back": (excel('<row r="2"/><row r="1"/>'), "damaged"),
    "entities of its own": (
        replaced(excel(""), "<worksheet>", "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>"), "damaged",
    ),
    "a binary workbook": (excel("", main="xl/workbook.bin"), "binary"),
    "no workbook": (replaced(excel(""), "/officeDocument\"", "/something\""), "no_table"),
    "another kind of ZIP": (packed({"notes.txt": "Notizen"}), "no_table"),
    "no cell that holds anything": (excel("<row><c/></row>"), "empty"),
    "very many parts": (packed({f"{n}.xml": "" for n in range(501)}), "unpacked"),
    "a ZIP with a password": (locked(excel("")), "locked"),
    "a long text": (
        excel(f"<row><c t='inlineStr'><is><t>{'x' * 5001}</t></is></c></row>"), "long",
    ),
    "an OpenDocument table with a password": (
        replaced(ods(ods_table([["Name"]])), "<manifest/>", "<manifest><encryption-data/></manifest>"),
        "locked",
    ),
    "an Excel workbook with a password": (
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked",
    ),
    "the beginning of an old Excel file": (b"\xd0\xcf\x11\xe0 and nothing more", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(name) -> None:
    data, fault = REFUSED[name]
    assert answered_here(data)["fault"] == fault
    with pytest.raises(UnreadableTable):
        read(data)


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("2211234567", "General", "2211234567"),
        ("4.92211234567E11", "General", "492211234567"),
        ("0.30000000000000004", "General", "0,3"),
        ("2211234567", "0000 0000000", "0221 1234567"),
        ("221123", '"+49 "### ###', "+49 221 123"),
        ("492211234", '+## "("###") "####', "+49 (221) 1234"),
        ("1234567.5", "#,##0.00", "1.234.567,50"),
        ("44145", "00000", "44145"),
        ("1067", "00000", "01067"),
        ("1067", '"D-"00000', "D-01067"),
        ("-5", "0", "-5"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"keine"', "keine"),
        ("5", ";;;", ""),
        ("5551234", "[<=9999999]###-####;(###) ###-####", "555-1234"),
        ("2125551234", "[<=9999999]###-####;(###) ###-####", "(212) 555-1234"),
        ("0.25", "0%", "25%"),
        ("12345", "[$€-407] #,##0", "€ 12.345"),
        ("5", "0_);(0)", "5 "),
        ("44561", "dd.mm.yyyy", "2021-12-31"),
        ("44561", "[$-407]d. mmmm yyyy;@", "2021-12-31"),
        ("0.604166666666667", "h:mm", "14:30"),
        ("kein", "0", "kein"),
        ("1e400", "0", "1e400"),
        ("5", '0" Uhr AM"', "5 Uhr AM"),
        ("5", "[Red]0* x", "5x"),
        ("5", "[=5]0;General", "5"),
        ("0.520833333333333", "[h]:mm", "12:30"),
        ("0.75", "h:mm AM/PM", "18:00"),
        ("44561.5", "dd.mm.yyyy h:mm", "2021-12-31 12:00"),
        ("44561.500011574", "dd.mm.yyyy h:mm:ss", "2021-12-31 12:00:01"),
        ("1.5", "h:mm", "1,5"),
        ("0", "dd.mm.yyyy", "0"),
        ("99999999", "dd.mm.yyyy", "99999999"),
        ("1500", "0.0,", "1,5"),
        ("1.50", "0.0#", "1,5"),
        ("1.5", '0.0" m"', "1,5 m"),
        ("5", "???", "  5"),
        ("0.5", ".00", ",50"),
        ("5", '"fest"', "fest"),
        ("5", '@" St."', "5 St."),
        ("5", "[<3]0", "5"),
    ],
)  # fmt: skip
def test_numbers_as_a_german_sees_them(stored, code, shown) -> None:
    assert number(stored, code) == shown


class TestOds:
    """OpenDocument."""

    def test_the_words_that_are_shown(self) -> None:
        head = ods_row(["Name", "Telefon", "Seit", "Zahl"])
        row = (
            "<table:table-row><table:table-cell><text:p>Verein<text:s text:c='2'/>Eins</text:p><text:p>e. V.</text:p>"
            "<office:annotation><text:p>nur eine Notiz</text:p></office:annotation></table:table-cell>"
            '<table:table-cell office:value-type="float" office:value="2211234567"><text:p>0221 1234567</text:p></table:table-cell>'
            '<table:table-cell office:value-type="date" office:date-value="2021-12-31"><text:p>31.12.21</text:p></table:table-cell>'
            '<table:table-cell office:value-type="float" office:value="492211234567"><text:p>4,92E+11</text:p></table:table-cell>'
            "</table:table-row>"
        )
        table = f'<table:table table:name="T">{head}{row}</table:table>'
        assert cells(ods(table))[1] == [
            "Verein  Eins\ne. V.", "0221 1234567", "2021-12-31", "492211234567",
        ]  # fmt: skip

    def test_hidden_sheets_and_rows_merged_cells_and_stored_values(self) -> None:
        hidden = ods_table([["Name"]], name="alt", more='table:style-name="weg"')
        style = '<style:style style:name="weg"><style:table-properties table:display="false"/></style:style>'
        merged = (
            '<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell table:number-rows-spanned="2">'
            "<text:p>Herne</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>B</text:p>"
            "</table:table-cell><table:covered-table-cell><text:p>unsichtbar</text:p></table:covered-table-cell></table:table-row>"
        )
        stored = '<table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
        table = f'<table:table table:name="neu">{ods_row(["Name", "Ort"])}{merged}{stored}</table:table>'
        found = read(ods(hidden, table, styles=style))
        assert [row.cells for row in found.rows[1:]] == [["A", "Herne"], ["B", "Herne"], ["7"]]
        assert [row.hidden for row in found.rows] == [False, False, False, True]
        assert (found.sheet, found.stored) == (1, 1)

    def test_hidden_columns_are_named(self) -> None:
        columns = (
            "<table:table-column/>"
            '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        )
        table = f'<table:table table:name="T">{columns}{ods_row(HEAD)}</table:table>'
        assert read(ods(table)).hidden_columns == (1, 2)

    def test_several_sheets_are_chosen_from(self) -> None:
        data = ods(ods_table([["Name", "a"]], name="eins"), ods_table([["Name", "b"]], name="zwei"))
        assert [name for _number, name, _first in read(data).sheets] == ["eins", "zwei"]
        assert cells(data, sheet=1) == [["Name", "b"]]

    def test_a_formula_without_its_result(self) -> None:
        table = '<table:table table:name="T"><table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row></table:table>'
        with pytest.raises(UnreadableTable, match="Cell A1 holds a formula"):
            read(ods(table))


class TestOldExcel:
    """`.xls`, a file that was written by a program for old Excel files."""

    def test_formats_hidden_rows_merged_cells_and_sheets(self) -> None:
        found: Table = read(OLD.read_bytes())
        assert (found.kind, found.sheets[0][1]) == ("xls", "Mitglieder")
        assert [row.cells for row in found.rows] == [
            ["Name", "Ort", "Telefon", "Seit"],
            ["Alter Verein Köln", "Herne", "02211234567", "2021-12-31"],
            ["Zweiter", "Herne", "+49 221123"],
            ["Versteckter", "Herne"],
        ]
        assert [row.hidden for row in found.rows] == [False, False, False, True]


class TestLimits:
    """Small files that ask for much."""

    def test_a_sparse_file_is_read_at_once(self) -> None:
        book = Workbook()
        book.active["A1"], book.active["A1048576"] = "Name", "Letzte"
        assert [row.number for row in read(saved(book)).rows] == [1, 1_048_576]

    def test_a_million_empty_rows_are_nothing(self) -> None:
        empty = "".join(f'<row r="{number}"></row>' for number in range(2, 1_048_577))
        data = replaced(xlsx(["Name"]), "</sheetData>", f"{empty}</sheetData>")
        assert [row.cells for row in read_bounded(data).rows] == [["Name"]]

    def test_columns_far_away(self) -> None:
        book = Workbook()
        book.active["XFD1"] = "weit"
        with pytest.raises(UnreadableTable, match="more than 100 columns"):
            read(saved(book))

    @pytest.mark.parametrize("repeated", ["1048576", "99999999"])
    def test_a_row_that_stands_for_a_million(self, repeated) -> None:
        row = ods_row(["Name", "x"], f'table:number-rows-repeated="{repeated}"')
        with pytest.raises(UnreadableTable, match="more than 10,000 rows"):
            read(ods(f'<table:table table:name="T">{row}</table:table>'))

    def test_a_cell_that_stands_for_a_million(self) -> None:
        cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        table = (
            f'<table:table table:name="T"><table:table-row>{cell}</table:table-row></table:table>'
        )
        with pytest.raises(UnreadableTable, match="more than 100 columns"):
            read(ods(table))

    def test_empty_rows_and_cells_without_end_are_nothing(self) -> None:
        empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        table = (
            f'<table:table table:name="T">{ods_row(["Name"])}{empty}{ods_row(["A"])}</table:table>'
        )
        assert cells(ods(table)) == [["Name"], ["A"]]

    def test_the_largest_table_that_is_taken(self) -> None:
        rows = ods_row([f"{n}" for n in range(30)]) * 10_001
        table = f'<table:table table:name="T">{rows}</table:table>'
        assert len(read_bounded(ods(table)).rows) == 10_001

    @pytest.mark.parametrize(
        "make", [lambda: xlsx(HEAD), lambda: ods(ods_table([HEAD])), OLD.read_bytes]
    )
    def test_damaged_files_are_told_so(self, make) -> None:
        data = make()
        for at in range(40, len(data), max(1, len(data) // 12)):
            torn = data[:at] + bytes([data[at] ^ 0x55]) * 3 + data[at + 3 :]
            try:
                assert read_bounded(torn).rows is not None
            except UnreadableTable as refused:
                assert str(refused)

    def test_a_sparse_old_file_asks_for_nothing(self) -> None:
        """5,632 bytes whose last cell is in row 65,536 and column 256."""
        with pytest.raises(UnreadableTable, match="Row 65536 has more than 100 columns"):
            read(OLD.with_name("sparse.xls").read_bytes())


def test_when_too_many_files_are_open_the_file_is_not_blamed() -> None:
    places = bounded.PLACES + bounded.WAITING
    with ThreadPoolExecutor(places) as pool:
        held = [pool.submit(bounded.run, REST, b"", seconds=5) for _ in range(places)]
        with pytest.raises(UnreadableTable, match="in a minute"):
            while not all(each.done() for each in held):
                read_bounded(xlsx(["Name"], ["Verein Neu"]))
