"""From the invitation to an account, and who may give what to whom."""

import re
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from partnerships.directory.actions import invitations
from partnerships.directory.actions.joining import join
from partnerships.directory.actions.people import enter_person
from partnerships.directory.letters.invitees import mint_link
from partnerships.directory.models import Account, Grant, Invitation, Person, Role
from partnerships.directory.rules.invitations import can_agree_invitation
from partnerships.shared.audit.actions import record
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.clock import travel
from tests.factories import directory as make
from tests.journeys.forms import browser, typed, words


@pytest.fixture
def invitation(cast) -> Invitation:
    """To a person who represents North's association, which keeps the entry."""
    person = make.PersonFactory(family_name="<b>Neu</b>", kept_by=cast.association)
    make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")
    address = f"Neu-{uuid4().hex}@Example.org"
    return invitations.invite(person, by=cast.account("partner"), email=address, language="en")


def link_of(invitation: Invitation) -> str:
    """The path of a fresh link."""
    return re.sub("^https?://[^/]+", "", mint_link(invitation))


class TestAccepting:
    """The button opens the account."""

    def test_signed_in_at_once(self, cast, invitation) -> None:
        client, link = Client(), link_of(invitation)
        assert client.get(link).status_code == 200
        answer = client.post(link)
        assert answer["Location"] == "/home/"
        shown = client.get("/me/").content.decode()
        assert cast.association.name in shown and "&lt;b&gt;Neu" in shown
        account = Account.objects.get(email=invitation.email)
        assert (account.language, account.has_usable_password()) == ("en", False)
        assert account.person == invitation.person
        address = EmailAddress.objects.get(user=account)
        assert (address.email, address.verified, address.primary) == (account.email, True, True)
        assert client.get(f"/partnerships/{cast.north.pk}/").status_code == 200
        assert client.get(f"/partnerships/{cast.south.pk}/").status_code == 404

    def test_looking_opens_nothing(self, invitation) -> None:
        before, client, link = Account.objects.count(), Client(), link_of(invitation)
        for method in ("get", "head", "options"):
            assert getattr(client, method)(link).status_code == 200
        assert Account.objects.count() == before
        assert "_auth_user_id" not in client.session
        assert "no-store" in client.get(link)["Cache-Control"]

    @pytest.mark.parametrize("over", ["used", "withdrawn", "expired", "newer link", "no such"])
    def test_over(self, cast, invitation, over) -> None:
        link = link_of(invitation)
        if over == "used":
            Client().post(link)
        elif over == "withdrawn":
            invitations.withdraw(invitation, by=cast.account("admin"))
        elif over == "expired":
            Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        elif over == "newer link":
            mint_link(invitation)
        else:
            link = f"/invitations/{uuid4().hex}/"
        before, client = Account.objects.count(), Client()
        assert [client.get(link).status_code, client.post(link).status_code] == [410, 410]
        assert Account.objects.count() == before and "_auth_user_id" not in client.session

    def test_an_address_that_has_an_account(self, cast, invitation) -> None:
        Invitation.objects.update(email=cast.account("partner").email)
        before, client, link = Account.objects.count(), Client(), link_of(invitation)
        answer = client.post(link, follow=True)
        sign_in = f"/accounts/login/?next={quote(link + 'join/', safe='')}"
        assert answer.redirect_chain == [(sign_in, 302)]
        assert "There is an account with this address already" in answer.content.decode()
        assert Account.objects.count() == before and "_auth_user_id" not in client.session
        assert Person.objects.get(pk=invitation.person_id).account is None

    def test_two_invitations_of_one_person(self, cast, invitation) -> None:
        """From before letters went to the stored address only. The second opens no account without a person."""
        second = Invitation.objects.create(
            person=invitation.person,
            email=f"{uuid4().hex}@example.org",
            expires_at=invitation.expires_at,
        )
        links = [link_of(invitation), link_of(second)]
        assert Client().post(links[0]).status_code == 302
        assert Client().post(links[1]).status_code == 410
        assert not Account.objects.filter(email=second.email).exists()
        with pytest.raises(PermissionDenied):
            invitations.accept(second)

    def test_accepted_by_a_double_click(self, invitation) -> None:
        link = link_of(invitation)
        assert [Client().post(link).status_code for _ in range(2)] == [302, 410]
        assert Account.objects.filter(email=invitation.email).count() == 1

    def test_on_a_device_where_somebody_is_signed_in(self, cast, invitation) -> None:
        client = cast.client("partner")
        assert client.post(link_of(invitation)).status_code == 302
        account = Account.objects.get(email=invitation.email)
        assert client.session["_auth_user_id"] == str(account.pk)

    def test_only_a_hash_is_kept(self, invitation) -> None:
        token = link_of(invitation).split("/")[2]
        kept = Invitation.objects.get(pk=invitation.pk).token_hash
        assert len(kept) == 64 and token not in kept
        assert token not in str(list(Letter.objects.values())) + str(
            list(AuditEvent.objects.values())
        )

    def test_without_the_page(self, invitation) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post(link_of(invitation)).status_code == 403


