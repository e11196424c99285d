"""Each takeover that once worked, step by step: what was refused is said, and what was gained is nothing.

Source: decision 0021. The pages are tried in tests/browser/test_rights.py; here the actions behind them.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from partnerships.directory import models, rules
from partnerships.directory.actions import (
    account_changes,
    appointments,
    grants,
    invitations,
    organisations,
    partners,
    partnerships,
    people,
    representations,
)
from partnerships.directory.rules.people import phone_for
from tests.factories import directory as make

LEAD = models.RepresentationRole.LEAD
TODAY = timezone.localdate


@pytest.fixture
def chief(cast):
    """The head of police: a name without account, kept by the police, who leads it and may sign."""
    person = make.PersonFactory(
        family_name="Leitung",
        email="leitung@polizei.example",
        kept_by=cast.police,
        phone="0231 110",
        phone_shown_to=models.ShownTo.ORGANISATION,
    )
    make.RepresentationFactory(person=person, organisation=cast.police, may_sign=True)
    return person


class TestFirst:
    """A lead representative became the head of police by an invitation to an address of her choice."""

    def test_adding_asks_the_police_and_opens_nothing(self, cast, chief):
        by = cast.account("partner")
        asked = representations.begin_representation(
            chief, cast.association, by=by, role="representative", since=TODAY()
        )
        assert isinstance(asked, models.Appointment)
        assert asked.is_open
        assert not chief.representations.filter(organisation=cast.association).exists()
        with pytest.raises(PermissionDenied):
            invitations.invite(chief, by=by, email="mine@attacker.example")
        with pytest.raises(PermissionDenied):
            people.edit_person(chief, by=by, version=chief.version, email="mine@attacker.example")
        with pytest.raises(PermissionDenied):
            appointments.agree_appointment(asked, by=by)

    def test_her_keeper_says_yes_and_still_nothing_is_opened(self, cast, chief):
        asked = representations.begin_representation(
            chief,
            cast.association,
            by=cast.account("partner"),
            role="representative",
            since=TODAY(),
        )
        appointments.agree_appointment(asked, by=cast.account("liaison"))
        assert chief.representations.filter(organisation=cast.association).exists()
        with pytest.raises(PermissionDenied):
            invitations.invite(chief, by=cast.account("partner"), email=chief.email)

    def test_even_the_keeper_needs_a_second_yes(self, cast, chief):
        """Who types the address of the entry that leads and signs would be that person."""
        by = cast.account("liaison")
        invitation = invitations.invite(chief, by=by, email=chief.email)
        assert invitation.is_waiting
        assert invitation.letter is None
        with pytest.raises(PermissionDenied):
            invitations.agree_invitation(invitation, by=by)
        with pytest.raises(PermissionDenied):
            invitations.accept(invitation)
        invitations.agree_invitation(invitation, by=cast.account("partner"))
        invitation.refresh_from_db()
        assert invitation.letter is not None


class TestSecond:
    """By adding a person with an account she read the number kept for "my organisation only" and renamed them."""

    @pytest.fixture
    def asked(self, cast):
        person = cast.people["outsider"]
        models.Person.objects.filter(pk=person.pk).update(
            phone="0151 1", phone_shown_to=models.ShownTo.ORGANISATION
        )
        return representations.begin_representation(
            person,
            cast.association,
            by=cast.account("partner"),
            role="representative",
            since=TODAY(),
        )

    def test_no_number_before_the_yes(self, cast, asked):
        person = models.Person.objects.get(pk=asked.person_id)
        assert phone_for(cast.account("partner"), person) == ""
        assert not models.Person.objects.visible_to(cast.account("partner")).filter(pk=person.pk)

    def test_no_renaming_ever(self, cast, asked):
        appointments.agree_appointment(asked, by=cast.account("outsider"))
        person = models.Person.objects.get(pk=asked.person_id)
        assert phone_for(cast.account("partner"), person) == "0151 1"
        with pytest.raises(PermissionDenied, match="themselves"):
            people.edit_person(
                person, by=cast.account("partner"), version=person.version, family_name="Anders"
            )

    def test_both_organisations_are_told(self, cast, asked):
        appointments.agree_appointment(asked, by=cast.account("outsider"))
        told = models.Account.objects.filter(letters__kind="directory/appointment_told")
        assert cast.account("partner") in told


class TestThird:
    """Liaison staff founded a partnership, admitted an authority they merely see, renamed it and led it."""

    def test_admitting_gives_no_right(self, cast):
        by = cast.account("liaison")
        city = make.OrganisationFactory(name="Stadt", kind=models.Kind.CITY)
        make.PartnerFactory(partnership=cast.north, organisation=city)
        make.RepresentationFactory(
            organisation=city, person=make.PersonFactory(account=make.AccountFactory())
        )
        place = partnerships.found_partnership(by=by, name="Eigene", founder=cast.police)
        by = cast.account("liaison")
        partners.admit_partner(
            place,
            city,
            by=by,
            side=models.Side.AUTHORITY,
            entry=models.Entry.FOUNDING,
            since=TODAY(),
        )
        by = cast.account("liaison")
        for refused in (
            lambda: organisations.rename_organisation(city, by=by, name="Meine", since=TODAY()),
            lambda: organisations.edit_organisation(
                city, by=by, version=city.version, name="Meine"
            ),
            lambda: representations.begin_representation(
                cast.people["liaison"], city, by=by, role=LEAD, may_sign=True, since=TODAY()
            ),
            lambda: appointments.ask_to_lead(city, by=by),
        ):
            with pytest.raises(PermissionDenied):
                refused()

    def test_of_what_it_keeps_it_names_the_first_lead_only_with_a_witness(self, cast):
        by = cast.account("liaison")
        small = make.OrganisationFactory(kept_by=cast.police)
        make.PartnerFactory(partnership=cast.north, organisation=small)
        asked = representations.begin_representation(
            cast.people["liaison"], small, by=by, role=LEAD, may_sign=True, since=TODAY()
        )
        assert asked.agreed_at, "it is oneself"
        assert asked.is_open
        assert not cast.account("liaison").access.leads, "who asks for themselves waits"
        with pytest.raises(PermissionDenied):
            appointments.second_appointment(asked, by=by)


class TestFourth:
    """Liaison staff opened the account of a partner's lead at an address they typed."""

    def test_it_waits_for_a_witness(self, cast):
        by = cast.account("liaison")
        small = make.OrganisationFactory(kept_by=cast.police)
        make.PartnerFactory(partnership=cast.north, organisation=small)
        lead = make.PersonFactory(kept_by=cast.police)
        make.RepresentationFactory(person=lead, organisation=small, rests_on=False)
        invitation = invitations.invite(lead, by=by, email="mine@attacker.example")
        assert invitation.is_waiting
        assert cast.people["partner"].account_id in invitation.asked_accounts
        assert cast.people["liaison"].account_id not in invitation.asked_accounts
        with pytest.raises(PermissionDenied):
            invitations.resend(invitation, by=by)


