"""My own page: my entry, the copy of my data, corrections, and leaving."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.actions import data, me
from partnerships.directory.models import Correction, Person, Role, Seat
from partnerships.directory.rules import data as data_rules
from partnerships.shared.about import sections
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.audit.sentences import label_of
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.models import Letter
from tests.factories import directory as make
from tests.journeys.forms import NASTY, browser, opened, words


def entry(**changes):
    """What the form of the own entry sends."""
    given = {
        "given_name": "Neu",
        "family_name": "Name",
        "phone": "+49 231 123",
        "phone_shown_to": "liaison",
        "languages": ["de", "ar"],
    }
    return given | changes


class TestOwnEntry:
    """Name, telephone, languages."""

    def test_saved(self, cast) -> None:
        client, path = browser(cast, "partner"), reverse("directory:edit_me")
        client.post(path, opened(client, path) | entry())
        person = cast.people["partner"]
        person.refresh_from_db()
        assert (person.phone, person.phone_shown_to, person.languages) == (
            "+49 231 123",
            "liaison",
            ["de", "ar"],
        )
        assert AuditEvent.objects.filter(what="directory.own_entry_changed").exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"family_name": ""},
            {"family_name": "x" * 81},
            {"phone": "1" * 41},
            {"phone_shown_to": "police"},
            {"languages": ["klingon"]},
        ],
    )
    def test_wrong_keeps_the_rest(self, cast, wrong) -> None:
        client, path = browser(cast, "partner"), reverse("directory:edit_me")
        page = client.post(path, opened(client, path) | entry(**wrong))
        assert page.status_code == 200
        cast.people["partner"].refresh_from_db()
        assert cast.people["partner"].phone == ""

    def test_hostile_name(self, cast) -> None:
        client = browser(cast, "partner")
        path = reverse("directory:edit_me")
        sent = client.post(path, opened(client, path) | entry(given_name=NASTY[1:60]))
        assert sent.status_code == 302
        page = client.get(reverse("directory:me"))
        assert b"<script>alert" not in page.content


class TestCopy:
    """Art. 15: everything, but nobody else's, and no keys."""

    def test_holds_what_hangs_on_the_person(self, cast) -> None:
        person = cast.people["partner"]
        make.ContactFactory(
            organisation=cast.association, partnership=cast.north, noted_by=person, subject="Mein"
        )
        found = {
            section.label: section.rows for section in data.take_copy(person, by=person.account)
        }
        assert found["directory.person"][0]["Family name"] == person.family_name
        assert len(found["directory.representation"]) == 1
        assert found["directory.representation"][0]["Organisation"] == cast.association.name
        assert "directory.contact" in found

    def test_names_nobody_else(self, cast) -> None:
        admin, holder = cast.account("admin"), cast.people["complaints"]
        make.GrantFactory(person=holder, role=Role.LIAISON, given_by=admin, partnership=cast.south)
        told = str(list(sections([cast.people["admin"], admin])))
        assert str(holder) not in told
        assert holder.account.email not in told

    def test_tells_no_keys(self, cast, client) -> None:
        account = cast.account("partner")
        client.force_login(account)
        key = client.session.session_key
        told = str(list(sections([cast.people["partner"], account])))
        assert account.password not in told
        assert key not in told

    def test_page_and_file(self, cast) -> None:
        client = browser(cast, "partner")
        assert "Organisation" in words(client.get(reverse("directory:my_data")).content)
        file = client.get(reverse("directory:my_data") + "?format=json")
        assert file["Content-Disposition"].startswith("attachment")
        tables = {table["table"] for table in file.json()["tables"]}
        assert {"directory.account", "directory.person", "directory.representation"} <= tables

    def test_says_words_instead_of_codes(self, cast) -> None:
        person = cast.people["partner"]
        record("audit.log_read", by=person.account, target=person.account, facts={"person": 7})
        write("directory/representation_begun", to=person.account, facts={"representation": 1})
        found = {s.label: s.rows for s in sections([person, person.account])}
        assert found["audit.auditevent"][0]["What"] == label_of("audit.log_read")
        letter = found["letters.letter"][0]
        assert letter["Kind"] == "You stand for an organisation"
        assert not {"Taken up by the machine", "Taken up until"} & set(letter)
        told = browser(cast, "partner").get(reverse("directory:my_data")).content.decode()
        assert "audit.log_read" not in told and "directory/representation_begun" not in told
        assert "Person: no. 7" in told

    def test_somebody_elses_is_for_the_officer_and_on_record(self, cast) -> None:
        person = cast.people["partner"]
        address = reverse("directory:person_data", args=[person.pk])
        assert cast.client("dpo").get(address).status_code == 200
        event = AuditEvent.objects.get(what="directory.copy_taken")
        assert (event.by, event.target_id) == (cast.account("dpo"), person.pk)
        assert cast.client("liaison").get(address).status_code == 403
        assert cast.client("outsider").get(address).status_code == 404

    def test_the_officer_finds_the_person(self, cast) -> None:
        person, client = cast.people["partner"], cast.client("dpo")
        list_of_all = client.get(reverse("directory:people_data"), {"q": person.account.email})
        copy = reverse("directory:person_data", args=[person.pk])
        person.email = "Partner.Neu@example.org"
        person.save()
        found = client.get(reverse("directory:people_data"), {"q": "partner.neu@"})
        assert f'href="{copy}"' in found.content.decode()
        assert list_of_all.status_code == 200
        assert reverse("directory:people_data") in client.get("/corrections/").content.decode()

    def test_an_officer_finds_only_the_people_of_the_controller(self, cast) -> None:
        away = cast.south.partners.get().organisation
        officer = make.PersonFactory(account=make.AccountFactory())
        make.GrantFactory(person=officer, role=Role.DATA_PROTECTION, organisation=away)
        found = Person.objects.answered_for_by(officer.account)
        assert cast.people["outsider"] in found and cast.people["partner"] not in found
        assert not Person.objects.answered_for_by(cast.account("liaison")).exists()

    def test_an_officer_of_another_controller(self, cast) -> None:
        away = cast.south.partners.get().organisation
        officer = make.PersonFactory(account=make.AccountFactory())
        make.GrantFactory(person=officer, role=Role.DATA_PROTECTION, organisation=away)
        assert not data_rules.is_officer_for(officer.account, cast.people["partner"])
        assert data_rules.is_officer_for(officer.account, cast.people["outsider"])