class TestInviting:
    """Who may, and the first ones of an installation."""

    def test_who_may(self, cast) -> None:
        """Whoever keeps the entry, and nobody else; not those for whom the person stands."""
        keepers = {"liaison": cast.police, "admin": None, "partner": cast.association}
        for keeper, organisation in keepers.items():
            person = make.RepresentationFactory(
                organisation=cast.association, role="deputy", person__kept_by=organisation
            ).person
            for name in set(cast.people) - {keeper}:
                with pytest.raises(PermissionDenied):
                    invitations.invite(person, by=cast.account(name), email="x@example.org")
            invitations.invite(person, by=cast.account(keeper), email=f"{uuid4().hex}@example.org")
        assert Letter.objects.filter(kind="directory/invitation").count() == 1  # the lead's own

    def test_only_to_the_address_that_is_stored(self, cast, deputy) -> None:
        by = cast.account("partner")
        with pytest.raises(ValidationError, match="another address"):
            invitations.invite(deputy, by=by, email="anders@example.org")
        assert not Invitation.objects.exists() and not Letter.objects.exists()
        made = invitations.invite(deputy, by=by, email="MUSTER@example.org")
        assert made.email == "muster@example.org"
        Person.objects.filter(pk=deputy.pk).update(email="anders@example.org")
        with pytest.raises(PermissionDenied, match="address was changed"):
            invitations.resend(made, by=by)

    def test_whom_one_entered(self, cast) -> None:
        mine = enter_person(by=cast.account("outsider"), family_name="Neu")
        with pytest.raises(PermissionDenied):
            invitations.invite(mine, by=cast.account("partner"), email="x@example.org")
        invitations.invite(mine, by=cast.account("outsider"), email="x@example.org")
        mine.refresh_from_db()
        assert mine.email == "x@example.org"

    def test_nobody_who_has_an_account(self, cast) -> None:
        with pytest.raises(PermissionDenied):
            invitations.invite(
                cast.people["chair"], by=cast.account("admin"), email="neu@example.org"
            )

    def test_the_first_ones(self, db) -> None:
        words = ["erste@example.org", "Erste", "--data-protection", "zweite@example.org", "Zweite"]
        call_command("invite_admin", *words)
        assert set(Grant.objects.in_effect().values_list("role", flat=True)) == {
            Role.ADMINISTRATOR,
            Role.DATA_PROTECTION,
        }
        assert Letter.objects.count() == Invitation.objects.open().count() == 2
        Client().post(link_of(Invitation.objects.get(email="erste@example.org")))
        assert Account.objects.get(email="erste@example.org").is_administrator()
        with pytest.raises(CommandError, match="already"):
            call_command("invite_admin", "dritte@example.org", "Dritte")
        assert not Person.objects.filter(email="dritte@example.org").exists()

    def test_all_or_nothing(self, cast) -> None:
        Grant.objects.filter(role=Role.ADMINISTRATOR).update(until_on=make.LONG_AGO)
        words = ["erste@example.org", "Erste", "--data-protection", "zweite@example.org", "Zweite"]
        with pytest.raises(CommandError):
            call_command("invite_admin", *words)
        assert not Invitation.objects.exists()