class TestFifth:
    """An administrator made the representative of an association police liaison, without a question."""

    def test_it_waits_for_the_authority_or_data_protection(self, cast):
        grant = grants.give_role(
            cast.people["partner"],
            by=cast.account("admin"),
            role=models.Role.LIAISON,
            organisation=cast.police,
        )
        assert grant.is_waiting
        assert not cast.account("partner").access.liaison_of
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=cast.account("admin"))
        grants.confirm_role(grant, by=cast.account("dpo"))
        assert cast.account("partner").access.liaison_of == {cast.police.pk}

    def test_where_the_authority_has_a_lead_that_one_decides(self, cast):
        lead = make.PersonFactory(account=make.AccountFactory())
        make.RepresentationFactory(person=lead, organisation=cast.police)
        grant = grants.give_role(
            cast.people["partner"],
            by=cast.account("admin"),
            role=models.Role.LIAISON,
            organisation=cast.police,
        )
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=cast.account("dpo"))
        assert grants.confirm_role(grant, by=lead.account).confirmed_by == lead.account

    def test_the_recipient_does_not_confirm_themselves(self, cast):
        lead = make.PersonFactory(account=make.AccountFactory())
        make.RepresentationFactory(person=lead, organisation=cast.police)
        grant = grants.give_role(
            lead, by=cast.account("admin"), role=models.Role.LIAISON, organisation=cast.police
        )
        with pytest.raises(PermissionDenied):
            grants.confirm_role(grant, by=lead.account)
        assert grants.confirm_role(grant, by=cast.account("dpo")).confirmed_by


class TestSixth:
    """The data protection officer "refused" a founding administrator's role that had long begun."""

    def test_only_what_waits_is_refused(self, cast):
        founding = models.Grant.objects.get(person=cast.people["admin"])
        with pytest.raises(PermissionDenied, match="decided"):
            grants.refuse_role(founding, by=cast.account("dpo"))
        assert models.Grant.objects.lasting_administrators().exists()

    def test_an_end_is_not_set_on_the_last(self, cast):
        last = models.Grant.objects.get(person=cast.people["admin"])
        with pytest.raises(PermissionDenied, match="Without an administrator"):
            grants.end_role(last, by=cast.account("admin"), until_on=TODAY() + timedelta(days=30))

    def test_one_whose_role_ends_does_not_count(self, cast):
        make.GrantFactory(
            person=make.PersonFactory(account=make.AccountFactory()),
            role=models.Role.ADMINISTRATOR,
            until_on=TODAY() + timedelta(days=30),
        )
        last = models.Grant.objects.get(person=cast.people["admin"])
        assert not rules.can_end(cast.account("admin"), last)


