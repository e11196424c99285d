"""What waits for somebody stands on the home page: in which order, and what is over its last day. Source: issue 13, point 3."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from partnerships.directory.actions import appointments, bodies, invitations
from partnerships.directory.models import Grant, Person, Representation
from partnerships.directory.rules import can_confirm
from partnerships.directory.todo.state import State, state_for
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.actor import acting
from partnerships.shared.letters.models import Letter
from partnerships.shared.registry import home_cards
from partnerships.shared.todo import TodoItem
from tests.cast import Cast
from tests.clock import travel
from tests.factories import directory as make

ITEMS: list[TodoItem] = []
home_cards.add("tests.home", lambda account: ITEMS)


@pytest.fixture
def offered():
    """What a further card offers, beside those of the house; nothing at other times."""
    yield ITEMS
    ITEMS.clear()


def home(cast: Cast) -> str:
    return cast.client("liaison").get("/home/").content.decode()


def test_a_signature_comes_before_what_has_a_nearer_day(
    cast: Cast, offered: list[TodoItem]
) -> None:
    today = timezone.localdate()
    offered += [
        TodoItem("Ohne Tag", "/a/"),
        TodoItem("Später", "/b/", due=today + timedelta(days=9)),
        TodoItem("Bald", "/c/", due=today + timedelta(days=2)),
        TodoItem("Unterschrift", "/d/", due=today + timedelta(days=30), signs=True),
    ]
    page = home(cast)
    places = [page.index(title) for title in ("Unterschrift", "Bald", "Später", "Ohne Tag")]
    assert places == sorted(places)


@pytest.mark.parametrize(("days", "is_overdue"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_counts_to_its_end(
    cast: Cast, offered: list[TodoItem], days: int, is_overdue: bool
) -> None:
    offered.append(TodoItem("Auswerten", "/a/", due=timezone.localdate() + timedelta(days=days)))
    page = home(cast)
    assert ("überfällig seit" in page) is is_overdue
    assert ('class="dir-tasks__overdue"' in page) is is_overdue


def test_an_item_names_its_partnership(cast: Cast, offered: list[TodoItem]) -> None:
    offered.append(TodoItem("Auswerten", "/a/", where="Bündnis für <Alle>"))
    assert "Bündnis für &lt;Alle&gt;" in home(cast)


def test_whoever_runs_the_house_reads_how_it_runs(cast: Cast) -> None:
    page = cast.client("admin").get("/home/").content.decode()
    assert "Wie die Anwendung läuft" in page
    assert "Was mit Daten geschah" not in page
    assert "steht vielleicht still" not in page


def test_a_letter_that_nobody_takes_is_said(cast: Cast) -> None:
    letter = Letter.objects.create(kind="directory/invitation", email="a@b.example", language="de")
    Letter.objects.filter(pk=letter.pk).update(created_at=timezone.now() - timedelta(minutes=16))
    page = cast.client("admin").get("/home/").content.decode()
    assert "steht vielleicht still" in page


def test_a_seal_that_is_not_made_is_said(cast: Cast) -> None:
    with travel(timezone.now() - timedelta(minutes=16)), acting(cast.account("dpo")):
        record("lists.exported", by=cast.account("dpo"), target=cast.account("dpo"), facts={})
    page = cast.client("dpo").get("/home/").content.decode()
    assert "steht vielleicht still" in page


def test_an_officer_counts_only_what_the_log_shows_them(cast: Cast) -> None:
    """Events of another controller are in no figure of the home page."""
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role="data_protection", organisation=cast.association)
    officer = person.account
    before = state_for(officer).data
    for _time in range(3):
        with acting(cast.account("liaison")):
            record("lists.exported", by=cast.account("liaison"), target=cast.account("liaison"))
    assert state_for(officer).data == before
    assert state_for(cast.account("dpo")).data != before


@pytest.mark.parametrize("name", ["liaison", "partner", "outsider"])
def test_nobody_else_is_told_or_asks(cast: Cast, name: str, django_assert_num_queries) -> None:
    account = cast.account(name)
    assert not account.is_administrator()
    assert not account.access.has("data_protection")
    with django_assert_num_queries(0):
        assert state_for(account) == State([], [])


def lines(cast: Cast, name: str, where: str) -> list[str]:
    """Where the lines of the home page lead that begin like this."""
    page = cast.client(name).get("/home/").content.decode()
    return sorted(set(re.findall(rf'href="({where}[^"]*)"', page)))


def test_a_lead_of_the_authority_finds_the_roles_that_begin_with_their_yes(cast: Cast) -> None:
    make.RepresentationFactory(person=cast.people["outsider"], organisation=cast.police)
    lead, admin = cast.account("outsider"), cast.account("admin")
    asked, own = (
        make.GrantFactory(
            person=make.PersonFactory(account=make.AccountFactory()),
            organisation=cast.police,
            role="liaison",
            given_by=by,
        )
        for by in (admin, lead)
    )
    assert lines(cast, "outsider", "/roles/") == [f"/roles/{asked.pk}/"]
    assert cast.client("outsider").get(f"/roles/{asked.pk}/").status_code == 200
    assert not can_confirm(lead, own), "nobody is the second person for what they gave"
    assert lines(cast, "partner", "/roles/") == []


def test_a_lead_from_before_the_rule_is_asked_for_a_witness(cast: Cast) -> None:
    Representation.objects.filter(person=cast.people["partner"]).update(rests_on=None)
    path = f"/organisations/{cast.association.pk}/lead/"
    assert lines(cast, "partner", path) == [path]
    assert cast.client("partner").get(path).status_code == 200
    appointments.ask_to_lead(cast.association, by=cast.account("partner"))
    assert lines(cast, "partner", path) == []


def test_a_seat_waits_for_the_organisation_and_a_free_one_for_the_person(cast: Cast) -> None:
    body, by = cast.north.bodies.get(), cast.account("liaison")
    named = {"since": timezone.localdate(), "person": make.PersonFactory()}
    theirs = bodies.add_seat(body, by=by, label="Sitz", organisation=cast.association, **named)
    free = bodies.add_seat(body, by=by, label="Frei", **named | {"person": cast.people["partner"]})
    expected = sorted(f"/seats/{row.pk}/take/" for row in (theirs, free))
    assert lines(cast, "partner", "/seats/") == expected
    for row in (theirs, free):
        bodies.take_seat(row, by=cast.account("partner"))
    assert lines(cast, "partner", "/seats/") == []


def test_who_looks_after_the_house_finds_what_failed_and_what_waits_for_a_year(cast: Cast) -> None:
    Letter.objects.bulk_create(
        Letter(kind="directory/invitation", email="a@example.org", language="de", status="failed")
        for _each in range(100)
    )
    page = cast.client("admin").get("/home/").content.decode()
    assert "100 oder mehr" in page
    assert "/letters/?status=failed" in lines(cast, "admin", "/letters/")
    assert "/roles/?state=review" in lines(cast, "admin", "/roles/")
    Grant.objects.update(reviewed_on=timezone.localdate())
    Letter.objects.all().delete()
    assert "/roles/?state=review" not in lines(cast, "admin", "/roles/")
    assert "/letters/?status=failed" not in lines(cast, "admin", "/letters/")


def test_an_invitation_waits_for_the_organisation_until_it_has_agreed(cast: Cast) -> None:
    person = make.PersonFactory()
    make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")
    asked = invitations.invite(person, by=cast.account("admin"), email="neu@example.org")
    (path,) = lines(cast, "partner", f"/invitations/{asked.pk}/")
    assert cast.client("partner").get(path).status_code == 200
    assert lines(cast, "outsider", "/invitations/") == []
    Person.objects.filter(pk=person.pk).update(email="anders@example.org")
    assert lines(cast, "partner", "/invitations/") == [], "nobody agrees to a former address"


def test_who_is_asked_to_stand_somewhere_finds_the_question(cast: Cast) -> None:
    asked = appointments.ask_appointment(
        cast.people["outsider"], cast.association, by=cast.account("partner"), role="deputy"
    )
    path = f"/appointments/{asked.pk}/"
    assert lines(cast, "outsider", "/appointments/") == [path]
    assert cast.client("outsider").get(path).status_code == 200
    appointments.agree_appointment(asked, by=cast.account("outsider"))
    assert lines(cast, "outsider", "/appointments/") == []
