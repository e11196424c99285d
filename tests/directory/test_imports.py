"""Organisations from a file: what is recognised, what is wrong, all or nothing, and once."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from partnerships.directory import rules
from partnerships.directory.actions import imports
from partnerships.directory.importing.cells import read_cell
from partnerships.directory.importing.plan import plan
from partnerships.directory.importing.sample import faults_csv, sample_csv, sample_xlsx
from partnerships.directory.models import ImportRun, Organisation, OrganisationName, Partner
from partnerships.directory.tasks import forget_imports
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.tables_in import UnreadableTable
from partnerships.shared.templatetags.parts import when
from tests.cast import NAMES
from tests.factories import directory as make
from tests.journeys.forms import HTML, assert_plain, browser, words

HEAD = "Name;Art;Ort;E-Mail;Seit\n"
TWO = (
    HEAD
    + "Verein Eins e. V.;Migrantenorganisation;Köln;eins@example.org;31.12.2021\n"
    + "Zwei;Stadt;Essen;;\n"
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def chosen(cast, text: str | bytes, name: str = "liaison", **values) -> ImportRun:
    """The file is read, for North unless said otherwise; partnerships' days are attested today."""
    values.setdefault("partnership", cast.north)
    values.setdefault("defaults", {"attested_on": timezone.localdate().isoformat()})
    data = text if isinstance(text, bytes) else text.encode()
    return imports.read_import(data, by=cast.account(name), file_name="liste.csv", **values)


def imported(cast, text: str | bytes, name: str = "liaison", **values) -> ImportRun:
    run = chosen(cast, text, name, **values)
    by = cast.account(name)
    return imports.confirm_import(run, by=by, digest=plan(run, by).digest)


def faults(cast, text: str, name: str = "liaison", **values) -> list[tuple]:
    return [tuple(f) for f in plan(chosen(cast, text, name, **values), cast.account(name)).faults]


def without_lead(cast) -> None:
    """The association has no lead; the police keep its entry, so that their file may change it."""
    cast.association.representations.update(role="deputy", may_sign=False)
    Organisation.objects.filter(pk=cast.association.pk).update(kept_by=cast.police)


