"""People: who sees them and their number, who enters and edits them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnerships.agreements.document import facts
from partnerships.directory.actions import people as actions
from partnerships.directory.actions.appointments import agree_appointment
from partnerships.directory.actions.bodies import take_seat
from partnerships.directory.actions.representations import begin_representation
from partnerships.directory.models import Appointment, Invitation, Kind, Person, ShownTo, Side
from partnerships.directory.models.glance import Glance
from partnerships.directory.rules import people as rules
from partnerships.shared.versions import Conflict
from tests.cast import NAMES
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import NASTY, assert_plain, browser, typed, words

EVERYBODY = [name for name in NAMES if name != "anonymous"]
DAY = timedelta(days=1)


def who_sees(cast, person: Person) -> set[str]:
    rows = Person.objects.filter(pk=person.pk)
    return {n for n in EVERYBODY if rows.visible_to(cast.account(n)).exists()}


class TestSeeing:
    """Fellow members of today; more for those who keep an organisation."""

    def test_fellow_members(self, cast) -> None:
        assert who_sees(cast, cast.people["partner"]) == {"liaison", "chair", "partner", "admin"}
        assert who_sees(cast, cast.people["chair"]) == {"liaison", "chair", "partner", "admin"}
        assert who_sees(cast, cast.people["outsider"]) == {"outsider", "admin"}

    def test_former_people_for_their_organisations_lead(self, cast) -> None:
        assert who_sees(cast, cast.people["former"]) == {"partner", "former", "admin"}

    def test_people_to_come_for_those_who_keep_them(self, cast) -> None:
        coming = make.RepresentationFactory(
            organisation=cast.association, since=timezone.localdate() + DAY
        )
        assert who_sees(cast, coming.person) == {"partner", "liaison", "admin"}

    def test_a_former_seat_counts_no_more(self, cast) -> None:
        cast.people["chair"].seats.update(until_on=make.LONG_AGO)
        assert who_sees(cast, cast.people["chair"]) == {"chair", "admin"}

    def test_an_organisation_that_left(self, cast) -> None:
        cast.north.partners.filter(organisation=cast.association).update(ended_at=timezone.now())
        assert who_sees(cast, cast.people["partner"]) == {"partner", "admin"}

    def test_somebody_without_any_tie(self, cast) -> None:
        made = actions.enter_person(by=cast.account("partner"), family_name="Neu")
        assert who_sees(cast, made) == {"partner", "admin"}
        away = cast.south.partners.get().organisation
        make.RepresentationFactory(person=made, organisation=away)
        assert who_sees(cast, made) == {"outsider", "partner", "admin"}  # who keeps the entry, too
        Person.objects.filter(pk=made.pk).update(account=make.AccountFactory())
        assert who_sees(cast, made) == {"outsider", "admin"}  # now it is their own

    def test_the_list_and_the_page_agree(self, cast) -> None:
        for name in ("liaison", "partner", "outsider", "former", "dpo"):
            client = cast.client(name)
            listed = client.get("/people/").content.decode()
            for person in cast.people.values():
                seen = Person.objects.filter(pk=person.pk).visible_to(cast.account(name)).exists()
                path = f"/people/{person.pk}/"
                assert (path in listed) is seen
                assert client.get(path).status_code == (200 if seen else 404)

    def test_for_whom_they_stand_only_as_far_as_one_sees(self, cast) -> None:
        body = make.OrganisationFactory(name="Umma e. V.", kind=Kind.RELIGIOUS_UMBRELLA)
        make.RepresentationFactory(person=cast.people["partner"], organisation=body)
        path = f"/people/{cast.people['partner'].pk}/"
        assert "Umma" in cast.client("partner").get(path).content.decode()
        for name in ("liaison", "chair", "admin"):
            client = cast.client(name)
            assert "Umma" not in client.get(path).content.decode()
            assert "Umma" not in client.get("/people/").content.decode()


# Who reads the number of the association's lead.
PHONE = {
    ShownTo.NOBODY: {"partner"},
    ShownTo.ORGANISATION: {"partner", "colleague"},
    ShownTo.LIAISON: {"partner", "colleague", "liaison"},
    ShownTo.PARTNERSHIP: {"partner", "colleague", "liaison", "chair"},
}


@pytest.fixture
def lead(cast) -> Person:
    """With a number; `colleague` stands for the same organisation."""
    colleague = make.PersonFactory(account=make.AccountFactory(email="colleague@example.org"))
    cast.people["colleague"] = colleague
    make.RepresentationFactory(person=colleague, organisation=cast.association, role="deputy")
    person = cast.people["partner"]
    person.phone = "0231 555 0100"
    person.save()
    return person


class TestTelephone:
    """One rule: on the page, in the overview, on paper."""

    @pytest.mark.parametrize("shown", ShownTo.values)
    def test_who_reads_it(self, cast, lead, shown) -> None:
        lead.phone_shown_to = shown
        lead.save()
        names = [*EVERYBODY, "colleague"]
        assert {n for n in names if rules.phone_for(cast.account(n), lead)} == PHONE[shown]
        for name in ("liaison", "chair", "partner", "colleague", "admin"):
            page = cast.client(name).get(f"/people/{lead.pk}/").content.decode()
            assert ("0231 555 0100" in page) is (name in PHONE[shown])

    @pytest.mark.parametrize("shown", [ShownTo.ORGANISATION, ShownTo.LIAISON, ShownTo.PARTNERSHIP])
    def test_asking_somebody_tells_no_number(self, cast, lead, shown) -> None:
        """The outsider's lead asks the partner to stand for South: before the yes nothing is told or changed."""
        lead.phone_shown_to = shown
        lead.save()
        away, by = cast.south.partners.get().organisation, cast.account("outsider")
        asked = begin_representation(lead, away, by=by, role="deputy", since=make.LONG_AGO)
        assert isinstance(asked, Appointment) and asked.is_open
        assert rules.phone_for(cast.account("outsider"), lead) == ""
        assert not rules.can_edit_person(cast.account("outsider"), lead)
        agree_appointment(asked, by=cast.account("partner"))
        assert rules.phone_for(cast.account("outsider"), lead) == "0231 555 0100"
        assert not rules.can_edit_person(cast.account("outsider"), lead)

    def test_a_name_at_a_table_tells_no_number(self, cast, lead) -> None:
        table = make.BodyFactory(partnership=cast.south)
        seat = make.SeatFactory(body=table, person=lead, taken_at=None)
        assert rules.phone_for(cast.account("outsider"), lead) == ""
        take_seat(seat, by=cast.account("partner"))
        assert rules.phone_for(cast.account("outsider"), lead) == "0231 555 0100"

    @pytest.mark.parametrize("shown", ShownTo.values)
    def test_the_overview_says_the_same(self, cast, lead, shown) -> None:
        cast.north.partners.update(side=Side.AUTHORITY)
        lead.phone_shown_to = shown
        lead.save()
        for name in ("liaison", "chair", "partner", "colleague"):
            contacts = Glance.read(cast.north, cast.account(name)).contacts
            (found,) = [row.phone for row in contacts if row.name == str(lead)]
            assert found == rules.phone_for(cast.account(name), lead), name

    @pytest.mark.parametrize("shown", ShownTo.values)
    def test_paper_is_for_everybody(self, cast, lead, shown) -> None:
        lead.phone_shown_to = shown
        lead.save()
        made = agree.whole_agreement(partnership=cast.north, drafted_by=cast.account("liaison"))
        agree.PartyFactory(agreement=made, organisation=cast.association)
        numbers = {row["phone"] for row in facts.collect(made, "de")["contacts"]}
        assert ("0231 555 0100" in numbers) is (shown == ShownTo.PARTNERSHIP)


