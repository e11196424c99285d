"""The contact history: both sides read and write it, nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.actions import contacts as actions
from partnerships.directory.models import Contact, Role
from partnerships.directory.rules import contacts as rules
from partnerships.shared.audit.models import AuditEvent
from tests.cast import NAMES
from tests.factories import directory as make
from tests.journeys.forms import browser, words

EVERYBODY = [name for name in NAMES if name != "anonymous"]
READERS = {"liaison", "partner"}
TODAY = timezone.localdate


@pytest.fixture
def contact(cast) -> Contact:
    """Noted by the police's liaison officer about the association."""
    return make.ContactFactory(
        organisation=cast.association,
        partnership=cast.north,
        noted_by=cast.people["liaison"],
        subject="Besuch im Vereinsheim",
        text="Zeile eins\n\nZeile zwei",
    )


def noted(cast, name: str = "partner", **values) -> Contact:
    """A contact noted by a member of the cast."""
    given = {"kind": "call", "on_day": TODAY(), "subject": "Anruf", "partnership": cast.north}
    return actions.note_contact(cast.association, by=cast.account(name), **(given | values))


class TestRules:
    """Who reads, who writes, who corrects."""

    @pytest.mark.parametrize("name", EVERYBODY)
    def test_readers(self, cast, contact, name) -> None:
        by = cast.account(name)
        assert bool(rules.can_read_contacts(by, cast.association)) is (name in READERS)
        assert bool(rules.can_note_contact(by, cast.association)) is (name in READERS)
        assert Contact.objects.visible_to(by).exists() is (name in READERS)
        assert bool(rules.can_correct_contact(by, contact)) is (name == "liaison")

    def test_of_another_partnership(self, cast) -> None:
        make.PartnerFactory(partnership=cast.south, organisation=cast.association)
        there = make.ContactFactory(
            organisation=cast.association,
            partnership=cast.south,
            noted_by=cast.people["outsider"],
        )
        assert there not in Contact.objects.visible_to(cast.account("liaison"))
        assert there in Contact.objects.visible_to(cast.account("partner"))

    def test_who_left_reads_no_more(self, cast, contact) -> None:
        cast.people["partner"].representations.update(until_on=TODAY() - timedelta(days=1))
        assert not Contact.objects.visible_to(cast.account("partner")).exists()


class TestNoting:
    """Both sides note; each only changes their own."""

    def test_capacity_stands_in_the_log(self, cast) -> None:
        noted(cast)
        event = AuditEvent.objects.get(what="directory.contact_noted")
        stand = cast.people["partner"].representations.get()
        assert event.capacity == f"directory.Representation:{stand.pk}"
        assert set(event.facts) == {"organisation", "partnership"}

    def test_in_a_foreign_partnership(self, cast) -> None:
        with pytest.raises(ValidationError):
            noted(cast, partnership=cast.south)

    def test_somebody_else_refused(self, cast, contact) -> None:
        for name in set(EVERYBODY) - READERS:
            with pytest.raises(PermissionDenied):
                noted(cast, name)
        for change in (actions.remove_contact, actions.correct_contact):
            with pytest.raises(PermissionDenied):
                change(contact, by=cast.account("partner"))

    def test_correct_and_remove(self, cast) -> None:
        contact, by = noted(cast), cast.account("partner")
        actions.correct_contact(contact, by=by, subject="Doch ein Besuch", kind="visit")
        contact.refresh_from_db()
        assert (contact.subject, contact.kind) == ("Doch ein Besuch", "visit")
        actions.remove_contact(contact, by=by)
        assert not Contact.objects.filter(pk=contact.pk).exists()


class TestPages:
    """As a browser meets them."""

    def test_both_read_the_same(self, cast, contact) -> None:
        for name in READERS:
            page = browser(cast, name).get(
                reverse("directory:contacts", args=[cast.association.pk])
            )
            said = words(page.content)
            assert "Besuch im Vereinsheim" in said
            assert "Zeile zwei" in said

    def test_a_future_day_keeps_the_text(self, cast) -> None:
        address = reverse("directory:note_contact", args=[cast.association.pk])
        long = "<script>alert(1)</script> ‮ " * 30
        values = {
            "kind": "talk",
            "on_day": (TODAY() + timedelta(days=1)).isoformat(),
            "subject": "Worum es ging",
            "text": long,
        }
        page = browser(cast, "partner").post(address, values)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "This day is still to come." in words(page.content)
        assert "alert(1)" in words(page.content)
        assert not Contact.objects.exists()

    @pytest.mark.parametrize(
        ("field", "value"),
        [("subject", "x" * 201), ("text", "x" * 4001), ("kind", "spy"), ("on_day", "1899-12-31")],
    )
    def test_what_cannot_be(self, cast, field, value) -> None:
        values = {"kind": "talk", "on_day": TODAY().isoformat(), "subject": "S"} | {field: value}
        address = reverse("directory:note_contact", args=[cast.association.pk])
        assert browser(cast, "partner").post(address, values).status_code == 200
        assert not Contact.objects.exists()

    def test_with_two_partnerships_the_page_asks(self, cast) -> None:
        make.PartnerFactory(partnership=cast.south, organisation=cast.police)
        make.PartnerFactory(partnership=cast.south, organisation=cast.association)
        address = reverse("directory:note_contact", args=[cast.association.pk])
        values = {"kind": "talk", "on_day": TODAY().isoformat(), "subject": "S"}
        staff = browser(cast, "liaison")
        assert b'name="partnership"' in staff.get(address).content
        staff.post(address, values | {"partnership": cast.south.pk})
        assert Contact.objects.get().partnership == cast.south

    def test_a_liaison_role_alone_is_enough(self, cast, contact) -> None:
        person = make.PersonFactory(account=make.AccountFactory())
        make.GrantFactory(person=person, role=Role.LIAISON, partnership=cast.north)
        assert Contact.objects.visible_to(person.account).exists()