class TestGoodWay:
    """What an import does."""

    def test_new_organisations_become_partners(self, cast) -> None:
        run = imported(cast, TWO.encode("cp1252"))
        assert (run.created, run.changed, run.unchanged, run.rows) == (2, 0, 0, [])
        first, second = Organisation.objects.filter(
            name__in=["Verein Eins e. V.", "Zwei"]
        ).order_by("pk")
        assert (first.kind, first.place, first.email) == (
            "migrant_organisation",
            "Köln",
            "eins@example.org",
        )
        assert (first.sort_key, first.match_key) == ("verein eins e v", "eins verein")
        assert first.entered_by_id == cast.account("liaison").pk
        assert first.kept_by == second.kept_by == cast.police
        joined, attested = first.partners.get(), second.partners.get()
        assert (joined.since, joined.attested_on, joined.side) == (
            date(2021, 12, 31),
            None,
            "civil",
        )
        assert (attested.since, attested.attested_on) == (None, timezone.localdate())
        assert joined.sort_key == first.sort_key

    def test_the_same_file_again_changes_nothing(self, cast) -> None:
        imported(cast, TWO)
        before = list(Organisation.objects.values()), list(Partner.objects.values())
        again = plan(chosen(cast, TWO), cast.account("liaison"))
        assert again.nothing_to_do
        assert again.unchanged == 2
        run = imported(cast, TWO)
        assert (run.created, run.changed, run.unchanged) == (0, 0, 2)
        assert (list(Organisation.objects.values()), list(Partner.objects.values())) == before

    def test_without_a_partnership_their_importer_sees_them(self, cast) -> None:
        imported(cast, TWO, partnership=None)
        seen = Organisation.objects.visible_to(cast.account("liaison"))
        assert seen.filter(name="Zwei").exists()
        assert plan(chosen(cast, TWO, partnership=None), cast.account("liaison")).nothing_to_do

    def test_what_has_a_lead_is_changed_by_no_file_of_others(self, cast) -> None:
        text, refused = "Name;Ort\nVerein Nord e. V.;Hagen\n", "do not keep its entry"
        for name, place in (("liaison", cast.north), ("admin", cast.north), ("admin", None)):
            assert refused in faults(cast, text, name, partnership=place)[0][3]
        without_lead(cast)
        assert faults(cast, text) == []
        assert refused in faults(cast, text, "admin", partnership=None)[0][3]  # the police keep it

    def test_changes_and_empty_cells(self, cast) -> None:
        without_lead(cast)
        Organisation.objects.filter(pk=cast.association.pk).update(place="Dortmund", phone="0231 1")
        text = 'Name,City,Telephone,Website,Areas,Languages\nVerein Nord,dortmund,,verein.example,"A, B","Deutsch, tr"\n'
        run = imported(cast, text)
        found = Organisation.objects.get(pk=cast.association.pk)
        assert (run.created, run.changed) == (0, 1)
        assert (found.name, found.phone, found.version) == ("Verein Nord", "0231 1", 2)
        assert (found.website, found.areas, found.languages) == (
            "https://verein.example",
            ["A", "B"],
            ["de", "tr"],
        )
        assert found.place == "dortmund"
        assert found.partners.get().sort_key == found.sort_key == "verein nord"

    def test_one_event_each_and_one_for_all(self, cast) -> None:
        without_lead(cast)
        imported(cast, TWO + "Verein Nord e. V.;;Hagen;;\n")
        counted = {
            what: AuditEvent.objects.filter(what=f"directory.{what}").count()
            for what in (
                "organisation_entered",
                "organisation_edited",
                "partner_admitted",
                "organisations_imported",
            )
        }
        assert counted == {
            "organisation_entered": 2,
            "organisation_edited": 1,
            "partner_admitted": 2,
            "organisations_imported": 1,
        }
        event = AuditEvent.objects.get(what="directory.organisations_imported")
        counts = {"created": 2, "changed": 1, "named": 0, "left_out": 0}
        assert event.facts == {**counts, "partnership": cast.north.pk}

    def test_the_sample_is_a_file_that_can_be_imported(self, cast) -> None:
        for made in (sample_csv, sample_xlsx):
            for language in ("de", "en"):
                with override(language):
                    data = made()
                found = plan(chosen(cast, data), cast.account("liaison"))
                assert (found.faults, len(found.new)) == ([], 1)

    def test_a_title_may_stand_above_the_headings(self, cast) -> None:
        run = chosen(cast, "Liste der Vereine;;\n;;\nName;Art;Bemerkung\nA;Stadt;nett\n")
        assert run.rows == [[4, ["A", "Stadt", "nett"]]]
        assert run.ignored == ["Bemerkung"]


class TestRelations:
    """What an organisation is part of, and through which it is reached."""

    def test_entered_and_changed(self, cast) -> None:
        without_lead(cast)
        own = cast.association
        text = f"Name;Art;Teil von;Erreichbar über\nNeue Gruppe;Stadt;{own.name};\n{own.name};;;{cast.police.name}\n"
        imported(cast, text)
        own.refresh_from_db()
        assert Organisation.objects.get(name="Neue Gruppe").parent == own
        assert own.hosted_by == cast.police
        assert plan(chosen(cast, text), cast.account("liaison")).nothing_to_do

    @pytest.mark.parametrize(
        ("named", "wrong"),
        [
            ("Gibt es nicht", "No organisation that you see has this name."),
            ("Verein Süd e. V.", "No organisation that you see has this name."),
            ("x" * 201, "At most 200 characters"),
        ],
    )
    def test_whom_one_does_not_see_there_is_nobody(self, cast, named, wrong) -> None:
        hidden = cast.south.partners.get().organisation
        hidden.name = "Verein Süd e. V."
        hidden.save()
        found = faults(cast, f"Name;Art;Teil von\nNeu;Stadt;{named}\n")
        assert [(row, column) for row, column, _typed, _wrong in found] == [(2, "Part of")]
        assert wrong in found[0][3]

    def test_several_of_one_name(self, cast) -> None:
        for place in ("Essen", "Bochum"):
            made = make.OrganisationFactory(name="Treff", place=place)
            make.PartnerFactory(partnership=cast.north, organisation=made)
        found = faults(cast, "Name;Art;Teil von\nNeu;Stadt;Treff\n")
        assert "Several organisations" in found[0][3]

    def test_no_circle_by_itself_by_two_rows_or_by_what_is_there(self, cast) -> None:
        without_lead(cast)
        own, police = cast.association, cast.police
        head, circle = "Name;Teil von\n", "This would be a circle"
        for rows in (
            f"{own.name};{own.name}\n",
            f"{own.name};{police.name}\n{police.name};{own.name}\n",
        ):
            assert circle in faults(cast, head + rows)[0][3]
        Organisation.objects.filter(pk=police.pk).update(parent=own)
        assert circle in faults(cast, f"{head}{own.name};{police.name}\n")[0][3]

    def test_a_parent_that_one_does_not_see_is_not_told(self, cast) -> None:
        without_lead(cast)
        hidden = make.OrganisationFactory(name="Geheim")
        Organisation.objects.filter(pk=cast.association.pk).update(parent=hidden)
        text = f"Name;Teil von\n{cast.association.name};{cast.police.name}\n"
        found = plan(chosen(cast, text), cast.account("liaison"))
        assert found.changed[0].changes == {"parent": (None, cast.police)}


