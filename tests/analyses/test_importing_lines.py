"""What columns, cells and codes mean, and how files of all kinds are read."""

import io
import zipfile
from pathlib import Path

import pytest
from django.utils import timezone

from analyses.importing.codes import Codes
from analyses.importing.headings import guess_header_rows, headings_of, key_of, name_columns
from analyses.importing.lines import Meaning, Reader
from analyses.importing.reading import read_table
from analyses.importing.targets import properties, recognise
from analyses.models import ImportRun, seen_by_house
from partnerships.shared.tables_in import Row, UnreadableTable
from tests.factories import analyses_imports as files

CASES = Path("/work/shared/cases/imports")


def read(*rows, columns, fixed=None, **more):
    """What comes of these lines."""
    lines = [Row(number, list(cells)) for number, cells in enumerate(rows, start=2)]
    meaning = Meaning(
        columns, [f"c{at}" for at in range(len(columns))], fixed or files.FIXED, **more
    )
    reader = Reader(meaning, lines)
    return [reader.read(line) for line in lines]


def one(*cells, columns, fixed=None, **more):
    """The records of one line without faults."""
    [(drafted, faults)] = read(cells, columns=columns, fixed=fixed, **more)
    assert not faults, faults
    return drafted


def wrong(*cells, columns, fixed=None, **more):
    """The sentences about one line."""
    [(drafted, faults)] = read(cells, columns=columns, fixed=fixed, **more)
    assert not drafted
    return [fault.wrong for fault in faults]


UK = {**files.FIXED, "codes": Codes.UK, "source": "", "information": "", "reliable_is": "B"}
UK_COLUMNS = ["Person.lastName", "@source", "@information", "@handling", "@text"]


class TestCodes:
    """The British 3x5x2 as DOMAIN 5.5 proposes."""

    @pytest.mark.parametrize(
        ("source", "becomes"), [("1", "B"), ("2", "X"), ("3 – Not reliable", "C")]
    )
    def test_sources(self, source, becomes):
        [record] = one("Muster", source, "A", "P", columns=UK_COLUMNS, fixed=UK)
        assert record.source == becomes

    def test_a_reliable_source_is_a_by_hand(self):
        [record] = one(
            "Muster", "1", "A", "P", columns=UK_COLUMNS, fixed={**UK, "reliable_is": "A"}
        )
        assert record.source == "A"

    @pytest.mark.parametrize(
        ("said", "becomes"), [("A", "2"), ("b", "3"), ("C", "4"), ("D - not known", "4")]
    )
    def test_assessments(self, said, becomes):
        [record] = one("Muster", "2", said, "P", columns=UK_COLUMNS, fixed=UK)
        assert record.information == becomes

    def test_what_is_suspected_false_is_rejected(self):
        [sentence] = wrong("Muster", "2", "E", "P", columns=UK_COLUMNS, fixed=UK)
        assert "suspected to be false" in sentence

    def test_handling(self):
        [record] = one("Muster", "2", "A", "P", columns=UK_COLUMNS, fixed=UK)
        assert record.handling == "H0"
        [record] = one("Muster", "2", "A", "C", "Rücksprache", columns=UK_COLUMNS, fixed=UK)
        assert (record.handling, record.handling_text) == ("H3", "Rücksprache")
        assert "H3" in wrong("Muster", "2", "A", "C", "", columns=UK_COLUMNS, fixed=UK)[0]

    @pytest.mark.parametrize(("at", "code"), [(1, "4"), (1, "A"), (2, "F"), (2, "1"), (3, "X")])
    def test_other_codes_are_faults(self, at, code):
        cells = ["Muster", "2", "A", "P", ""]
        cells[at] = code
        assert "Allowed are" in wrong(*cells, columns=UK_COLUMNS, fixed=UK)[0]

    def test_those_of_europol(self):
        columns = ["Person.lastName", "@source", "@information", "@handling"]
        [record] = one("Muster", "c", "4", "h2", columns=columns)
        assert (record.source, record.information, record.handling) == ("C", "4", "H2")

    def test_no_record_is_laxer_than_its_contribution(self):
        columns = ["Person.lastName", "@handling"]
        [record] = one("Muster", "H1", columns=columns, handling="H2")
        assert record.handling == "H2"
        [record] = one("Muster", "H1", columns=columns, handling="H3", handling_text="nur Zoll")
        assert (record.handling, record.handling_text) == ("H3", "nur Zoll")