class TestSecondYes:
    """Who stands elsewhere, or has power that one has not, does not come in by one's word alone."""

    def invited(self, cast, by: str, kept_by, *, role: str = "deputy", **values) -> Invitation:
        """Stands for the association; somebody else keeps the entry."""
        person = make.PersonFactory(email="neu@example.org", kept_by=kept_by)
        make.RepresentationFactory(
            person=person, organisation=cast.association, role=role, **values
        )
        return invitations.invite(person, by=cast.account(by), email=person.email)

    def agreed_by(self, cast, made: Invitation) -> set[str]:
        return {n for n in cast.people if can_agree_invitation(cast.account(n), made)}

    def test_the_organisation_agrees_and_the_letter_goes(self, cast) -> None:
        made = self.invited(cast, "liaison", cast.police)
        assert made.needs_yes and not Letter.objects.filter(kind="directory/invitation").exists()
        assert invitations.open_invitation(link_of(made).split("/")[2]) is None
        assert self.agreed_by(cast, made) == {"partner"}
        asked = Letter.objects.get(kind="directory/invitation_asked")
        assert asked.recipient == cast.account("partner")
        for name in set(cast.people) - {"partner"}:
            with pytest.raises(PermissionDenied):
                invitations.agree_invitation(made, by=cast.account(name))
        made = invitations.agree_invitation(made, by=cast.account("partner"))
        assert made.letter.kind == "directory/invitation"
        assert Client().post(link_of(made)).status_code == 302
        assert Account.objects.get(email="neu@example.org").access.organisation_ids == {
            cast.association.pk
        }

    def test_staff_opens_no_account_of_a_partners_lead(self, cast) -> None:
        """The only lead has no account, the police keep the entry: no yes, no letter, no link."""
        cast.people["partner"].representations.update(ended_at=timezone.now())
        made = self.invited(cast, "liaison", cast.police, role="lead", may_sign=True)
        assert self.agreed_by(cast, made) == set()
        for act in (invitations.resend, invitations.agree_invitation):
            with pytest.raises(PermissionDenied):
                act(made, by=cast.account("liaison"))
        with pytest.raises(PermissionDenied):
            invitations.accept(made)
        assert Client().post(link_of(made)).status_code == 410
        assert not Account.objects.filter(email="neu@example.org").exists()

    def test_then_a_witness_agrees(self, cast) -> None:
        cast.people["partner"].representations.update(ended_at=timezone.now())
        witness = make.PartnerFactory(partnership=cast.north).organisation
        make.RepresentationFactory(person=cast.people["chair"], organisation=witness)
        made = self.invited(cast, "liaison", cast.police, role="lead", may_sign=True)
        assert self.agreed_by(cast, made) == {"chair"}
        made = invitations.agree_invitation(made, by=cast.account("chair"))
        assert Client().post(link_of(made)).status_code == 302

    @pytest.mark.parametrize(
        ("values", "waits"),
        [
            ({"role": "deputy"}, False),
            ({"role": "lead"}, False),  # which the inviting lead is, too
            ({"role": "lead", "may_sign": True}, True),
            ({"role": "deputy", "may_sign": True}, True),
        ],
    )
    def test_power_that_one_has_not_waits(self, cast, values, waits) -> None:
        """The lead may not sign themselves: a stand-in who may would be theirs."""
        cast.people["partner"].representations.update(may_sign=False)
        made = self.invited(cast, "partner", cast.association, **values)
        assert made.needs_yes is waits
        assert Letter.objects.filter(kind="directory/invitation").exists() is not waits

    def test_refused_no_letter_goes(self, cast) -> None:
        made = self.invited(cast, "liaison", cast.police)
        with pytest.raises(PermissionDenied):
            invitations.refuse_invitation(made, by=cast.account("admin"))
        invitations.refuse_invitation(made, by=cast.account("partner"))
        for act in (invitations.agree_invitation, invitations.resend):
            with pytest.raises(PermissionDenied):
                act(made, by=cast.account("partner"))
        assert not Letter.objects.filter(kind="directory/invitation").exists()
        assert Client().post(link_of(made)).status_code == 410

    def test_a_waiting_one_is_not_joined(self, cast) -> None:
        made = self.invited(cast, "liaison", cast.police)
        Invitation.objects.update(email="outsider@example.org")
        with pytest.raises(PermissionDenied):
            join(made, by=cast.account("outsider"))
        assert not cast.people["outsider"].duplicates.exists()