class TestRecognising:
    """Which organisation a row means."""

    def test_former_names_and_merged_duplicates_lead_to_todays(self, cast) -> None:
        own = cast.association
        OrganisationName.objects.create(
            organisation=own,
            name="Ganz früher",
            attested_on=date(2019, 1, 1),
            until_on=date(2020, 1, 1),
        )
        make.OrganisationFactory(name="Doppelt", merged_into=own)
        for name in ("Ganz früher", "Doppelt"):
            found = plan(chosen(cast, f"Name\n{name}\n"), cast.account("liaison"))
            assert found.nothing_to_do, name

    def test_the_place_tells_them_apart(self, cast) -> None:
        for place in ("Essen", "Bochum"):
            made = make.OrganisationFactory(name="Treff", place=place, kept_by=cast.police)
            make.PartnerFactory(partnership=cast.north, organisation=made)
        head = "Name;Ort;Telefon\n"
        assert plan(chosen(cast, head + "Treff;essen;\n"), cast.account("liaison")).faults == []
        assert (
            "Several organisations fit (Bochum, Essen)." in faults(cast, head + "Treff;;\n")[0][3]
        )
        found = plan(chosen(cast, "Name;Ort;Art\nTreff;Hagen;Stadt\n"), cast.account("liaison"))
        assert len(found.new) == 1

    def test_two_rows_for_one(self, cast) -> None:
        without_lead(cast)
        text = "Name;Art;Ort\nA Verein;Stadt;\nVerein A e.V.;Stadt;\nVerein Nord;;\nVerein Nord;;Hagen\n"
        found = faults(cast, text)
        assert [(f[0], f[3]) for f in found] == [
            (3, "This is the same organisation as in row 2."),
            (5, "A new organisation needs a kind."),
        ]

    def test_what_one_does_not_see_is_entered_anew_and_told_to_nobody(self, cast) -> None:
        away = cast.south.partners.get().organisation
        text = f"Name;Art\n{away.name};Stadt\n"
        assert len(plan(chosen(cast, text), cast.account("liaison")).new) == 1
        assert plan(chosen(cast, text, "admin", partnership=None), cast.account("admin")).new == []

    def test_what_one_sees_but_does_not_keep(self, cast) -> None:
        """The liaison officer sits in South's council and sees its partners."""
        body = make.BodyFactory(partnership=cast.south)
        make.SeatFactory(body=body, person=cast.people["liaison"], voting=False)
        away = cast.south.partners.get().organisation
        text = f"Name;Art;Ort\n{away.name};;Hagen\n"
        assert "do not keep its entry" in faults(cast, text, partnership=None)[0][3]
        away.refresh_from_db()
        assert away.place == ""

    def test_who_left_comes_back_later(self, cast) -> None:
        row = cast.association.partners.get()
        Partner.objects.filter(pk=row.pk).update(until_on=date(2023, 12, 31))
        told = faults(cast, "Name;Seit\nVerein Nord e. V.;31.12.2023\n")
        assert told[0][3].startswith("It was a partner until")
        run = imported(cast, "Name;Seit\nVerein Nord e. V.;01.01.2024\n")
        assert run.changed == 1
        assert cast.association.partners.count() == 2