class TestOurOwn:
    """Found while the rules were written and tried."""

    def test_a_lead_who_may_not_sign_signs_through_an_account_she_opened(self, cast):
        models.Representation.objects.filter(person=cast.people["partner"]).update(may_sign=False)
        by = cast.account("partner")
        puppet = people.enter_person(by=by, family_name="Neu", email="p@attacker.example")
        representations.begin_representation(
            puppet, cast.association, by=by, role="deputy", may_sign=True, since=TODAY()
        )
        account = invitations.accept(invitations.invite(puppet, by=by, email=puppet.email))
        asked = models.Appointment.objects.get(person=puppet)
        appointments.agree_appointment(asked, by=account)
        asked.refresh_from_db()
        assert asked.is_open
        assert asked.second == models.Second.COLLEAGUE
        assert not models.Account.objects.get(pk=account.pk).access.signs

    def test_a_yes_to_a_lead_who_has_gone_gives_nothing(self, cast):
        by = cast.account("partner")
        other = make.PersonFactory(account=make.AccountFactory())
        make.RepresentationFactory(person=other, organisation=cast.association)
        asked = representations.begin_representation(
            cast.people["outsider"], cast.association, by=by, role=LEAD, since=TODAY()
        )
        row = models.Representation.objects.get(person=cast.people["partner"], ended_at=None)
        representations.end_representation(row, by=other.account)
        with pytest.raises(PermissionDenied, match="may no longer ask"):
            appointments.agree_appointment(asked, by=cast.account("outsider"))

    def test_an_administrator_alone_does_not_move_somebody_s_account(self, cast):
        change = account_changes.ask_account_change(
            cast.account("partner"),
            by=cast.account("admin"),
            kind="email",
            email="mine@attacker.example",
        )
        assert change.is_open
        assert cast.account("partner").email == "partner@example.org"
        with pytest.raises(PermissionDenied):
            account_changes.agree_account_change(change, by=cast.account("admin"))

    def test_the_first_lead_s_puppet_is_no_witness(self, cast):
        """Liaison staff open the accounts of two associations: neither witnesses for the other."""
        by, accounts = cast.account("liaison"), []
        for number in range(2):
            small = make.OrganisationFactory(kept_by=cast.police)
            make.PartnerFactory(partnership=cast.north, organisation=small)
            person = people.enter_person(
                by=by, family_name="Neu", email=f"p{number}@attacker.example"
            )
            appointments.ask_appointment(person, small, by=by, role=LEAD, may_sign=True)
            account = invitations.accept(invitations.invite(person, by=by, email=person.email))
            asked = models.Appointment.objects.get(person=person)
            appointments.agree_appointment(asked, by=account)
            accounts.append((account, asked))
        (first, _mine), (_second, theirs) = accounts
        theirs.refresh_from_db()
        with pytest.raises(PermissionDenied):
            appointments.second_appointment(theirs, by=models.Account.objects.get(pk=first.pk))
        appointments.second_appointment(theirs, by=cast.account("partner"))
        assert models.Account.objects.get(pk=_second.pk).access.signs

    def test_a_merged_entry_brings_nobody_s_power_along(self, cast):
        duplicate = make.OrganisationFactory(kept_by=cast.police)
        row = make.RepresentationFactory(
            person=make.PersonFactory(account=make.AccountFactory()), organisation=duplicate
        )
        with pytest.raises(PermissionDenied):
            organisations_merge(duplicate, cast.association, cast.account("liaison"))
        assert models.Representation.objects.get(pk=row.pk).organisation == duplicate

    def test_a_seat_in_somebody_s_name_counts_when_they_agree(self, cast):
        from partnerships.directory.actions import bodies

        by = cast.account("liaison")
        body = models.Body.objects.get(partnership=cast.north)
        seat = bodies.add_seat(
            body, by=by, label="Sitz", person=cast.people["outsider"],
            organisation=cast.association, since=TODAY(),
        )  # fmt: skip
        assert not cast.account("outsider").access.co_manages(cast.north.pk)
        with pytest.raises(PermissionDenied):
            bodies.take_seat(seat, by=cast.account("outsider"))
        bodies.take_seat(seat, by=cast.account("partner"))
        assert cast.account("outsider").access.co_manages(cast.north.pk)


def organisations_merge(duplicate, into, by):
    """The action, imported where it is used once."""
    from partnerships.directory.actions.merging import merge_organisation

    return merge_organisation(duplicate, into, by=by)