@pytest.fixture
def deputy(cast) -> Person:
    """Of North's association, which keeps the entry; without an account."""
    person = make.PersonFactory(
        family_name="Muster", email="muster@example.org", kept_by=cast.association
    )
    make.RepresentationFactory(person=person, organisation=cast.association, role="deputy")
    return person


class TestOne:
    """From the person's page."""

    def test_invited_and_sent_again(self, cast, deputy) -> None:
        client, page = browser(cast, "partner"), f"/people/{deputy.pk}/"
        values = typed(client, f"{page}invite/")
        assert values["email"] == "muster@example.org"
        assert client.post(f"{page}invite/", values)["Location"] == page
        first = Invitation.objects.get()
        link = link_of(first)
        assert "valid until" in words(client.get(page).content)
        assert "Muster" in words(client.get("/invitations/").content)
        assert client.post(f"/invitations/{first.pk}/resend/").status_code == 302
        assert Client().get(link).status_code == 410  # at once, not when the letter is posted
        assert Client().get(link_of(first)).status_code == 200
        assert Invitation.objects.count() == 1 and Letter.objects.count() == 2

    def test_a_double_click_is_one_invitation(self, cast, deputy) -> None:
        client, path = browser(cast, "partner"), f"/people/{deputy.pk}/invite/"
        values = typed(client, path)
        assert [client.post(path, values).status_code for _ in range(2)] == [302, 302]
        assert Invitation.objects.count() == 1

    def test_withdrawn(self, cast, deputy) -> None:
        client = browser(cast, "partner")
        made = invitations.invite(deputy, by=cast.account("partner"), email=deputy.email)
        link, path = link_of(made), f"/invitations/{made.pk}/withdraw/"
        assert "Withdraw the invitation" in words(client.get(path).content)
        assert [client.post(path).status_code for _ in range(2)] == [302, 403]
        assert client.post(f"/invitations/{made.pk}/resend/").status_code == 403
        assert Client().get(link).status_code == Client().post(link).status_code == 410

    def test_one_that_ran_out_is_sent_again(self, cast, deputy) -> None:
        made = invitations.invite(deputy, by=cast.account("partner"), email=deputy.email)
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        client = browser(cast, "partner")
        assert "run out" in words(client.get("/invitations/").content)
        assert client.post(f"/invitations/{made.pk}/resend/").status_code == 302
        assert Invitation.objects.open().get() == made

    def test_the_answer_tells_nothing_of_addresses(self, cast, deputy) -> None:
        """Known to somebody else, known to nobody: the same."""
        said = []
        for address in (cast.account("outsider").email, "nobody@example.org"):
            Person.objects.filter(pk=deputy.pk).update(email=address)
            client, path = browser(cast, "partner"), f"/people/{deputy.pk}/invite/"
            answer = client.post(path, typed(client, path), follow=True)
            said.append((answer.redirect_chain, words(answer.content).replace(address, "")))
        assert said[0][0] == said[1][0]
        assert (
            "The letter is on its way." in said[0][1] and "The letter is on its way." in said[1][1]
        )

    def test_not_more_than_fifty_in_an_hour(self, cast, deputy) -> None:
        by = cast.account("partner")
        for _number in range(50):
            record("directory.invitation_resent", by=by, target=deputy)
        client, path = browser(cast, "partner"), f"/people/{deputy.pk}/invite/"
        answer = client.post(path, typed(client, path))
        assert answer.status_code == 200 and "more than 50" in words(answer.content)
        assert not Invitation.objects.exists()
        with travel(timezone.now() + timedelta(hours=2)):
            invitations.invite(deputy, by=by, email=deputy.email)