class TestFaults:
    """Row, column, what was typed, what is wrong."""

    @pytest.mark.parametrize(
        ("slug", "text", "sentence"),
        [
            ("name", "x" * 201, "At most 200 characters; these are 201."),
            ("name", "…", "letters or digits"),
            ("name", "#REF!", "Excel shows an error"),
            ("kind", "Verein", "not known"),
            ("kind", "Migrantenorganisaton", "Do you mean"),
            ("email", "jemand", "Write an e-mail address"),
            ("email", "a@x.example; b@x.example", "cannot stand in an e-mail address"),
            ("email", f"{'x' * 250}@example.org", "Write an e-mail address"),
            ("phone", "abends", "not a telephone number"),
            ("phone", "+" * 41, "At most 40"),
            ("website", "javascript:alert(1)", "not the address"),
            ("website", "ftp://example.org", "not the address"),
            ("areas", "x" * 81, "At most 80"),
            ("areas", ",".join(map(str, range(31))), "At most 30 entries"),
            ("languages", "Klingonisch", "list of languages"),
            ("side", "links", "not known"),
            ("since", "31.02.2021", "no such day"),
            ("since", "2021", "Write the day as"),
            ("since", "13/31/2021", "Write the day as"),
            ("since", "31.12.21", "Write the day as"),
            ("since", "01.01.0001", "Write the day as"),
            ("since", "99999", "not come yet"),
            ("since", "01.01.2199", "not come yet"),
        ],
    )
    def test_in_a_cell(self, cast, slug, text, sentence) -> None:
        field = {"name": "Name", "kind": "Art", "email": "E-Mail", "phone": "Tel", "website": "Web", "areas": "Gebiete",
                 "languages": "Sprachen", "side": "Seite", "since": "Seit"}[slug]  # fmt: skip
        row = f'"{text}"\n' if slug == "name" else f'Neu;"{text}"\n'
        head = "Name;Ort\n" if slug == "name" else f"Name;{field}\n"
        found = [
            f
            for f in faults(
                cast, head + row, defaults={"kind": "city", "attested_on": "2024-01-01"}
            )
        ]
        assert len(found) == 1
        assert found[0][0] == 2
        assert sentence in found[0][3]
        assert found[0][2] == (text if len(text) <= 120 else text[:119] + "…")

    @pytest.mark.parametrize(
        ("text", "day"),
        [("31.12.2021", date(2021, 12, 31)), ("1. 2. 2021", date(2021, 2, 1)), ("2021-12-31", date(2021, 12, 31)),
         ("2021-12-31 00:00:00", date(2021, 12, 31)), ("44561", date(2021, 12, 31))],
    )  # fmt: skip
    def test_days(self, text, day) -> None:
        assert read_cell("since", text) == day

    def test_rows_that_do_not_fit(self, cast) -> None:
        found = faults(cast, "Name;Art\n;Stadt\nA;\nB;Stadt;zuviel\n")
        assert [(f[0], f[3].split(".")[0]) for f in found] == [
            (2, "The name is missing"),
            (3, "A new organisation needs a kind"),
            (4, "This row has more cells than there are headings"),
        ]

    def test_nobody_says_since_when(self, cast) -> None:
        assert faults(cast, "Name;Art\nA;Stadt\n", defaults={})[0][3].startswith("Say since when")

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [("Ort;Art\nA;B\n", "no column “Name”"), ("Name;Verein\nA;B\n", "Two columns mean “Name”"),
         ("Name;Art\n", "no rows"), ("", "empty")],
    )  # fmt: skip
    def test_of_the_whole_file(self, cast, text, sentence) -> None:
        with pytest.raises(UnreadableTable, match=sentence):
            chosen(cast, text)
        assert not ImportRun.objects.exists()

    def test_in_german(self, cast) -> None:
        with override("de"):
            assert read_cell("kind", "migrant organisation") == "migrant_organisation"

    def test_all_or_nothing(self, cast) -> None:
        run, by = chosen(cast, TWO + ";Stadt;;;\n"), cast.account("liaison")
        with pytest.raises(imports.ChangedMeanwhile):
            imports.confirm_import(run, by=by, digest=plan(run, by).digest)
        assert not Organisation.objects.filter(name="Zwei").exists()

    def test_the_list_of_faults_holds_no_formula(self, cast) -> None:
        run = chosen(cast, 'Name;Art\nA;"=HYPERLINK(1)"\n')
        assert b"'=HYPERLINK(1)" in faults_csv(plan(run, cast.account("liaison")).faults)