class TestLines:
    """One line, one or several records."""

    def test_a_line_says_what_it_is_about(self):
        columns = ["@schema", "Person.lastName", "Person.phone", "Person.birthDate"]
        [person], [company] = [
            drafted
            for drafted, _faults in read(
                ["Person", "Muster", "0231 1234", "01.01.1980"],
                ["Firma", "Muster GmbH", "0231 5678", ""],
                columns=columns,
            )
        ]
        assert (person.schema, person.category) == ("Person", "suspect")
        assert company.properties == {"name": ["Muster GmbH"], "phone": ["0231 5678"]}
        assert company.category == "no_person"
        assert (
            "date of birth" in wrong("Firma", "Muster GmbH", "", "01.01.1980", columns=columns)[0]
        )

    def test_marks(self):
        columns = ["@key", "Person.lastName", "Vehicle.registrationNumber"]
        first, second, third = read(
            ["17", "Muster", "DO-A 1"],
            ["17", "Muster", "DO-A 1"],
            ["", "Muster", ""],
            columns=columns,
        )
        assert [r.key for r in first[0]] == ["17 Person", "17 Vehicle"]
        assert not second[0] and "another line" in second[1][0].wrong
        assert third[0][0].key == ""
        assert wrong("9", "Muster", columns=["@key", "Person.lastName"], taken={"9"})

    def test_minors_are_flagged_by_their_day_of_birth(self):
        columns = ["Person.lastName", "Person.birthDate", "@minor"]
        year = timezone.localdate().year
        born = [f"01.01.{year - 10}", str(year - 17), f"01.01.{year - 30}", "1980"]
        young = [one("Muster", day, "", columns=columns)[0].is_minor for day in born]
        assert young == [True, True, False, False]
        assert one("Muster", "", "ja", columns=columns)[0].is_minor

    @pytest.mark.parametrize(
        ("target", "typed", "stored"),
        [
            ("Person.birthDate", "31.12.1980", ["1980-12-31"]),
            ("Person.birthDate", "29221", ["1980-01-01"]),  # as Excel counts days
            ("Person.birthDate", "1980", ["1980"]),
            ("Person.phone", "12; 0231 234", None),
            ("Person.phone", "0231 123; 0231 234", ["0231 123", "0231 234"]),
            ("Person.email", "mailto:a@b.example", ["a@b.example"]),
            ("BankAccount.iban", "DE89 3704 0044 0532 0130 00", ["DE89370400440532013000"]),
            ("BankAccount.iban", "DE89 3704 0044 0532 0130 01", None),
            ("Vehicle.vin", "wvwzzz1jz3w386752", ["WVWZZZ1JZ3W386752"]),
            ("Vehicle.vin", "WVWZZZ1JZ3W38675O", None),
            ("Vehicle.registrationNumber", "do-ab 123", ["DO-AB 123"]),
            ("Address.country", "Niederlande", ["NL"]),
            ("Address.country", "Atlantis", None),
            ("Person.birthDate", "31.02.1980", None),
            ("Person.birthDate", "01.01.2999", None),
            ("Person.lastName", "#NV", None),
            ("Person.lastName", "M\ufffdller", None),
            ("Person.lastName", "x" * 201, None),
        ],
    )
    def test_cells(self, target, typed, stored):
        [(drafted, faults)] = read([typed], columns=[target])
        if stored is None:
            assert faults and not drafted
        else:
            assert drafted[0].properties[target.partition(".")[2]] == stored, faults

    def test_days_with_slashes_go_one_way(self):
        columns = ["Person.birthDate"]
        assert one("03/04/1980", columns=columns, order="dmy")[0].properties["birthDate"] == [
            "1980-04-03"
        ]
        assert one("03/04/1980", columns=columns, order="mdy")[0].properties["birthDate"] == [
            "1980-03-04"
        ]
        assert wrong("03/04/1980", columns=columns)

    def test_what_is_not_taken_is_said(self):
        assert "Nothing" in wrong("", "x", columns=["Person.lastName", ""])[0]
        assert "more cells" in wrong("a", "b", columns=["Person.lastName"])[0]

    def test_a_category_is_needed(self):
        fixed = {**files.FIXED, "category": ""}
        assert "Missing" in wrong("Muster", columns=["Person.lastName"], fixed=fixed)[0]
        columns = ["Person.lastName", "@category"]
        assert one("Muster", "Zeuge", columns=columns, fixed=fixed)[0].category == "witness"
        assert wrong("Muster", "no_person", columns=columns, fixed=fixed)
        assert not wrong_of_vehicle(fixed)


