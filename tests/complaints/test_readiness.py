"""An office receives only when everything that must be noted first is noted by one and confirmed by another."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from complaints.actions import offices, readiness
from complaints.models import Office, OfficeKey, OfficeNote, Requirement
from complaints.models.offices import GRACE
from complaints.sealed_rows import path_of
from complaints.todo import items_of_offices
from partnerships.directory.models import Invitation, Kind, Role
from partnerships.shared.audit.models import AuditEvent
from tests.factories import directory as make
from tests.factories.complaints import meet_requirements, open_office

PAPER = {"requirement": "council", "person": "Kim Beispiel", "reference": "PR 7"}


@pytest.fixture
def opened(cast, settings, tmp_path) -> Office:
    """Opened, with a key, and nothing noted."""
    settings.COMPLAINTS_KEYS = tmp_path / "keys"
    office = offices.set_up_office(
        cast.police, phone="0231 5550110", opened_on=timezone.localdate()
    )
    offices.make_key(office)
    return office


def note(office: Office, cast, by: str = "complaints", **other: object) -> OfficeNote:
    facts = {"on_day": timezone.localdate(), **PAPER, **other}
    return readiness.note_requirement(office, by=cast.account(by), **facts)


def receives(office: Office) -> bool:
    form = Client().get("/de/complaint/write/").content.decode()
    is_there = Office.objects.receiving().filter(pk=office.pk).exists()
    assert is_there == ('name="step"' in form)
    return is_there


def test_only_with_all_four_it_receives(cast, opened) -> None:
    confirmer = cast.account("dpo")
    assert not receives(opened)
    for paper in ("impact", "council", "processing"):
        readiness.confirm_note(note(opened, cast, requirement=paper), by=confirmer)
        assert not receives(opened)
    key = opened.newest_key()
    tried = readiness.note_recovery(key, keepers=("Kim Beispiel", "Mika Muster"), reference="1")
    assert not receives(opened)
    readiness.confirm_note(tried, by=confirmer)
    assert receives(opened)


@pytest.mark.parametrize("but", Requirement.values)
def test_without_one_of_them_it_receives_nothing(opened, but) -> None:
    meet_requirements(opened, but=but)
    assert not receives(opened)


def test_nobody_lets_an_office_receive_alone(cast, opened) -> None:
    for name in ("admin", "complaints"):
        row = note(opened, cast, by=name)
        for other in ("admin", "complaints", "liaison", "approver"):
            with pytest.raises(PermissionDenied):
                readiness.confirm_note(row, by=cast.account(other))
    with pytest.raises(PermissionDenied):
        note(opened, cast, by="dpo")
    with pytest.raises(PermissionDenied):
        note(opened, cast, by="liaison")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMPLAINTS])
def test_a_data_protection_officer_who_also_notes_confirms_nothing(cast, opened, role) -> None:
    """Nor what the machine noted: an administrator alone could have tried both halves."""
    make.GrantFactory(person=cast.people["dpo"], role=role)
    tried = readiness.note_recovery(opened.newest_key(), keepers=("A", "B"), reference="1")
    for row in (tried, note(opened, cast)):
        with pytest.raises(PermissionDenied):
            readiness.confirm_note(row, by=cast.account("dpo"))


def test_the_second_person_was_not_let_in_by_the_first_alone(cast, opened) -> None:
    person = make.PersonFactory(account=make.AccountFactory())
    Invitation.objects.create(
        person=person,
        email=person.account.email,
        invited_by=cast.account("complaints"),
        accepted_at=timezone.now(),
        expires_at=timezone.now(),
    )
    make.GrantFactory(person=person, role=Role.DATA_PROTECTION)
    account = type(cast.account("dpo")).objects.get(pk=person.account_id)
    with pytest.raises(PermissionDenied, match="independent"):
        readiness.confirm_note(note(opened, cast), by=account)


def test_data_protection_of_another_authority_sees_nothing_of_it(cast, opened) -> None:
    away = make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE)
    person = make.PersonFactory(account=make.AccountFactory())
    make.GrantFactory(person=person, role=Role.DATA_PROTECTION, organisation=away)
    client = Client()
    client.force_login(person.account)
    row = note(opened, cast)
    assert "Polizei Nord" not in client.get("/complaints/offices/").content.decode()
    assert client.post(f"/complaints/offices/notes/{row.pk}/confirm/").status_code == 404


def test_on_the_pages(cast, opened) -> None:
    address = "/complaints/offices/"
    page = cast.client("complaints").get(address).content.decode()
    assert "nimmt nichts an" in page and "Personalrat" in page
    cast.client("complaints").post(
        f"{address}{opened.pk}/note/",
        {"requirement": "council", "person": "Kim B.", "on_day": "2026-01-05", "reference": "PR"},
    )
    row = OfficeNote.objects.get()
    own = f"{address}notes/{row.pk}/"
    assert cast.client("complaints").post(f"{own}confirm/").status_code == 403
    assert "Kim B." in cast.client("dpo").get(f"{own}confirm/").content.decode()
    assert cast.client("dpo").post(f"{own}confirm/").status_code == 302
    assert "Kim B." in cast.client("admin").get(address).content.decode()
    assert cast.client("admin").post(f"{own}end/").status_code == 302
    assert "Kim B." not in cast.client("admin").get(address).content.decode()
    for name in ("liaison", "partner", "analyst", "outsider"):
        assert cast.client(name).get(address).status_code == 403
    events = AuditEvent.objects.filter(what__startswith="complaints.office_note")
    assert set(events.values_list("what", "by_id")) == {
        ("complaints.office_noted", cast.account("complaints").pk),
        ("complaints.office_note_confirmed", cast.account("dpo").pk),
        ("complaints.office_note_ended", cast.account("admin").pk),
    }


def test_what_is_taken_back_closes_the_form_at_once(cast, office) -> None:
    row = OfficeNote.objects.in_effect().get(requirement="impact")
    assert receives(office)
    readiness.end_note(row, by=cast.account("dpo"))
    assert not receives(office)


def test_a_new_note_takes_the_place_of_the_former_without_closing(cast, office) -> None:
    row = note(office, cast, person="Neu Beispiel")
    assert receives(office)
    readiness.confirm_note(row, by=cast.account("dpo"))
    assert receives(office)
    assert OfficeNote.objects.in_effect().get(requirement="council").person == "Neu Beispiel"


def test_a_new_key_wants_its_recovery_tried_within_two_weeks(cast, office) -> None:
    def alarms() -> list[str]:
        with override("en"):
            return [str(item.title) for item in items_of_offices(cast.account("admin"))]

    assert alarms() == []
    offices.make_key(office)
    assert receives(office) and alarms() == ["Try the recovery of the new key: Polizei Nord"]
    key = office.newest_key()
    OfficeKey.objects.filter(pk=key.pk).update(made_at=timezone.now() - GRACE)
    assert not receives(office) and alarms() == ["Polizei Nord receives no complaints"]
    tried = readiness.note_recovery(key, keepers=("A", "B"), reference="1")
    OfficeKey.objects.filter(pk=key.pk).update(made_at=timezone.now() - timedelta(days=1))
    readiness.confirm_note(tried, by=cast.account("dpo"))
    assert receives(office) and alarms() == []


def test_administrators_hear_what_is_wrong_and_data_protection_what_waits(cast, opened) -> None:
    def titles(name: str) -> list[str]:
        return [str(item.title) for item in items_of_offices(cast.account(name))]

    assert titles("admin") == ["Polizei Nord receives no complaints"] and titles("dpo") == []
    note(opened, cast)
    assert titles("dpo") == ["Confirm what complaints offices have noted"]
    assert titles("complaints") == titles("liaison") == []
    meet_requirements(opened)
    path_of(opened.newest_key()).unlink()
    assert titles("admin") == ["The key of the complaints office is missing: Polizei Nord"]
    home = cast.client("admin").get("/home/").content.decode()
    assert "Der Schlüssel der Beschwerdestelle fehlt: Polizei Nord" in home


def test_what_the_table_refuses(cast, opened) -> None:
    with pytest.raises(ValidationError):
        note(opened, cast, on_day=timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValidationError):
        note(opened, cast, requirement="recovery")
    with pytest.raises(ValidationError):
        readiness.note_recovery(opened.newest_key(), keepers=("Kim B.", " KIM B."), reference="1")
    row = note(opened, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeNote.objects.filter(pk=row.pk).update(
            confirmed_by=row.noted_by, confirmed_at=timezone.now()
        )


def test_an_office_of_another_authority_goes_by_its_own_notes(opened) -> None:
    other = open_office(make.OrganisationFactory(name="Polizei Fern", kind=Kind.POLICE))
    assert list(Office.objects.receiving()) == [other]