class TestEntering:
    """Without an account."""

    def test_on_a_page(self, cast) -> None:
        client = browser(cast, "partner")
        values = typed(client, "/people/enter/", given_name="Ada", family_name="Neu")
        answer = client.post("/people/enter/", values | {"languages": ["de", "tr"]})
        made = Person.objects.get(family_name="Neu")
        assert answer["Location"] == f"/people/{made.pk}/"
        assert (made.languages, made.entered_by) == (["de", "tr"], cast.account("partner"))
        assert made.kept_by == cast.association
        assert client.get(f"/people/{made.pk}/").status_code == 200

    def test_somebody_alike_is_asked_about_once(self, cast) -> None:
        client = browser(cast, "partner")
        values = typed(client, "/people/enter/", given_name="Chair", family_name="Beispiel")
        asked = client.post("/people/enter/", values)
        assert "Is it one of these?" in words(asked.content)
        assert Person.objects.filter(given_name="Chair").count() == 1
        assert client.post("/people/enter/", values | {"twin": "on"}).status_code == 302

    def test_of_hidden_people_nothing_is_said(self, cast) -> None:
        Person.objects.filter(pk=cast.people["outsider"].pk).update(email="weg@example.org")
        client = browser(cast, "partner")
        values = typed(client, "/people/enter/", given_name="Outsider", family_name="Beispiel")
        assert client.post("/people/enter/", values | {"email": "weg@example.org"})
        assert Person.objects.filter(given_name="Outsider").count() == 2

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"family_name": ""}, "This field is required."),
            ({"family_name": "\x00\u202e"}, "This field is required."),
            ({"family_name": "x" * 81}, "at most 80 characters"),
            ({"email": "nobody"}, "Write an e-mail address such as"),
            ({"languages": ["xx-nothing"]}, "Select a valid choice"),
            ({"phone_shown_to": "nobody"}, "Select a valid choice"),
        ],
    )
    def test_what_does_not_fit(self, cast, values, sentence) -> None:
        client = browser(cast, "partner")
        before = Person.objects.count()
        answer = client.post(
            "/people/enter/", typed(client, "/people/enter/", family_name="Neu") | values
        )
        assert answer.status_code == 200 and sentence in words(answer.content)
        assert Person.objects.count() == before

    def test_hostile_names_stay_plain(self, cast) -> None:
        client = browser(cast, "partner")
        values = typed(client, "/people/enter/", given_name=NASTY[:60], family_name=NASTY[:80])
        page = client.post("/people/enter/", values)["Location"]
        for path in (page, "/people/", f"{page}edit/", f"{page}invite/"):
            assert_plain(client.get(path).content)


