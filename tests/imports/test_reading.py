"""From the file to the preview: what is asked, what is left out, who is named, and back again."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.directory.actions import imports
from partnerships.directory.importing.plan import plan
from partnerships.directory.importing.reading import open_questions
from partnerships.directory.models import (
    Account,
    ImportRun,
    Invitation,
    Organisation,
    Partner,
    Person,
    Representation,
)
from partnerships.shared.lists import csv_file, xlsx_file
from partnerships.shared.lists.cells import harmless, without_apostrophe
from partnerships.shared.sheets.reading import read as read_sheet
from partnerships.shared.tables_in import csv_file as csv_in
from tests.factories import directory as make
from tests.imports.files import ods, ods_row, ods_table, saved, xlsx
from tests.journeys.forms import browser, words

HIDDEN = ods(
    '<table:table table:name="T">'
    + ods_row(["Name", "Art"])
    + ods_row(["Offen", "Stadt"])
    + ods_row(["Versteckt", "Stadt"], 'table:visibility="filter"')
    + "</table:table>"
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def send(cast, data: bytes, name: str = "liste.xlsx", **values):
    client = browser(cast, "liaison")
    file = SimpleUploadedFile(name, data)
    shown = client.post("/organisations/import/", {"file": file, **values}, follow=True)
    return client, shown


def chosen(cast, data: bytes, **values) -> ImportRun:
    values.setdefault("defaults", {"attested_on": timezone.localdate().isoformat()})
    return imports.read_import(data, by=cast.account("liaison"), file_name="x", **values)


def imported(cast, run: ImportRun, **how) -> ImportRun:
    by = cast.account("liaison")
    return imports.confirm_import(run, by=by, digest=plan(run, by).digest, **how)


class TestQuestions:
    """What only the person who chose the file can say."""

    def test_which_sheet(self, cast) -> None:
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(["Name", "Art"])
        book.active.append(["Von gestern", "Stadt"])
        book.create_sheet("Neu").append(["Name", "Art"])
        book["Neu"].append(["Von heute", "Stadt"])
        client, shown = send(cast, saved(book))
        said = words(shown.content)
        assert "Which sheet?" in said and "Neu: Name, Art" in said
        page = client.post(shown.request["PATH_INFO"], {"sheet": "1"}, follow=True)
        assert "Von heute" in words(page.content) and "Von gestern" not in words(page.content)
        assert "sheet “Neu”" in words(page.content)

    @pytest.mark.parametrize(("answer", "number"), [("take", 2), ("leave", 1)])
    def test_what_is_hidden(self, cast, answer, number) -> None:
        client, shown = send(cast, HIDDEN)
        said = words(shown.content)
        assert "1 row is hidden in the file (3: Versteckt)." in said
        assert "Import 2" not in said
        page = client.post(shown.request["PATH_INFO"], {"hidden": answer}, follow=True)
        assert len(page.context["plan"].new) == number

    def test_nothing_is_imported_before_the_answer(self, cast) -> None:
        run = chosen(cast, HIDDEN)
        assert open_questions(run) == ["hidden"]
        with pytest.raises(imports.ChangedMeanwhile):
            imported(cast, run)

    def test_which_letters(self, cast) -> None:
        data = "Name;Art\nŞehir Derneği;Stadt\n".encode("cp1254")
        client, shown = send(cast, data, "liste.csv")
        said = words(shown.content)
        assert "Şehir, Derneği (Windows, Turkish)" in said
        assert "Þehir, Derneði (Windows, Western Europe)" in said
        page = client.post(shown.request["PATH_INFO"], {"encoding": "cp1254"}, follow=True)
        assert "Şehir Derneği" in words(page.content)

    def test_which_day(self, cast) -> None:
        text = "Name;Art;Seit\nA;Stadt;03/04/2021\n"
        client, shown = send(cast, text.encode(), "x.csv", partnership=cast.north.pk)
        assert "03/04/2021 is" in words(shown.content)
        page = client.post(shown.request["PATH_INFO"], {"days": "mdy"}, follow=True)
        assert page.context["plan"].new[0].joins["since"].isoformat() == "2021-03-04"

    def test_another_reading_is_another_plan(self, cast) -> None:
        """Who confirms in an old window imports nothing that they did not see."""
        run, by = chosen(cast, "Name;Art\nKöln;Stadt\n".encode("cp1252")), cast.account("liaison")
        before = plan(run, by).digest
        again = imports.reread_import(run, by=by, encoding="cp850")
        assert again.rows[0][1][0] != "Köln"
        assert plan(again, by).digest != before

    def test_the_file_is_forgotten_with_the_import(self, cast) -> None:
        done = imported(cast, chosen(cast, b"Name;Art\nA;Stadt\n"))
        assert (bytes(done.file), done.rows, done.read_as) == (b"", [], {})


class TestLeavingOut:
    """Rows with faults may be left out; the rest is imported."""

    FILE = b"Name;Art\nGut;Stadt\nSchlecht;Kegelklub\n;Stadt\nAuch gut;sonstige\n"

    def test_they_are_named_and_counted(self, cast) -> None:
        client, shown = send(cast, self.FILE, "x.csv")
        said = words(shown.content)
        assert "These 2 rows are left out: 3, 4." in said
        assert "Allowed are: police authority, federal police" in said
        run = shown.context["run"]
        sent = {"digest": shown.context["plan"].digest, "without_faulty": "yes"}
        done = client.post(f"/organisations/import/{run.pk}/confirm/", sent, follow=True)
        assert "rows 3, 4 of the file" in words(done.content)
        assert Organisation.objects.get(name="Auch gut").kind == "other"
        assert not Organisation.objects.filter(name="Schlecht").exists()

    def test_only_by_choice(self, cast) -> None:
        run = chosen(cast, self.FILE)
        with pytest.raises(imports.ChangedMeanwhile):
            imported(cast, run)
        done = imported(cast, run, without_faulty=True)
        assert (done.created, done.left_out) == (2, [3, 4])


class TestContacts:
    """Contact persons are named, not vouched for."""

    FILE = (
        "Name;Art;Ansprechpartner;Funktion;E-Mail der Ansprechperson\n"
        "Verein Neu;Stadt;Frau Amina Beispiel;Vorsitz;amina@verein.example\n"
        "Verein Neu;;Yılmaz, Deniz;Kasse;\n"
    ).encode()

    def test_they_stand_in_the_list_without_any_right(self, cast) -> None:
        before = Account.objects.count()
        done = imported(cast, chosen(cast, self.FILE))
        assert (done.created, done.named) == (1, 2)
        rows = Representation.objects.filter(organisation__name="Verein Neu").order_by("pk")
        assert [str(row.person) for row in rows] == ["Amina Beispiel", "Deniz Yılmaz"]
        assert {(r.role, r.may_sign, r.rests_on_id) for r in rows} == {
            ("representative", False, None)
        }
        first = rows[0].person
        assert (first.email, first.account, first.kept_by) == (
            "amina@verein.example",
            None,
            cast.police,
        )
        assert (Account.objects.count(), Invitation.objects.count()) == (before, 0)

    def test_the_same_file_again_names_nobody_twice(self, cast) -> None:
        imported(cast, chosen(cast, self.FILE))
        assert plan(chosen(cast, self.FILE), cast.account("liaison")).nothing_to_do

    def test_nobody_becomes_somebody_else(self, cast) -> None:
        """The address of an account in a cell joins nobody with that account."""
        known = cast.people["partner"]
        text = f"Name;Art;Ansprechpartner;E-Mail Kontaktperson\nNeu;Stadt;{known};{known.account.email}\n"
        imported(cast, chosen(cast, text.encode()))
        row = Representation.objects.get(organisation__name="Neu")
        assert row.person != known and row.person.account is None

    def test_where_a_lead_says_who_stands_it_is_a_fault(self, cast) -> None:
        text = f"Name;Ansprechpartner\n{cast.association.name};Amina Beispiel\n"
        found = plan(chosen(cast, text.encode()), cast.account("liaison"))
        assert "said by its lead" in found.faults[0].wrong

    def test_many_cost_no_more_questions_than_few(
        self, cast, django_assert_max_num_queries
    ) -> None:
        rows = "".join(f"Verein {n};Stadt;Amina Nr{'x' * n}\n" for n in range(40))
        run = chosen(cast, f"Name;Art;Ansprechpartner\n{rows}".encode())
        with django_assert_max_num_queries(12):
            found = plan(run, cast.account("liaison"))
        assert found.named == 40
        assert imported(cast, run).named == 40
        assert Person.objects.filter(given_name="Amina").count() == 40


NASTY = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)
BEGIN = st.sampled_from(["", "=", "+", "-", "@", "'", "''", "\t", "\r", "'=", "_x0041_", "＝", "0"])


class TestRoundTrip:
    """What is exported and imported again is the same."""

    @settings(derandomize=True, max_examples=200, deadline=None)
    @given(BEGIN, NASTY)
    def test_exactly_one_apostrophe(self, begin, rest) -> None:
        text = begin + rest
        assert without_apostrophe(harmless(text)) == text.translate(
            dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
        )
        assert text.startswith("'") is (harmless(text).startswith("''"))

    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(st.lists(st.tuples(BEGIN, NASTY), min_size=1, max_size=5))
    def test_both_files_hold_the_words(self, made) -> None:
        made = [" ".join(f"{begin}{rest}x".split()) for begin, rest in made]
        rows = [[text, "y"] for text in made]
        back = csv_in.read(b"".join(csv_file.csv_of(["Name", "Ort"], [rows], "de")))
        book, _rest = read_sheet(b"".join(xlsx_file.xlsx_of("Liste", ["Name", "Ort"], [rows])))
        expected = csv_in.read(csv_of_raw(rows)).rows
        assert [row.cells for row in back.rows[1:]] == [row.cells for row in expected]
        assert [row[1][0] for row in book["rows"][1:]] == [xlsx_file.plain(text) for text in made]


def csv_of_raw(rows) -> bytes:
    """The same words as another program writes them, each with the apostrophe that is taken off."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [[harmless(cell) for cell in row] for row in rows]
    )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("place", ["organisations", "partners"])