def wrong_of_vehicle(fixed):
    [(_drafted, faults)] = read(["DO-A 1"], columns=["Vehicle.registrationNumber"], fixed=fixed)
    return faults


class TestHeadings:
    """How columns are recognised."""

    def test_words_that_people_write(self):
        words = [
            ["Nachname"],
            ["Vorname"],
            ["geb. am"],
            ["Kfz-Kennzeichen"],
            ["Haarfarbe"],
            ["IBAN"],
        ]
        assert recognise(words) == [
            "Person.lastName",
            "Person.firstName",
            "Person.birthDate",
            "Vehicle.registrationNumber",
            "",
            "BankAccount.iban",
        ]

    def test_a_title_stands_above(self):
        head = [[1, ["Liste der Mieter"]], [2, ["Nachname", "Vorname"]], [3, ["Muster", "Anna"]]]
        assert guess_header_rows(head) == 2

    def test_a_heading_over_several_columns(self):
        head = [[1, ["Mieter", "", "Kfz"]], [2, ["Name", "Vorname", "Nr"]], [3, ["M", "A", "1"]]]
        assert headings_of(head, 2) == [["Mieter", "Name"], ["Mieter", "Vorname"], ["Kfz", "Nr"]]
        assert name_columns(head, 2)[1] == "Mieter / Vorname"

    def test_known_again_whatever_stands_below(self):
        head = [[1, ["Name", "Vorname"]], [2, ["a", "b"]]]
        other = [[1, ["NAME ", "vorname"]], [2, ["c", "d"]]]
        assert key_of(head, 1) == key_of(other, 1) != key_of([[1, ["Name"]], [2, ["a"]]], 1)

    def test_no_origin_is_a_target(self):
        names = {name.partition(".")[2].lower() for name in properties()}
        assert not names & {"ethnicity", "religion", "nationality", "political", "notes", "other"}


class TestFiles:
    """Files of all kinds, and hostile ones."""

    @pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
    def test_the_small_inputs_come_in(self, path):
        table = read_table(path.read_bytes(), {})
        if table.sheet is None and table.kind != "csv":
            table = read_table(path.read_bytes(), {"sheet": table.sheets[0][0]})
        rows = table.rows[1:]
        columns = ["Person.lastName", *([""] * (max(len(r.cells) for r in table.rows) - 1))]
        reader = Reader(Meaning(columns, columns, files.FIXED), rows)
        for row in rows:
            drafted, faults = reader.read(row)
            assert drafted or faults

    def test_more_rows_than_the_setting_are_refused(self, settings):
        settings.ANALYSES_IMPORT_ROWS = 12_000
        rows = [("Muster", str(number)) for number in range(12_001)]
        assert len(read_table(files.csv_of(*rows[:12_000]), {}).rows) == 12_001
        for data in (files.csv_of(*rows), files.xlsx_of(("a", "b"), *rows)):
            with pytest.raises(UnreadableTable, match=r"more than 12,000 rows"):
                read_table(data, {})

    def test_200000_rows_are_refused(self):
        with pytest.raises(UnreadableTable, match=r"more than 20,000 rows"):
            read_table(files.csv_of(*[("Muster", "1")] * 200_000), {})

    def test_a_larger_file_is_refused(self, settings):
        settings.ANALYSES_IMPORT_MB = 1
        with pytest.raises(UnreadableTable, match="larger than 1 MB"):
            read_table(b"x" * (1024 * 1024 + 1), {})

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "empty"),
            (b"%PDF-1.7", "PDF"),
            (b"<html><table></table></html>", "web page"),
            (b"PK\x03\x04 no archive", "damaged"),
            (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
            (b'a;b\n"x;1', "quotation mark"),
        ],
    )
    def test_what_is_no_table(self, data, sentence):
        with pytest.raises(UnreadableTable, match=sentence):
            read_table(data, {})

    def test_a_bomb(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/sheet.xml", b"0" * 150 * 1024 * 1024)
        with pytest.raises(UnreadableTable, match="too large"):
            read_table(file.getvalue(), {})

    def test_a_row_far_below_is_read_where_it_stands(self, crew):
        far = files.xlsx_of(("Nachname", "Vorname"), *[()] * 3000, ("Muster", "Anna"))
        run = files.upload(files.draft(crew), crew.second, far)
        run = files.check(run, crew.second, columns=["Person.lastName", "Person.firstName"])
        assert run.records == 1
        with seen_by_house():
            assert ImportRun.objects.get().lines == 2
