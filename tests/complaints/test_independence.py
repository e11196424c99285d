"""Nobody judges their own case: whom a complaint names, whose unit it concerns, and who is not free stays away."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone

from complaints.actions import apart
from complaints.actions import office as work
from complaints.actions.sorting import sort_complaint
from complaints.models import Complaint, Concern, Office, Recusal, seen_by, seen_by_house
from complaints.rules import can_move
from complaints.todo import items_of_complaints, items_of_offices
from partnerships.directory.models import Account, Kind, Organisation, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.factories import directory as make
from tests.factories.complaints import complaint, concern, keys_of, led, second_officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:
    """As in the demo: these officers sign in by their password."""
    settings.DEMO = True


def unit(name: str, parent: Organisation | None = None) -> Organisation:
    return make.OrganisationFactory(name=name, kind=Kind.POLICE, parent=parent)


def belongs(account: Account, organisation: Organisation, **values: object) -> Account:
    """Stands for the unit today."""
    person = account.person
    make.RepresentationFactory(person=person, organisation=organisation, **values)
    return Account.objects.get(pk=account.pk)


def is_seen(by: Account, row: Complaint) -> bool:
    """By the queryset, and behind the wall by SQL: both say the same."""
    by = Account.objects.get(pk=by.pk)
    with seen_by_house():
        asked = Complaint.objects.visible_to(by).filter(pk=row.pk).exists()
    with seen_by(by), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM complaints_complaint WHERE id = %s", [row.pk])
        behind = bool(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM complaints_message WHERE complaint_id = %s", [row.pk])
        assert bool(cursor.fetchone()[0]) == behind
        cursor.execute("SELECT count(*) FROM complaints_concern WHERE complaint_id = %s", [row.pk])
        assert behind or cursor.fetchone()[0] == 0
    assert asked == behind
    return asked


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def tie_by_name(row: Complaint, by: Account, office: Office) -> None:
    concern(row, officer=by)


def tie_by_unit(row: Complaint, by: Account, office: Office) -> None:
    station = unit("Wache Nord", office.authority)
    belongs(by, station)
    concern(row, unit=station)


def tie_below(row: Complaint, by: Account, office: Office) -> None:
    above = unit("Direktion Nord", office.authority)
    belongs(by, unit("Wache Nord", unit("Inspektion Nord", above)))
    concern(row, unit=above)


def tie_as_liaison(row: Complaint, by: Account, office: Office) -> None:
    station = unit("Wache Nord", office.authority)
    make.GrantFactory(person=by.person, role=Role.LIAISON, organisation=station)
    concern(row, unit=station)


@pytest.mark.parametrize("tie", [tie_by_name, tie_by_unit, tie_below, tie_as_liaison])
def test_who_is_concerned_sees_nothing_of_it(office, tie: Callable) -> None:
    row, by, other = complaint(office), second_officer(office), second_officer(office)
    assert is_seen(by, row) and is_seen(other, row)
    tie(row, by, office)
    by = Account.objects.get(pk=by.pk)
    assert not is_seen(by, row) and is_seen(other, row)
    client = client_of(by)
    for path in ("", "acknowledge/", "tell/", "draft/", "not-free/", "close/"):
        assert client.get(f"/complaints/{row.pk}/{path}").status_code == 404, path
    page = client.get("/complaints/").content.decode().replace("\xa0", " ")
    assert row.spaced_number not in page
    assert items_of_complaints(by) == [] and len(items_of_complaints(other)) == 1
    with pytest.raises(PermissionDenied, match="nennt Sie|betrifft|names you"):
        work.acknowledge(row, by=by)


def test_who_is_above_or_beside_or_no_longer_there_works_on_it(office) -> None:
    above = unit("Direktion Nord", office.authority)
    station, beside = unit("Wache Nord", above), unit("Wache Süd", above)
    row = complaint(office)
    concern(row, unit=station)
    ended = timezone.localdate() - timezone.timedelta(days=1)
    free = [
        belongs(second_officer(office), above),
        belongs(second_officer(office), beside),
        belongs(second_officer(office), station, until_on=ended),
    ]
    assert all(is_seen(by, row) for by in free)


def test_it_follows_units_that_move_and_merge(office) -> None:
    concerned, other = unit("Wache Nord", office.authority), unit("Wache Süd", office.authority)
    row, by = complaint(office), second_officer(office)
    by = belongs(by, other)
    concern(row, unit=concerned)
    assert is_seen(by, row)
    Organisation.objects.filter(pk=other.pk).update(parent=concerned)
    assert not is_seen(by, row)
    Organisation.objects.filter(pk=other.pk).update(parent=office.authority)
    assert is_seen(by, row)
    Organisation.objects.filter(pk=concerned.pk).update(merged_into=other)
    assert not is_seen(by, row)
    Organisation.objects.filter(pk=concerned.pk).update(merged_into=None)
    Organisation.objects.filter(pk=other.pk).update(merged_into=concerned)
    assert not is_seen(by, row)


def test_officers_of_the_installation_are_no_exception(office) -> None:
    row = complaint(office)
    account = make.AccountFactory()
    make.GrantFactory(person__account=account, role=Role.COMPLAINTS)
    assert is_seen(account, row)
    concern(row, officer=account)
    assert not is_seen(account, row)


def test_who_is_concerned_can_not_take_it_away_behind_the_wall(office) -> None:
    row, by = complaint(office), second_officer(office)
    concern(row, officer=by)
    with seen_by(by):
        assert Concern.objects.all().delete()[0] == 0
        assert Complaint.objects.update(stage="closed") == 0
    with seen_by_house():
        assert Concern.objects.count() == 1


def test_who_is_not_free_sees_that_it_exists_and_does_nothing(office) -> None:
    row, by, other = complaint(office), second_officer(office), second_officer(office)
    client, path = client_of(by), f"/complaints/{row.pk}/not-free/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": "none"}).status_code == 200
    for _turn in range(2):
        answer = client.post(path, {"reason": "kin"})
    assert answer.status_code == 403 and Recusal.objects.get().reason == "kin"
    page = client.get("/complaints/").content.decode().replace("\xa0", " ")
    assert row.spaced_number in page and is_seen(by, row)
    for deed in ("", "acknowledge/", "tell/", "draft/", "not-free/"):
        answer = client.get(f"/complaints/{row.pk}/{deed}")
        assert answer.status_code == 403 and "befangen" in answer.content.decode(), deed
    assert items_of_complaints(by) == [] and len(items_of_complaints(other)) == 1
    event = AuditEvent.objects.get(what="complaints.recused")
    assert event.by_id == by.pk and "kin" not in str(event.facts)


def test_administrators_hear_that_nobody_is_left_and_nothing_else(office, cast) -> None:
    admin = cast.account("admin")
    row, by = complaint(office), second_officer(office)
    everybody = [by, cast.account("complaints")]

    def said() -> list[str]:
        titles = [item.title for item in items_of_offices(admin)]
        return [title for title in titles if "andere" in title or "another" in title]

    assert said() == []
    for each in everybody:
        concern(row, officer=each)
    assert len(said()) == 1 and row.spaced_number not in said()[0]
    second_officer(office)
    assert said() == []


def test_what_concerns_the_office_itself_is_handed_on(office, cast) -> None:
    by = second_officer(office)
    row = led(office, "acknowledge", by=by)
    concern(row, unit=office.authority)
    assert "Administrators" in str(can_move(by, row, "answer").reason)
    elsewhere = unit("Landesamt")
    apart.name_elsewhere(office, elsewhere, by=cast.account("admin"))
    row = Complaint.objects.get(pk=row.pk)
    assert "Landesamt" in str(can_move(by, row, "answer").reason)
    assert not can_move(by, row, "ask") and can_move(by, row, "hand_on")
    assert can_move(cast.account("complaints"), row, "answer")
    with pytest.raises(PermissionDenied):
        apart.name_elsewhere(office, None, by=by)
    with pytest.raises(PermissionDenied):
        work.say(row, keys_of(row), kind="notice", text="x", language="de", by=by)


def test_administrators_name_the_other_place(office, cast) -> None:
    place = unit("Landesamt")
    path = f"/complaints/offices/{office.pk}/elsewhere/"
    client = cast.client("admin")
    assert "Landesamt" in client.get(path).content.decode()
    for _turn in range(2):
        assert client.post(path, {"place": place.pk}).status_code == 302
    assert Office.objects.get(pk=office.pk).elsewhere == place
    assert cast.client("complaints").get(path).status_code == 403
    assert client.post(path, {"place": 10**9}).status_code == 200


def test_who_keeps_a_colleague_away_does_not_do_it_unseen(office) -> None:
    """Neither the colleague nor whoever noted it is told, but those outside of the office are, each time that it changes."""
    by, colleague = second_officer(office), second_officer(office)
    row, outside = led(office, "acknowledge", by=by), make.AccountFactory()
    make.GrantFactory(person__account=outside, role=Role.DATA_PROTECTION)
    told = Letter.objects.filter(kind="complaints/circle")
    codes = {"sort": "conduct", "causes": ["conduct.behaviour"], "by": by}
    sort_complaint(row, **codes)
    assert not told.exists()
    sort_complaint(row, **codes, officers=[_stands_for(colleague, office)])
    assert [letter.recipient for letter in told] == [outside]
    assert not is_seen(colleague, row)
    told.delete()
    sort_complaint(row, **codes)
    assert [letter.recipient for letter in told.all()] == [outside], "also when it is taken back"


def _stands_for(account: Account, office: Office) -> int:
    """Number of the account, of whom the authority says so."""
    return belongs(account, office.authority).pk
