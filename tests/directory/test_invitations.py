"""From the invitation to an account, and who may give what to whom."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from partnerships.directory.actions import invitations
from partnerships.directory.models import Account, Grant, Invitation, Person, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from tests.factories import directory as make


@pytest.fixture
def invitation(cast) -> Invitation:
    """To a person who represents North's association."""
    person = make.PersonFactory(family_name="<b>Neu</b>")
    make.RepresentationFactory(person=person, organisation=cast.association)
    address = f"Neu-{uuid4().hex}@Example.org"
    return invitations.invite(person, by=cast.account("admin"), email=address, language="en")


def link_of(invitation: Invitation) -> str:
    """The path of a fresh link."""
    return re.sub("^https?://[^/]+", "", invitations.mint_link(invitation))


class TestAccepting:
    """The button opens the account."""

    def test_signed_in_at_once(self, cast, invitation) -> None:
        client, link = Client(), link_of(invitation)
        assert client.get(link).status_code == 200
        answer = client.post(link)
        assert answer["Location"] == "/me/"
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
            invitations.mint_link(invitation)
        else:
            link = f"/invitations/{uuid4().hex}/"
        before, client = Account.objects.count(), Client()
        assert [client.get(link).status_code, client.post(link).status_code] == [410, 410]
        assert Account.objects.count() == before and "_auth_user_id" not in client.session

    def test_an_address_that_has_an_account(self, cast, invitation) -> None:
        Invitation.objects.update(email=cast.account("partner").email)
        before, client, link = Account.objects.count(), Client(), link_of(invitation)
        answer = client.post(link, follow=True)
        assert answer.redirect_chain == [("/accounts/login/", 302)]
        assert "There is an account with this address already" in answer.content.decode()
        assert Account.objects.count() == before and "_auth_user_id" not in client.session
        assert Person.objects.get(pk=invitation.person_id).account is None

    def test_two_invitations_of_one_person(self, cast, invitation) -> None:
        """The second opens no account without a person."""
        second = invitations.invite(
            invitation.person, by=cast.account("admin"), email=f"{uuid4().hex}@example.org"
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
        for name in ("liaison", "admin", "partner"):
            person = make.PersonFactory()
            invitations.invite(person, by=cast.account(name), email=f"{uuid4().hex}@example.org")
        for name in ("former", "analyst", "dpo", "customs"):
            with pytest.raises(PermissionDenied):
                invitations.invite(
                    make.PersonFactory(), by=cast.account(name), email="x@example.org"
                )

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