class TestConfirming:
    """Once, by the person who looked, and only what was shown."""

    def test_a_second_click_finds_it_done(self, cast) -> None:
        run, by = chosen(cast, TWO), cast.account("liaison")
        digest = plan(run, by).digest
        imports.confirm_import(run, by=by, digest=digest)
        assert imports.confirm_import(run, by=by, digest=digest).created == 2
        assert Organisation.objects.filter(name="Zwei").count() == 1

    def test_what_changed_meanwhile_is_told(self, cast) -> None:
        run, by = chosen(cast, TWO), cast.account("liaison")
        digest = plan(run, by).digest
        make.PartnerFactory(
            partnership=cast.north,
            organisation=make.OrganisationFactory(name="Zwei", place="Essen"),
        )
        with pytest.raises(imports.ChangedMeanwhile):
            imports.confirm_import(run, by=by, digest=digest)

    def test_only_ones_own_and_for_a_day(self, cast) -> None:
        run = chosen(cast, TWO)
        with pytest.raises(PermissionDenied):
            imports.confirm_import(run, by=cast.account("admin"), digest="")
        ImportRun.objects.update(made_at=timezone.now() - timedelta(hours=25))
        with pytest.raises(PermissionDenied):
            imports.confirm_import(run, by=cast.account("liaison"), digest="")
        assert forget_imports() == 1

    def test_withdrawn(self, cast) -> None:
        run = chosen(cast, TWO)
        imports.withdraw_import(run, by=cast.account("liaison"))
        assert not ImportRun.objects.exists()
        done = imported(cast, TWO)
        with pytest.raises(PermissionDenied):
            imports.withdraw_import(done, by=cast.account("liaison"))

    @pytest.mark.parametrize("name", [name for name in NAMES if name != "anonymous"])
    def test_who_may(self, cast, name) -> None:
        by = cast.account(name)
        assert bool(rules.can_import(by)) is (name in ("liaison", "admin"))
        assert bool(rules.can_import(by, cast.north)) is (name in ("liaison", "admin"))
        assert bool(rules.can_import(by, cast.south)) is (name == "admin")
        if name not in ("liaison", "admin"):
            with pytest.raises(PermissionDenied):
                chosen(cast, TWO, name)


@pytest.mark.django_db(transaction=True)
def test_two_people_import_the_same_new_organisations(cast) -> None:
    make.GrantFactory(person=cast.people["partner"], role="liaison", organisation=cast.police)
    runs = {name: chosen(cast, TWO, name) for name in ("liaison", "partner")}
    digests = {name: plan(run, cast.account(name)).digest for name, run in runs.items()}
    ended = []

    def confirm(name: str) -> None:
        try:
            imports.confirm_import(runs[name], by=cast.account(name), digest=digests[name])
            ended.append("done")
        except imports.ChangedMeanwhile:
            ended.append("changed")
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[name]) for name in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ended) == ["changed", "done"]
    assert Organisation.objects.filter(name="Zwei").count() == 1