LINES = "Ada Neu <ada@example.org>\n\nBerta von Neu, BERTA@example.org\n<carla@example.org>"


class TestMany:
    """From the page of an organisation."""

    def _path(self, cast) -> str:
        return f"/organisations/{cast.association.pk}/invite/"

    def test_looked_at_before_they_are_sent(self, cast, deputy) -> None:
        client, path = browser(cast, "partner"), self._path(cast)
        values = typed(client, path, lines=LINES) | {"people": [deputy.pk]}
        shown = client.post(path, values)
        assert shown.context["preview"] and not Invitation.objects.exists()
        for word in ("Ada Neu", "Berta von Neu", "carla", "muster@example.org"):
            assert word in words(shown.content)
        assert client.post(path, values | {"send": "1"})["Location"] == "/invitations/"
        assert set(Invitation.objects.values_list("email", flat=True)) == {
            "ada@example.org",
            "berta@example.org",
            "carla@example.org",
            "muster@example.org",
        }
        ada = Person.objects.get(email="ada@example.org")
        assert (ada.given_name, ada.family_name) == ("Ada", "Neu")
        assert ada.representations.get().organisation == cast.association

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            ("", "Choose somebody, or write who is to be invited."),
            ("Ada Neu", "Line 1: There is no e-mail address."),
            ("a@example.org\nb@", "Line 2: There is no e-mail address."),
            ("a@example.org\nA@example.org", "Line 2: This address stands there twice."),
            ("a@-", "Line 1:"),
            ("Ada <a@example.org> <b@example.org>", "Line 1:"),
            ("x" * 200 + " <a@example.org>", "Line 1: This is too long."),
            ("Muster <muster@example.org>", "is entered already"),
            ("\n".join(f"p{n}@example.org" for n in range(51)), "At most 50 people"),
            ("x" * 8001, "at most 8000 characters"),
            ("\x00\u202e", "Choose somebody"),
        ],
    )
    def test_lines_that_are_none(self, cast, deputy, lines, sentence) -> None:
        client, path = browser(cast, "partner"), self._path(cast)
        before = Person.objects.count()
        answer = client.post(
            path, typed(client, path) | {"lines": lines, "people": [], "send": "1"}
        )
        assert answer.status_code == 200 and sentence in words(answer.content)
        assert (Person.objects.count(), Invitation.objects.count()) == (before, 0)

    def test_all_or_nothing(self, cast, deputy) -> None:
        for _number in range(48):
            record("directory.person_invited", by=cast.account("partner"), target=deputy)
        client, path = browser(cast, "partner"), self._path(cast)
        before = Person.objects.count()
        values = typed(client, path, lines=LINES) | {"people": [], "send": "1"}
        answer = client.post(path, values)
        assert answer.status_code == 200 and "more than 50" in words(answer.content)
        assert (Person.objects.count(), Invitation.objects.count()) == (before, 0)

    def test_people_of_others(self, cast) -> None:
        stranger = make.RepresentationFactory(
            organisation=cast.police, person=make.PersonFactory(email="fremd@example.org")
        ).person
        make.RepresentationFactory(
            organisation=cast.association, person=make.PersonFactory(email="own@example.org")
        )
        client, path = browser(cast, "partner"), self._path(cast)
        answer = client.post(path, typed(client, path) | {"people": [stranger.pk], "send": "1"})
        assert answer.status_code == 200 and not Invitation.objects.exists()