class TestProvisional:
    """A small association's first lead works on the first evening, and signs after the witness."""

    @pytest.fixture
    def evening(self, cast):
        by = cast.account("liaison")
        small = make.OrganisationFactory(kept_by=cast.police)
        make.PartnerFactory(partnership=cast.north, organisation=small)
        person = people.enter_person(by=by, family_name="Ehrenamt", email="lone@verein.example")
        asked = appointments.ask_appointment(person, small, by=by, role=LEAD, may_sign=True)
        account = invitations.accept(invitations.invite(person, by=by, email=person.email))
        appointments.agree_appointment(asked, by=account)
        asked.refresh_from_db()
        return small, asked, account

    def test_works_and_neither_signs_nor_vouches(self, cast, evening):
        small, asked, account = evening
        access = models.Account.objects.get(pk=account.pk).access
        assert access.leads == {small.pk}
        assert access.partnership_ids == {cast.north.pk}
        assert not access.signs
        assert not access.vouches
        by = models.Account.objects.get(pk=account.pk)
        organisations.edit_organisation(small, by=by, version=small.version, place="Nordstadt")
        with pytest.raises(PermissionDenied, match="witness"):
            representations.begin_representation(
                cast.people["outsider"], small, by=by, role="representative", since=TODAY()
            )

    def test_the_witness_ticks_lead_and_signature_together(self, cast, evening):
        small, asked, account = evening
        appointments.second_appointment(asked, by=cast.account("partner"))
        access = models.Account.objects.get(pk=account.pk).access
        assert access.vouches == access.signs == {small.pk}
        asked.refresh_from_db()
        assert asked.seconded_for == cast.association

    def test_a_witness_s_no_ends_it(self, cast, evening):
        _small, asked, account = evening
        appointments.refuse_appointment(asked, by=cast.account("partner"))
        assert not models.Account.objects.get(pk=account.pk).access.leads

    def test_not_where_others_left_their_notes(self, cast):
        """A lost lead: what stood there before is not for a stranger."""
        by = cast.account("liaison")
        small = make.OrganisationFactory(kept_by=cast.police)
        make.PartnerFactory(partnership=cast.north, organisation=small)
        gone = make.PersonFactory(account=make.AccountFactory(is_active=False))
        make.RepresentationFactory(
            person=gone, organisation=small, until_on=TODAY() - timedelta(days=1)
        )
        asked = appointments.ask_appointment(
            cast.people["outsider"], small, by=by, role=LEAD, may_sign=True
        )
        appointments.agree_appointment(asked, by=cast.account("outsider"))
        assert small.pk not in cast.account("outsider").access.leads


class TestByDocument:
    """`manage.py confirm_lead`."""

    def test_where_no_witness_exists(self, cast, capsys):
        small = make.OrganisationFactory()
        make.PartnerFactory(partnership=cast.north, organisation=small)
        call_command(
            "confirm_lead",
            "outsider@example.org",
            str(small.pk),
            "--document",
            "Vertrag vom 1. Mai",
        )
        access = cast.account("outsider").access
        assert small.pk in access.vouches & access.signs
        page = cast.client("partner").get(f"/organisations/{small.pk}/").content.decode()
        assert "ohne zweite Person: Vertrag vom 1. Mai" in page
        told = models.Account.objects.filter(letters__kind="directory/appointment_told")
        assert cast.account("partner") in told

    @pytest.mark.parametrize("document", ["", "   "])
    def test_never_without_one(self, cast, document):
        with pytest.raises(ValidationError):
            appointments.appoint_by_document(
                cast.people["outsider"], cast.association, document=document
            )

    @pytest.mark.parametrize(
        ("email", "organisation", "sentence"),
        [
            ("nobody@example.org", None, "No account has this address"),
            ("outsider@example.org", 2**31 - 1, "no organisation with this number"),
        ],
    )
    def test_whom_and_what_must_be_there(self, cast, email, organisation, sentence):
        number = organisation or cast.association.pk
        before = models.Representation.objects.count()
        with pytest.raises(CommandError, match=sentence):
            call_command("confirm_lead", email, str(number), "--document", "Vertrag")
        assert models.Representation.objects.count() == before


class TestFromBefore:
    """What stood before the rule."""

    def test_a_lead_stays_and_is_witnessed_before_the_next_signature(self, cast):
        models.Representation.objects.filter(person=cast.people["partner"]).update(rests_on=None)
        other = make.OrganisationFactory()
        make.PartnerFactory(partnership=cast.north, organisation=other)
        witness = make.PersonFactory(account=make.AccountFactory())
        make.RepresentationFactory(person=witness, organisation=other)
        access = cast.account("partner").access
        assert access.vouches
        assert not access.signs
        asked = appointments.ask_to_lead(cast.association, by=cast.account("partner"))
        assert cast.account("partner").access.vouches, "meanwhile nothing is taken away"
        appointments.second_appointment(asked, by=witness.account)
        assert cast.account("partner").access.signs == {cast.association.pk}
