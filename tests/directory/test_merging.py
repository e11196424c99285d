"""Merging duplicates: what is live goes on, what is over still names the duplicate, nobody gains power by it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnerships.directory.actions import grants
from partnerships.directory.actions.merging import merge_organisation
from partnerships.directory.models import (
    Account,
    Appointment,
    Commitment,
    Contact,
    ContactPoint,
    Goal,
    Organisation,
    Project,
    Role,
)
from partnerships.shared.audit.models import AuditEvent
from tests.cast import NAMES
from tests.directory.together import both_at_once
from tests.factories import agreements as agree
from tests.factories import directory as make
from tests.journeys.forms import browser, words

OVER = date(2023, 12, 31)


@pytest.fixture
def old(cast) -> Organisation:
    """The duplicate of the association, in North as well; the police entered it."""
    duplicate = make.OrganisationFactory(
        name="Verein Nord", place="Dortmund", phone="0231 1234", kept_by=cast.police
    )
    make.PartnerFactory(partnership=cast.north, organisation=duplicate)
    return duplicate


@pytest.fixture
def new(cast) -> Organisation:
    return cast.association


def merged(cast, old, new, name: str = "admin") -> Organisation:
    return merge_organisation(old, new, by=cast.account(name))


def lead_both(cast, old):
    """The partner, who leads the association, leads its duplicate, too."""
    return make.RepresentationFactory(
        person=cast.people["partner"], organisation=old, may_sign=True
    )


class TestWhatMoves:
    """Live rows."""

    def test_people_go_on_with_their_access(self, cast, old, new) -> None:
        person = make.PersonFactory(account=make.AccountFactory())
        row = make.RepresentationFactory(person=person, organisation=old)
        twice = lead_both(cast, old)
        over = make.RepresentationFactory(organisation=old, until_on=OVER)
        merged(cast, old, new, "partner")
        for found in (row, twice, over):
            found.refresh_from_db()
        assert (row.organisation, row.ended_at) == (new, None)
        assert (twice.organisation, twice.ended_at is None) == (old, False)
        assert over.organisation == old
        for account in (Account.objects.get(pk=person.account_id), cast.account("partner")):
            assert account.access.partnership_ids == {cast.north.pk}
            assert account.access.organisation_ids == {new.pk}

    def test_nobody_leads_or_signs_for_the_one_that_goes_on_by_merging(
        self, cast, old, new
    ) -> None:
        person = make.PersonFactory(account=make.AccountFactory())
        row = make.RepresentationFactory(person=person, organisation=old, may_sign=True)
        lead_both(cast, old)
        merged(cast, old, new, "partner")
        row.refresh_from_db()
        assert (row.organisation, row.role, row.may_sign) == (new, "representative", False)
        access = Account.objects.get(pk=person.account_id).access
        assert not (access.leads or access.signs or access.vouches)
        assert cast.account("partner").access.signs == {new.pk}  # as before

    @pytest.mark.parametrize("name", ["admin", "liaison", "former"])
    def test_people_move_by_the_lead_of_the_one_that_goes_on_only(
        self, cast, old, new, name
    ) -> None:
        """`former` leads the duplicate alone: that opens no door into the association."""
        person = cast.people["former"]
        row = make.RepresentationFactory(person=person, organisation=old, may_sign=True)
        with pytest.raises(PermissionDenied):
            merged(cast, old, new, name)
        row.refresh_from_db()
        assert (row.organisation, row.may_sign) == (old, True)

    def test_what_waits_at_the_duplicate_is_asked_anew(self, cast, old, new) -> None:
        waiting = Appointment.objects.create(
            person=cast.people["outsider"], organisation=old, role="lead", second="witness",
            asked_by=cast.account("liaison"), asked_for=cast.police,
        )  # fmt: skip
        merged(cast, old, new)
        waiting.refresh_from_db()
        assert waiting.withdrawn_at and waiting.organisation == old
        assert not Appointment.objects.open().exists()

    def test_somebody_who_begins_there_later_has_no_gap(self, cast, old, new) -> None:
        person = make.PersonFactory(account=make.AccountFactory())
        row = make.RepresentationFactory(person=person, organisation=old)
        lead_both(cast, old)
        later = timezone.localdate() + timedelta(days=30)
        make.RepresentationFactory(person=person, organisation=new, since=later)
        merged(cast, old, new, "partner")
        row.refresh_from_db()
        assert (row.organisation, row.until_on) == (new, later - timedelta(days=1))

    def test_partners(self, cast, old, new) -> None:
        double = old.partners.get()
        other = make.PartnerFactory(organisation=old, partnership=make.PartnershipFactory())
        left = make.PartnerFactory(organisation=old, partnership=cast.south, until_on=OVER)
        merged(cast, old, new)
        for row in (double, other, left):
            row.refresh_from_db()
        assert (double.organisation, double.ended_at is None) == (old, False)
        assert (other.organisation, other.sort_key, other.ended_at) == (new, new.sort_key, None)
        assert left.organisation == old

    def test_the_rest(self, cast, old, new) -> None:
        seat = make.SeatFactory(body=cast.north.bodies.first(), organisation=old)
        past = make.SeatFactory(body=seat.body, organisation=old, until_on=OVER)
        running, done = (
            Project.objects.create(partnership=cast.north, name="P", lead=old, state=state)
            for state in ("running", "completed")
        )
        goal = Goal.objects.create(organisation=old, kind="aim", title="Gemeinsam")
        same = Goal.objects.create(organisation=old, kind="aim", title="doppelt")
        Goal.objects.create(organisation=new, kind="aim", title="Doppelt")
        contact = Contact.objects.create(
            organisation=old, partnership=cast.north, kind="talk", on_day=OVER, subject="S",
            noted_by=cast.people["liaison"],
        )  # fmt: skip
        yes, twice = (
            Commitment.objects.create(project=p, organisation=old) for p in (running, done)
        )
        Commitment.objects.create(project=done, organisation=new)
        unit = make.OrganisationFactory(parent=old)
        guest = make.OrganisationFactory(hosted_by=old)
        for organisation, label in ((old, "A"), (old, "B"), (new, "B")):
            ContactPoint.objects.create(organisation=organisation, label=label, phone="110")
        merged(cast, old, new)
        moved = {
            "seat": (seat, "organisation"), "running": (running, "lead"), "goal": (goal, "organisation"),
            "contact": (contact, "organisation"), "yes": (yes, "organisation"),
            "unit": (unit, "parent"), "guest": (guest, "hosted_by"),
        }  # fmt: skip
        stayed = {
            "past": (past, "organisation"), "done": (done, "lead"), "same": (same, "organisation"),
            "twice": (twice, "organisation"),
        }  # fmt: skip
        for rows, whose in ((moved, new), (stayed, old)):
            for word, (row, field) in rows.items():
                row.refresh_from_db()
                assert getattr(row, field) == whose, word
        assert yes.sort_key == new.sort_key
        assert [point.label for point in new.contact_points.all()] == ["B", "A"]

    def test_blanks_are_filled_and_details_stay(self, cast, old, new) -> None:
        Organisation.objects.filter(pk=new.pk).update(phone="0231 99")
        merged(cast, old, new)
        new.refresh_from_db()
        assert (new.place, new.phone, new.name) == ("Dortmund", "0231 99", "Verein Nord e. V.")

    def test_agreements_still_name_the_duplicate(self, cast, old, new) -> None:
        keeper = cast.account("liaison")
        parties = [
            agree.whole_agreement(stage, partnership=cast.north, drafted_by=keeper).parties.first()
            for stage in ("draft", "in_force")
        ]
        for party in parties[:1]:
            type(party).objects.filter(pk=party.pk).update(organisation=old, name=old.name)
        merged(cast, old, new)
        party = parties[0]
        party.refresh_from_db()
        assert (party.organisation, party.name) == (old, "Verein Nord")

    @pytest.mark.parametrize("name", ["admin", "partner"])
    @pytest.mark.parametrize(
        "role", [Role.LIAISON, Role.OFFICER, Role.COMPLAINTS, Role.DATA_PROTECTION]
    )
    def test_roles_never_move_they_end_first(self, cast, old, new, role, name) -> None:
        grant = make.GrantFactory(person=make.PersonFactory(), role=role, organisation=old)
        if name == "partner":
            lead_both(cast, old)
        with pytest.raises(PermissionDenied, match="Roles are held"):
            merged(cast, old, new, name)
        grants.end_role(grant, by=cast.account("admin"))
        merged(cast, old, new, name)
        grant.refresh_from_db()
        assert grant.organisation == old


class TestRefused:
    """Circles and what is merged already."""

    def test_itself(self, cast, new) -> None:
        with pytest.raises(PermissionDenied, match="itself"):
            merged(cast, new, new)

    def test_twice_and_back(self, cast, old, new) -> None:
        merged(cast, old, new)
        old.refresh_from_db()
        other = make.PartnerFactory(partnership=cast.north).organisation
        for one, into in ((old, new), (new, old), (other, old)):
            with pytest.raises(PermissionDenied, match="merged already"):
                merged(cast, one, into)

    def test_into_its_own_unit(self, cast, old, new) -> None:
        between = make.OrganisationFactory(parent=old)
        Organisation.objects.filter(pk=new.pk).update(parent=between)
        lead_both(cast, old)
        with pytest.raises(PermissionDenied, match="belongs to the other"):
            merged(cast, old, new, "partner")
        merged(cast, new, old, "partner")

    @pytest.mark.parametrize("name", [n for n in NAMES if n not in ("admin", "anonymous")])
    def test_only_who_keeps_both(self, cast, old, new, name) -> None:
        """The liaison staff keep the duplicate, the partner leads the other."""
        with pytest.raises(PermissionDenied, match="keeps both"):
            merged(cast, old, new, name)

    def test_liaison_staff_merges_what_its_authority_keeps(self, cast, old) -> None:
        into = make.PartnerFactory(
            partnership=cast.north, organisation=make.OrganisationFactory(kept_by=cast.police)
        ).organisation
        merged(cast, old, into, "liaison")
        old.refresh_from_db()
        assert old.merged_into == into

    def test_no_place_in_a_partnership_comes_of_it(self, cast, old) -> None:
        """Only who keeps South admits somebody there."""
        into = make.OrganisationFactory(kept_by=cast.police)
        make.PartnerFactory(partnership=cast.south, organisation=old)
        with pytest.raises(PermissionDenied, match="a partner where the other is not"):
            merged(cast, old, into, "liaison")

    @pytest.mark.django_db(transaction=True)
    def test_two_at_once_in_both_directions(self, cast, old, new) -> None:
        lead_both(cast, old)
        results = both_at_once(
            lambda: merge_organisation(old, new, by=cast.account("partner")),
            lambda: merge_organisation(new, old, by=cast.account("partner")),
        )
        assert sorted(type(found).__name__ for found in results) == [
            "Organisation", "PermissionDenied",
        ]  # fmt: skip
        assert Organisation.objects.present().filter(pk__in=[old.pk, new.pk]).count() == 1


class TestPages:
    """Choose, look, merge; the duplicate keeps its page."""

    def test_the_way(self, cast, old, new) -> None:
        lead_both(cast, old)
        client = browser(cast, "partner")
        path = f"/organisations/{old.pk}/merge/"
        chosen = client.post(path, {"into": new.name})
        assert chosen["Location"] == f"{path}{new.pk}/"
        asked = words(client.get(chosen["Location"]).content)
        assert "What moves" in asked and "North, full partner" in asked
        assert client.post(chosen["Location"]).status_code == 302
        page = words(client.get(f"/organisations/{old.pk}/").content)
        assert "It goes on as: Verein Nord e. V." in page
        assert client.get(f"/organisations/{old.pk}/edit/").status_code == 403
        assert client.post(chosen["Location"]).status_code == 403
        event = AuditEvent.objects.get(what="directory.organisation_merged")
        assert event.facts["into"] == new.pk

    def test_the_lead_reads_it_and_strangers_do_not(self, cast, old, new) -> None:
        merged(cast, old, new)
        path = f"/organisations/{old.pk}/"
        got = {name: cast.client(name).get(path).status_code for name in NAMES[:-1]}
        assert [name for name, status in got.items() if status == 200] == [
            "liaison", "chair", "partner", "admin",
        ]  # fmt: skip

    def test_an_unseen_entry_is_not_there(self, cast, old) -> None:
        hidden = cast.south.partners.get().organisation
        client = browser(cast, "liaison")
        assert client.get(f"/organisations/{old.pk}/merge/{hidden.pk}/").status_code == 404
        said = client.post(f"/organisations/{old.pk}/merge/", {"into": hidden.name})
        assert "No organisation you can see has this name." in words(said.content)

    def test_the_list_of_duplicates_leads_there(self, cast, old, new) -> None:
        """Only where one keeps both: the association has a lead, another entry of the police has none."""
        like = make.OrganisationFactory(name="Nord Verein", kept_by=cast.police)
        make.PartnerFactory(partnership=cast.north, organisation=like)
        page = browser(cast, "liaison").get("/organisations/duplicates/").content.decode()
        assert new.name in page and f"/merge/{new.pk}/" not in page
        assert f"/organisations/{like.pk}/merge/{old.pk}/" in page
        assert browser(cast, "partner").get("/organisations/duplicates/").status_code == 403