class TestJoining:
    """Invited by two organisations: one person, one account."""

    @pytest.fixture
    def second(self, cast) -> Invitation:
        """North's association invites the outsider, of whom it knows nothing but the address."""
        entry = make.PersonFactory(family_name="Doppelt", kept_by=cast.association)
        make.RepresentationFactory(person=entry, organisation=cast.association, role="deputy")
        address = cast.account("outsider").email
        return invitations.invite(
            entry, by=cast.account("partner"), email=address.upper(), language="en"
        )

    def test_with_the_account_that_is_there(self, cast, second) -> None:
        client, link = browser(cast, "outsider"), link_of(second)
        assert client.get(link)["Location"] == f"{link}join/"
        assert cast.association.name in words(client.get(f"{link}join/").content)
        assert Account.objects.get(pk=cast.account("outsider").pk)
        assert client.post(f"{link}join/")["Location"] == "/me/"
        person = cast.people["outsider"]
        assert person.representations.filter(organisation=cast.association).exists()
        entry = Person.objects.get(pk=second.person_id)
        assert entry.merged_into == person and not entry.representations.exists()
        for place in (cast.north, cast.south):
            assert client.get(f"/partnerships/{place.pk}/").status_code == 200
        assert client.post(f"{link}join/").status_code == 410

    def test_it_waits_for_who_is_asked(self, cast, second) -> None:
        client, link = browser(cast, "chair"), link_of(second)
        assert "You are signed in as somebody else" in words(client.get(link).content)
        refused = client.post(f"{link}join/")
        assert refused.status_code == 403
        assert "another e-mail address" in words(refused.content)
        assert Invitation.objects.open().filter(pk=second.pk).exists()

    def test_an_address_that_is_not_proven(self, cast, second) -> None:
        EmailAddress.objects.filter(email=cast.account("outsider").email).update(verified=False)
        with pytest.raises(PermissionDenied):
            join(second, by=cast.account("outsider"))

    def test_standing_there_already(self, cast, second) -> None:
        person = cast.people["outsider"]
        own = make.RepresentationFactory(person=person, organisation=cast.association)
        join(second, by=cast.account("outsider"))
        rows = person.representations.filter(organisation=cast.association)
        assert rows.get() == own
        left = Person.objects.get(pk=second.person_id).representations.get()
        assert left.is_over  # nothing is lost: it stays with the entry

    def test_a_role_that_one_gave_does_not_come_back(self, cast) -> None:
        admin = cast.account("admin")
        entry = make.PersonFactory()
        grant = make.GrantFactory(
            person=entry, role=Role.LIAISON, partnership=cast.north, given_by=admin
        )
        own = invitations.invite(entry, by=admin, email=admin.email)
        with pytest.raises(PermissionDenied):  # it waits: the entry holds a role
            join(own, by=admin)
        join(invitations.agree_invitation(own, by=cast.account("dpo")), by=admin)
        grant.refresh_from_db()
        assert grant.ended_at is not None
        assert not cast.account("admin").access.has("liaison")

    def test_a_seat_goes_on_with_the_person(self, cast, second) -> None:
        entry, person = second.person, cast.people["outsider"]
        seat = make.SeatFactory(
            body=cast.north.bodies.get(), person=entry, organisation=cast.association
        )
        join(second, by=cast.account("outsider"))
        seat.refresh_from_db()
        assert seat.person == person and seat.ended_at is None

    def test_both_links_open_one_account(self, cast, deputy) -> None:
        away = cast.south.partners.get().organisation
        other = make.PersonFactory(kept_by=away)
        make.RepresentationFactory(person=other, organisation=away, role="deputy")
        Person.objects.filter(pk=deputy.pk).update(email="neu@example.org")
        first = invitations.invite(deputy, by=cast.account("partner"), email="neu@example.org")
        second = invitations.invite(other, by=cast.account("outsider"), email="neu@example.org")
        client, links = Client(), [link_of(first), link_of(second)]
        assert client.post(links[0])["Location"] == "/home/"
        assert client.get(links[1])["Location"] == f"{links[1]}join/"
        assert client.post(f"{links[1]}join/").status_code == 302
        account = Account.objects.get(email="neu@example.org")
        assert account.access.partnership_ids == {cast.north.pk, cast.south.pk}