def test_a_list_that_comes_back_changes_nothing(cast, kind, language, place) -> None:
    for n, name in enumerate(
        [
            "=1+1 e. V.",
            "+49 Verein",
            "-minus",
            "@Verein",
            "'s Haus",
            "''Zwei",
            "_x0041_ Bund",
            "Ort",
        ]
    ):
        made = make.OrganisationFactory(
            name=name, place=["", "'s-Ort", "Köln"][n % 3], areas=["Nord, Süd", "=Ost"], languages=["de", "tr"],
            legal_form="-", kept_by=cast.police,
        )  # fmt: skip
        make.PartnerFactory(partnership=cast.north, organisation=made)
    Account.objects.filter(pk=cast.account("liaison").pk).update(language=language)
    columns = (
        "name,kind,place,areas,languages,legal_form"
        if place == "organisations"
        else "name,side,entry,standing,since"
    )
    path = (
        "/organisations/"
        if place == "organisations"
        else f"/partnerships/{cast.north.pk}/partners/"
    )
    answer = browser(cast, "liaison", language).get(path, {"columns": columns, "export": kind})
    data = b"".join(answer.streaming_content)
    before = list(Organisation.objects.values()), list(Partner.objects.values())
    for into in (None, cast.north):
        run = chosen(cast, data, partnership=into)
        found = plan(run, cast.account("liaison"))
        assert open_questions(run) == []
        assert (found.faults, found.new, found.changed) == ([], [], [])
        assert found.unchanged == len(run.rows) > 8
    assert (list(Organisation.objects.values()), list(Partner.objects.values())) == before


@pytest.mark.parametrize("make_file", [lambda rows: ods(ods_table(rows)), lambda rows: xlsx(*rows)])
def test_the_same_table_in_every_kind_of_file(cast, make_file) -> None:
    rows = [["Name", "Art", "Telefon"], ["Verein Neu", "Stadt", "'+49 231 1"]]
    found = plan(chosen(cast, make_file(rows)), cast.account("liaison"))
    assert found.new[0].values["phone"] == "+49 231 1"