class TestCorrections:
    """Art. 16: asked, due within a month, answered once."""

    def ask(self, cast, name="partner") -> Correction:
        return data.ask_correction(by=cast.account(name), about="Funktion", wish="Schatzmeisterin")

    def test_the_whole_way(self, cast, time_machine) -> None:
        time_machine.move_to("2026-01-31T10:00:00+01:00")
        asked = self.ask(cast)
        assert asked.due_on == date(2026, 2, 28)
        assert Letter.objects.get(kind="directory/correction_asked").recipient == cast.account(
            "dpo"
        )
        officer = browser(cast, "dpo")
        assert "Funktion" in words(officer.get(reverse("directory:corrections")).content)
        address = reverse("directory:correction", args=[asked.pk])
        officer.post(address, {"made": "no", "answer": "Das steht im Register anders."})
        asked.refresh_from_db()
        assert (asked.made, asked.answered_by) == (False, cast.account("dpo"))
        assert Letter.objects.filter(kind="directory/correction_answered").exists()
        mine = words(browser(cast, "partner").get(reverse("directory:my_data")).content)
        assert "Das steht im Register anders." in mine

    def test_only_once(self, cast) -> None:
        asked = self.ask(cast)
        data.answer_correction(asked, by=cast.account("dpo"), made=True, answer="Ja.")
        with pytest.raises(PermissionDenied):
            data.answer_correction(asked, by=cast.account("dpo"), made=False, answer="Nein.")

    def test_nobody_answers_themselves(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            data.answer_correction(
                self.ask(cast, "dpo"), by=cast.account("dpo"), made=True, answer="Ja."
            )

    def test_administrators_do_not_answer(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            data.answer_correction(self.ask(cast), by=cast.account("admin"), made=True, answer="J")

    def test_text_too_long_stays(self, cast) -> None:
        page = browser(cast, "partner").post(
            reverse("directory:ask_correction"), {"about": "x" * 201, "wish": "w" * 2000}
        )
        assert page.status_code == 200
        assert "w" * 2000 in page.content.decode()
        assert not Correction.objects.exists()


class TestLeaving:
    """Everything ends at once; the last administrator stays."""

    def test_everything_ends(self, cast) -> None:
        body = cast.north.bodies.get()
        person = cast.people["partner"]
        make.SeatFactory(body=body, person=person, organisation=cast.association, label="Stuhl")
        client = cast.client("partner")
        assert client.post(reverse("directory:leave")).status_code == 302
        assert client.get("/home/")["Location"].startswith("/accounts/login/")
        person.account.refresh_from_db()
        assert not person.account.is_active
        assert not person.representations.current().exists()
        chair = Seat.objects.current().get(label="Stuhl")
        assert chair.person is None

    def test_those_who_stay_are_told(self, cast) -> None:
        other = make.PersonFactory(account=make.AccountFactory())
        make.RepresentationFactory(person=other, organisation=cast.association, role="lead")
        me.leave(by=cast.account("partner"))
        assert Letter.objects.get(kind="directory/somebody_left").recipient == other.account

    def test_the_last_administrator(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            me.leave(by=cast.account("admin"))
        second = make.PersonFactory(account=make.AccountFactory())
        make.GrantFactory(person=second, role=Role.ADMINISTRATOR)
        me.leave(by=cast.account("admin"))
        assert not cast.people["admin"].grants.current().exists()

    def test_asking_changes_nothing(self, cast) -> None:
        assert cast.client("partner").get(reverse("directory:leave")).status_code == 200
        assert (
            cast.people["partner"].representations.filter(since__lte=timezone.localdate()).exists()
        )


class TestSeatsOfWhoLeaves:
    """What has ended stays as it was; a chair whose end is known is not set up a second time."""

    @pytest.mark.parametrize("days", [-30, 30])
    def test_with_a_last_day(self, cast, days) -> None:
        last = timezone.localdate() + timedelta(days=days)
        seat = make.SeatFactory(
            body=cast.north.bodies.get(), person=cast.people["partner"], until_on=last
        )
        before = Seat.objects.count()
        me.leave(by=cast.account("partner"))
        seat.refresh_from_db()
        assert (seat.ended_at is None) is (days < 0)
        assert (seat.until_on, Seat.objects.count()) == (last, before)

    def test_an_answer_to_whose_account_is_closed_reaches_nobody(self, cast) -> None:
        asked = data.ask_correction(by=cast.account("partner"), about="Name", wish="Anders")
        me.leave(by=cast.account("partner"))
        Letter.objects.all().delete()
        data.answer_correction(asked, by=cast.account("dpo"), made=True, answer="Gemacht.")
        assert not Letter.objects.exists()
