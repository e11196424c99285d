"""Records from a file into a draft: mapped, checked without writing, entered as a whole or not at all, gone without a trace."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from analyses.actions import importing
from analyses.actions.taking_part import end_participation
from analyses.forms.importing import MappingForm
from analyses.models import (
    Contribution,
    ImportFault,
    ImportMapping,
    ImportRun,
    ImportStage,
    LogEntry,
    Record,
    seen_by,
    seen_by_house,
)
from tests.factories import analyses as make
from tests.factories import analyses_imports as files

MOST_QUERIES = 40  # of a page, with those that set and put back what is in sight


@pytest.fixture
def draft(crew):
    return files.draft(crew)


def records(contribution):
    with seen_by_house():
        return list(Record.objects.filter(contribution=contribution).order_by("pk"))


def the_run():
    with seen_by_house():
        return ImportRun.objects.get()


def faults(run):
    with seen_by_house():
        return [(f.line, f.column, f.wrong) for f in run.faults.all()]


class TestTheWay:
    """From the file into the draft."""

    def test_a_file_comes_into_the_draft_as_a_whole(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        assert (run.stage, run.records, run.left_out) == (ImportStage.CHECKED, 5, 0), faults(run)
        assert run.counts == {"Person": 3, "Vehicle": 2}
        assert not records(draft)  # nothing is written by the dry run
        run = files.work(files.confirm(run, crew.second))
        assert run.stage == ImportStage.DONE
        made = records(draft)
        assert [(r.schema, r.caption, r.category) for r in made[:2]] == [
            ("Person", "Muster, Anna", "suspect"),
            ("Vehicle", "DO-AB 123", "no_person"),
        ]
        assert made[0].properties == {
            "lastName": ["Muster"],
            "firstName": ["Anna"],
            "birthDate": ["1985-03-07"],
            "phone": ["0231 123456"],
        }
        assert made[2].properties["birthDate"] == ["1990-01-31"]
        assert {(r.source, r.information, r.handling, r.is_assessment) for r in made} == {
            ("B", "2", "H0", False)
        }

    def test_what_is_noted_and_what_stays(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        sha256 = run.sha256
        run = files.work(files.confirm(run, crew.second))
        assert bytes(run.file) == b"" and not run.head and not run.sample and not faults(run)
        with seen_by_house():
            contribution = Contribution.objects.get(pk=draft.pk)
            entry = LogEntry.objects.get(what="records.imported")
        assert (contribution.file_sha256, contribution.file_name) == (sha256, "Mieter.csv")
        assert (entry.operation, entry.rows, entry.account_id) == ("collect", 5, crew.second.pk)
        assert (entry.object_id, entry.authority_id) == (draft.pk, crew.customs.pk)

    def test_the_same_file_does_not_come_twice(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        files.work(files.confirm(run, crew.second))
        with pytest.raises(ValidationError, match="already"):
            files.upload(draft, crew.second)

    def test_a_second_click_and_a_second_message_enter_nothing_twice(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        files.confirm(run, crew.second)
        files.confirm(files.again(run), crew.second)
        files.work(run)
        files.work(run)
        assert len(records(draft)) == 5

    def test_only_what_was_shown_is_confirmed(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        with seen_by(crew.second), pytest.raises(ValidationError, match="again"):
            importing.confirm_import(run, digest="other", by=crew.second)

    def test_lines_with_faults_stay_out_and_are_named(self, crew, draft):
        data = files.csv_of(
            files.ROWS[0],
            ("Falsch", "Otto", "31.02.1980", "", ""),
            ("Falsch", "Olga", "01.01.1980", "keine", "???"),
            files.ROWS[1],
        )
        run = files.check(files.upload(draft, crew.second, data), crew.second)
        assert (run.records, run.left_out) == (3, 2)
        assert [(line, column) for line, column, _wrong in faults(run)] == [
            (3, "Geburtsdatum"),
            (4, "Telefon"),
            (4, "Kennzeichen"),
        ]
        files.work(files.confirm(run, crew.second))
        assert len(records(draft)) == 3

    def test_the_meaning_of_columns_is_kept_for_the_authority(self, crew, draft):
        files.check(files.upload(draft, crew.second), crew.second)
        with seen_by(crew.second):
            mapping = ImportMapping.objects.get()
        assert mapping.columns == files.COLUMNS and mapping.fixed["source"] == "B"
        assert "handling_text" not in mapping.fixed  # free words may speak of a case
        with seen_by(crew.lead):
            assert not ImportMapping.objects.exists()


class TestEnds:
    """Whatever ends it before, nothing is entered and nothing stays."""

    def test_cancelled_it_leaves_nothing(self, crew, draft):
        run = files.upload(draft, crew.second, files.csv_of(("X", "Y", "31.02.1980", "", "")))
        run = files.check(run, crew.second)
        with seen_by(crew.second):
            importing.cancel_import(run, by=crew.second)
        with seen_by_house():
            assert not ImportRun.objects.exists() and not ImportFault.objects.exists()
            assert LogEntry.objects.filter(what="import.cancelled").count() == 1

    def test_cancelled_while_the_worker_has_it_nothing_is_entered(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        files.confirm(run, crew.second)
        with seen_by(crew.second):
            importing.cancel_import(run, by=crew.second)
        with seen_by(crew.second):
            files.tasks.work_on_import.apply(args=(run.pk, run.by_id), throw=True)
        assert not records(draft)

    def test_entered_it_cannot_be_cancelled(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        stale = files.again(run)
        files.work(files.confirm(run, crew.second))
        with seen_by(crew.second), pytest.raises(PermissionDenied):
            importing.cancel_import(stale, by=crew.second)
        assert len(records(draft)) == 5

    def test_submitted_meanwhile(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        files.confirm(run, crew.second)
        files.submit(draft)
        run = files.work(run)
        assert (run.stage, run.ended_because) == (ImportStage.ENDED, "submitted")
        assert bytes(run.file) == b"" and not records(draft)

    @pytest.mark.parametrize("when", ["checking", "entering"])
    def test_taken_out_of_the_case_meanwhile(self, crew, draft, when):
        run = files.upload(draft, crew.second)
        if when == "entering":
            files.confirm(files.check(run, crew.second), crew.second)
        else:
            with seen_by(crew.second):
                importing.check_file(
                    run, header_rows=1, columns=files.COLUMNS, fixed=files.FIXED, by=crew.second
                )
        with seen_by(crew.lead):
            own = draft.case.participations.get(account=crew.second)
            end_participation(own, reason="abgegeben", by=crew.lead)
        run = files.work(run)
        assert (run.stage, run.ended_because) == (ImportStage.ENDED, "right")
        assert not records(draft)

    def test_an_account_that_was_closed(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        files.confirm(run, crew.second)
        type(crew.second).objects.filter(pk=crew.second.pk).update(is_active=False)
        assert files.work(run).ended_because == "right"
        assert not records(draft)

    def test_a_hint_that_names_somebody_else_does_nothing(self, crew, draft):
        run = files.check(files.upload(draft, crew.second), crew.second)
        files.confirm(run, crew.second)
        files.tasks.work_on_import.apply(args=(run.pk, crew.lead.pk), throw=True)
        assert files.again(run).stage == ImportStage.ENTERING
        assert not records(draft)

    def test_the_clock_forgets_what_nobody_confirms(self, crew, draft, settings):
        files.check(files.upload(draft, crew.second), crew.second)
        assert files.tasks.forget_imports() == 0
        settings.ANALYSES_IMPORT_DAYS = 0
        assert files.tasks.forget_imports() == 1
        with seen_by_house():
            assert not ImportRun.objects.exists()
            assert LogEntry.objects.filter(what="import.forgotten", account_id=None).exists()


class TestRights:
    """Who may, and who sees."""

    def test_others_bring_nothing_in(self, crew, draft):
        for by in (crew.lead, crew.third, crew.legal, crew.guard):
            with seen_by_house(), pytest.raises(PermissionDenied):
                importing.read_file(draft, data=files.csv_of(*files.ROWS), file_name="x", by=by)

    def test_the_own_authority_in_the_case_sees_it_and_nobody_else(self, crew, draft):
        run = files.upload(draft, crew.second, files.csv_of(("X", "Y", "31.02.1980", "", "")))
        files.check(run, crew.second)
        files.submit(draft)
        stranger = make.officer(crew.customs)  # of the same authority, not named in the case
        for by in (crew.lead, crew.third, crew.legal, crew.guard, stranger):
            with seen_by(by):
                assert not ImportRun.objects.exists() and not ImportFault.objects.exists()
        with seen_by(crew.second):
            assert ImportRun.objects.count() == 1 and ImportFault.objects.count() == 1

    @pytest.mark.without_sight
    def test_without_sight_there_is_no_row(self, crew, draft):
        files.check(files.upload(draft, crew.second), crew.second)
        with connection.cursor() as cursor:
            for table in ("importrun", "importfault", "importmapping"):
                cursor.execute(f"SELECT count(*) FROM analyses_{table}")
                assert cursor.fetchone() == (0,)


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


class TestPages:
    """What a person sees and sends."""

    def upload(self, client, draft, data, name="Mieter.csv"):
        address = reverse("analyses:import_records", args=[draft.pk])
        assert client.get(address).status_code == 200
        return client.post(address, {"file": SimpleUploadedFile(name, data)})

    def said(self, *columns, **values):
        return {f"column_{at}": target for at, target in enumerate(columns)} | {
            "category": "suspect",
            "fact": "fact",
            "source": "B",
            "information": "2",
            "codes": "europol",
            "reliable_is": "B",
            **values,
        }

    def test_the_whole_way(self, crew, draft):
        client = signed_in(crew.second)
        answer = self.upload(client, draft, files.csv_of(*files.ROWS, ("", "", "", "", "")))
        assert answer.status_code == 302
        page = client.get(answer["Location"]).content.decode()
        # The meaning of known headings is proposed.
        assert page.count(" selected") >= 5 and "DO-AB 123" in page
        run = the_run()
        answer = client.post(answer["Location"], self.said(*files.COLUMNS))
        address = reverse("analyses:import", args=[run.pk])
        assert (answer.status_code, answer["Location"]) == (302, address)
        page = client.get(address).content.decode()
        assert "hx-get" in page
        assert client.get(reverse("analyses:import_progress", args=[run.pk])).status_code == 200
        run = files.work(run)
        assert client.get(reverse("analyses:import_progress", args=[run.pk])).status_code == 286
        page = client.get(address).content.decode()
        assert run.digest in page and "DO-AB 123" in page
        client.post(reverse("analyses:confirm_import", args=[run.pk]), {"digest": run.digest})
        files.work(run)
        page = client.get(address).content.decode()
        assert run.sha256[:16] in page and "DO-AB 123" not in page
        assert len(records(draft)) == 5
        # The next file with these headings needs nothing but a look.
        other = files.draft(crew, draft.case)
        answer = self.upload(client, other, files.csv_of(files.ROWS[1]))
        page = client.get(answer["Location"]).content.decode()
        assert "bekannt" in page or "known from a former file" in page

    @pytest.mark.parametrize(
        "name", ["import", "import_progress", "import_columns", "import_faults"]
    )
    def test_for_others_there_is_nothing(self, crew, draft, name):
        run = files.check(files.upload(draft, crew.second), crew.second)
        for by in (crew.lead, crew.third, crew.legal, crew.guard, make.officer(crew.customs)):
            assert signed_in(by).get(reverse(f"analyses:{name}", args=[run.pk])).status_code == 404
        for address in ("confirm_import", "cancel_import"):
            for by in (crew.lead, crew.third):
                answer = signed_in(by).post(reverse(f"analyses:{address}", args=[run.pk]))
                assert answer.status_code == 404

    def test_pages_ask_little(self, crew, draft, django_assert_max_num_queries):
        run = files.check(files.upload(draft, crew.second), crew.second)
        client = signed_in(crew.second)
        client.get(reverse("analyses:import", args=[run.pk]))
        for name, pk in (
            ("import_records", draft.pk),
            ("import", run.pk),
            ("import_progress", run.pk),
            ("import_columns", run.pk),
        ):
            with django_assert_max_num_queries(MOST_QUERIES):
                client.get(reverse(f"analyses:{name}", args=[pk]))

    def test_faults_as_a_file(self, crew, draft):
        data = files.csv_of(("X", "Y", "31.02.1980", "", ""), ("Z", "Y", "=1", "", ""))
        run = files.check(files.upload(draft, crew.second, data), crew.second)
        answer = signed_in(crew.second).get(reverse("analyses:import_faults", args=[run.pk]))
        text = b"".join(answer.streaming_content).decode()
        assert "31.02.1980" in text and "'=1" in text
        with seen_by_house():
            assert LogEntry.objects.filter(what="import.faults_exported", rows=2).exists()

    def test_several_rows_of_headings(self, crew, draft):
        data = files.csv_of(
            ("Mieter", "", "Fahrzeug"),
            ("Nachname", "Vorname", "Kennzeichen"),
            ("Muster", "Anna", "DO-AB 123"),
            headings=None,
        )
        client = signed_in(crew.second)
        answer = self.upload(client, draft, data)
        page = client.get(answer["Location"]).content.decode()
        assert "Mieter / Vorname" in page
        client.post(
            answer["Location"],
            self.said("Person.lastName", "Person.firstName", "Vehicle.registrationNumber"),
        )
        run = files.work(the_run())
        assert (run.header_rows, run.records) == (2, 2)
        page = client.get(f"{answer['Location']}?headings=1").content.decode()
        assert "Mieter / Vorname" not in page

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"column_0": "Person.lastName", "column_1": "Person.lastName"}, "column_1"),
            ({"category": ""}, "category"),
            ({"source": ""}, "source"),
            ({"handling": "H3"}, "handling_text"),
            ({"column_0": "", "column_1": ""}, "__all__"),
        ],
    )
    def test_what_is_missing_is_asked(self, crew, draft, wrong, field):
        run = files.upload(draft, crew.second, files.csv_of(("A", "B"), headings=("X", "Y")))
        form = MappingForm(
            self.said("Person.lastName", "Person.firstName") | wrong, run=run, header_rows=1
        )
        assert field in form.errors