@pytest.fixture
def kept(cast) -> Person:
    """Without an account; the police keep the entry, the person stands for the association."""
    person = make.PersonFactory(kept_by=cast.police)
    make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")
    return person


class TestEditing:
    """By the organisation that keeps the entry; with an account by the person alone."""

    def test_a_conflict_shows_both(self, cast, kept) -> None:
        path = f"/people/{kept.pk}/edit/"
        make.GrantFactory(person=cast.people["customs"], role="liaison", organisation=cast.police)
        one, two = browser(cast, "liaison"), browser(cast, "customs")
        old = typed(one, path, family_name="Von hier")
        new = typed(two, path, family_name="Von drüben")
        assert two.post(path, new).status_code == 302
        told = one.post(path, old)
        assert "Nothing was overwritten" in words(told.content)
        assert "Von drüben" in words(told.content)
        again = {b.name: b.value() for b in told.context["form"]}
        assert one.post(path, again).status_code == 302
        assert Person.objects.get(pk=kept.pk).family_name == "Von hier"

    def test_who_may(self, cast, kept) -> None:
        """Neither the organisation for which they stand, nor administrators: only who keeps the entry."""
        may = {n for n in EVERYBODY if rules.can_edit_person(cast.account(n), kept)}
        assert may == {"liaison"}
        alone = make.PersonFactory()
        may = {n for n in EVERYBODY if rules.can_edit_person(cast.account(n), alone)}
        assert may == {"admin"}
        with pytest.raises(Conflict):
            actions.edit_person(kept, by=cast.account("liaison"), version=7, family_name="X")

    @pytest.mark.parametrize("name", [n for n in EVERYBODY if n != "outsider"])
    def test_whoever_has_an_account_changes_it_themselves(self, cast, name) -> None:
        """Also against the one that entered and kept the entry before."""
        person = cast.people["partner"]
        Person.objects.filter(pk=person.pk).update(
            kept_by=cast.police, entered_by=cast.account("admin")
        )
        assert cast.client(name).get(f"/people/{person.pk}/edit/").status_code in (403, 404)
        for values in ({"family_name": "X"}, {"email": "x@example.org"}):
            with pytest.raises(PermissionDenied):
                actions.edit_person(person, by=cast.account(name), version=1, **values)

    def test_a_hidden_number_is_kept(self, cast, kept) -> None:
        Person.objects.filter(pk=kept.pk).update(
            phone="0231 555 0100", phone_shown_to=ShownTo.NOBODY
        )
        client, path = browser(cast, "liaison"), f"/people/{kept.pk}/edit/"
        assert "0231" not in client.get(path).content.decode()
        assert client.post(path, typed(client, path, given_name="Neu")).status_code == 302
        kept.refresh_from_db()
        assert (kept.phone, kept.given_name) == ("0231 555 0100", "Neu")

    def test_an_invitation_to_the_former_address_ends(self, cast) -> None:
        stands = make.RepresentationFactory(
            organisation=cast.association, role="deputy", person__kept_by=cast.association
        )
        Invitation.objects.create(
            person=stands.person, email="alt@example.org", expires_at=timezone.now() + DAY
        )
        Person.objects.filter(pk=stands.person_id).update(email="alt@example.org")
        client, path = browser(cast, "partner"), f"/people/{stands.person_id}/edit/"
        assert client.post(path, typed(client, path, email="neu@example.org")).status_code == 302
        assert Invitation.objects.get().withdrawn_at is not None


@pytest.mark.parametrize("name", EVERYBODY)
def test_looking_nearby_finds_the_same_people(cast, name) -> None:
    make.RepresentationFactory(organisation=cast.association, since=timezone.localdate() + DAY)
    make.PersonFactory(entered_by=cast.account(name))
    make.SeatFactory(body=cast.north.bodies.get(), person=make.PersonFactory())
    seen = Person.objects.visible_to(cast.account(name))
    near = Person.objects.visible_to(cast.account(name)).nearby(cast.account(name))
    assert set(near) == set(seen)


@pytest.mark.parametrize(("asked", "kept"), [("en", "en"), ("tlh", "de"), ("", "de")])
def test_only_an_offered_language_is_kept(cast, asked, kept) -> None:
    actions.choose_language(cast.account("partner"), asked)
    assert cast.account("partner").language == kept