class TestPages:
    """Upload, check, confirm."""

    def _send(self, client, data: bytes, name: str = "liste.csv", **values):
        file = SimpleUploadedFile(name, data)
        return client.post("/organisations/import/", {"file": file, **values}, follow=True)

    def test_from_the_file_to_the_partners(self, cast) -> None:
        client = browser(cast, "liaison")
        page = client.get("/organisations/import/")
        assert "Admit them to a partnership" in words(page.content)
        values = {"partnership": cast.north.pk, "attested_on": "2024-01-01"}
        shown = self._send(client, TWO.encode("cp1252"), **values)
        said = words(shown.content)
        assert "Import 2 organisations" in said
        assert "Windows, Western Europe" in said
        assert "Köln" in said
        assert words(str(when(date(2021, 12, 31)))) in said
        pk = shown.context["run"].pk
        sent = {"digest": shown.context["plan"].digest}
        done = client.post(f"/organisations/import/{pk}/confirm/", sent, follow=True)
        assert "Imported: 2 organisations." in words(done.content)
        again = self._send(client, TWO.encode("cp1252"), **values)
        assert "Nothing to do" in words(again.content)
        assert "Import 0" not in words(again.content)

    def test_faults_are_shown_in_the_persons_language(self, cast) -> None:
        for language in ("de", "en"):
            shown = self._send(browser(cast, "liaison", language), (TWO + ";Stadt;;x;\n").encode())
            assert shown.context["plan"].faulty == 1
            assert b'name="without_faulty"' in shown.content
        listed = browser(cast, "liaison").get(
            f"/organisations/import/{shown.context['run'].pk}/faults/"
        )
        assert listed["Content-Disposition"] == 'attachment; filename="faults.csv"'
        assert (
            listed.content.decode("utf-8-sig").splitlines()[0] == "Row,Column,Typed,What is wrong"
        )

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [(b"", "This file is empty."), (b"\x89PNG....", "picture"), (b"Ort\nx", "no column “Name”"),
         (b"x" * (5 * 1024 * 1024 + 9), "larger than 5 MB")],
    )  # fmt: skip
    def test_what_cannot_be_read(self, cast, data, sentence) -> None:
        shown = self._send(browser(cast, "liaison"), data)
        assert shown.status_code == 200
        assert sentence in words(shown.content)
        assert not ImportRun.objects.exists()

    def test_far_too_large(self, cast) -> None:
        assert self._send(browser(cast, "liaison"), b"x" * (7 * 1024 * 1024)).status_code == 413

    def test_other_addresses_keep_their_limit(self, cast) -> None:
        sent = {"file": SimpleUploadedFile("x.csv", b"x" * (3 * 1024 * 1024))}
        assert browser(cast, "liaison").post("/home/", sent).status_code == 413

    def test_hostile_words_stay_words(self, cast) -> None:
        text = f'Name;Art;{HTML}\n"{HTML}<img src=x onerror=alert(2)>{{{{ 7|add:7 }}}}";"{HTML}";\nB{HTML};Stadt;\n'
        shown = self._send(browser(cast, "liaison"), text.encode(), "<script>alert(9)</script>.csv")
        assert_plain(shown.content)
        good = self._send(browser(cast, "liaison"), f"Name;Art\nB{HTML};Stadt\n".encode())
        assert_plain(good.content)

    def test_somebody_elses_partnership_is_no_choice(self, cast) -> None:
        shown = self._send(browser(cast, "liaison"), TWO.encode(), partnership=cast.south.pk)
        assert "Select a valid choice" in words(shown.content)

    def test_somebody_elses_file_is_not_there(self, cast) -> None:
        run = chosen(cast, TWO)
        client = browser(cast, "admin")
        for verb in ("", "faults/"):
            assert client.get(f"/organisations/import/{run.pk}/{verb}").status_code == 404
        for verb in ("confirm/", "withdraw/"):
            assert client.post(f"/organisations/import/{run.pk}/{verb}").status_code == 404

    def test_withdrawing_from_the_page(self, cast) -> None:
        run = chosen(cast, TWO)
        answer = browser(cast, "liaison").post(
            f"/organisations/import/{run.pk}/withdraw/", follow=True
        )
        assert "Nothing was imported" in words(answer.content)
        assert not ImportRun.objects.exists()

    @pytest.mark.parametrize("format", ["csv", "xlsx"])
    def test_the_sample(self, cast, format) -> None:
        answer = browser(cast, "liaison", "de").get(
            f"/organisations/import/sample/?format={format}"
        )
        assert answer["Content-Disposition"].endswith(f'.{format}"')
        assert answer.status_code == 200
