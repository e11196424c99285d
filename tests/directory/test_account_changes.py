"""A lost telephone: at once for most; another address, and whoever has a protected role: with a second person."""

import threading

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.actions import account_changes as actions
from partnerships.directory.actions import grants
from partnerships.directory.models import Account, AccountChange, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from partnerships.shared.registry import letter_kinds
from tests.factories import directory as make
from tests.journeys.forms import browser, typed
from tests.proof import proven

NEW = "neu@example.org"


@pytest.fixture
def admins(cast):
    """A second administrator, by the name `second`."""
    cast.people["second"] = make.PersonFactory(
        given_name="Second", account=make.AccountFactory(email="second@example.org")
    )
    make.GrantFactory(person=cast.people["second"], role=Role.ADMINISTRATOR)
    return cast


def ask(cast, name: str, kind: str = "email", email: str = NEW, by: str = "admin"):
    """The administrator asks."""
    return actions.ask_account_change(
        cast.account(name), by=cast.account(by), kind=kind, email=email
    )


class TestOrdinaryPeople:
    """The person is told; whoever reads another address is that person, so it is not one administrator's word."""

    def test_another_address(self, cast) -> None:
        client = cast.client("partner")
        make_pending(cast, "partner")
        change = ask(cast, "partner", email="  Neu@Example.org ")
        assert change.is_open and client.get("/home/").status_code == 200
        for name in ("admin", "partner", "liaison"):
            with pytest.raises(PermissionDenied):
                actions.agree_account_change(change, by=cast.account(name))
        assert cast.account("partner").email == "partner@example.org"
        change = actions.agree_account_change(change, by=cast.account("dpo"))
        account = cast.account("partner")
        assert change.made_at and account.email == NEW
        rows = EmailAddress.objects.filter(user=account).values_list("email", "verified", "primary")
        assert list(rows) == [(NEW, True, True)]
        assert client.get("/home/").status_code == 302
        letters = Letter.objects.filter(kind="directory/account_changed").order_by("email")
        assert [letter.email for letter in letters] == [NEW, "partner@example.org"]
        kind = letter_kinds.get("directory/account_changed")
        assert all(kind.may_receive(letter) for letter in letters)
        bodies = [compose(letter).body for letter in letters]
        assert bodies[0] != bodies[1] and NEW not in bodies[1]

    def test_a_lost_telephone(self, cast) -> None:
        account = cast.account("partner")
        account.set_password("a long password of nobody")
        account.save()
        Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
        client = cast.client("partner")
        ask(cast, "partner", kind="factors", email="")
        assert not Authenticator.objects.filter(user=account).exists()
        assert not cast.account("partner").has_usable_password()
        assert client.get("/home/").status_code == 302
        assert Letter.objects.get().email == "partner@example.org"

    @pytest.mark.parametrize(
        "email",
        ["", "partner@example.org", "PARTNER@example.org", "no address", "Chair@Example.org"],
    )
    def test_refused(self, cast, email) -> None:
        with pytest.raises(ValidationError):
            ask(cast, "partner", email=email)
        assert cast.account("partner").email == "partner@example.org"
        assert not AccountChange.objects.exists()

    def test_only_administrators_and_not_for_themselves(self, cast) -> None:
        for name in set(cast.people) - {"admin"}:
            with pytest.raises(PermissionDenied):
                ask(cast, "outsider", by=name)
        with pytest.raises(PermissionDenied):
            ask(cast, "admin")


def make_pending(cast, name: str) -> None:
    """An address that waits to be proven."""
    EmailAddress.objects.create(user=cast.account(name), email="wartet@example.org")


class TestProtected:
    """One administrator alone changes nothing."""

    @pytest.mark.parametrize("name", ["dpo", "analyst", "complaints", "approver"])
    @pytest.mark.parametrize("kind", ["email", "factors"])
    def test_it_waits(self, admins, name, kind) -> None:
        client = admins.client(name)
        change = ask(admins, name, kind=kind)
        assert change.is_open and client.get("/home/").status_code == 200
        assert admins.account(name).email == f"{name}@example.org"
        for other in ("admin", name, "liaison", "partner"):
            with pytest.raises(PermissionDenied):
                actions.agree_account_change(change, by=admins.account(other))
        actions.agree_account_change(change, by=admins.account("second"))
        assert (admins.account(name).email == NEW) is (kind == "email")
        assert client.get("/home/").status_code == 302

    def test_also_while_the_role_itself_waits(self, cast) -> None:
        grants.give_role(cast.people["partner"], by=cast.account("admin"), role=Role.ANALYST)
        assert ask(cast, "partner").is_open

    def test_data_protection_is_told(self, admins) -> None:
        change = ask(admins, "analyst")
        actions.agree_account_change(change, by=admins.account("second"))
        told = Letter.objects.filter(kind="directory/account_change_told").order_by("pk")
        assert [letter.facts["what"] for letter in told] == ["asked", "made"]
        assert {letter.recipient for letter in told} == {admins.account("dpo")}
        assert "Analyst Beispiel" in compose(told[0]).body
        kind = letter_kinds.get("directory/account_change_told")
        assert kind.may_receive(told[0])
        admins.people["dpo"].grants.update(ended_at=timezone.now())
        assert not kind.may_receive(Letter.objects.get(pk=told[0].pk))

    def test_refused_and_withdrawn(self, admins) -> None:
        change = ask(admins, "analyst")
        with pytest.raises(PermissionDenied):
            actions.withdraw_account_change(change, by=admins.account("second"))
        actions.refuse_account_change(change, by=admins.account("dpo"))
        with pytest.raises(PermissionDenied):
            actions.agree_account_change(change, by=admins.account("second"))
        change = ask(admins, "analyst")
        actions.withdraw_account_change(change, by=admins.account("admin"))
        with pytest.raises(PermissionDenied):
            actions.agree_account_change(change, by=admins.account("second"))
        assert admins.account("analyst").email == "analyst@example.org"
        events = AuditEvent.objects.filter(what__startswith="directory.account_change_")
        assert [event.what.rsplit("_", 1)[1] for event in events.order_by("pk")] == [
            "asked",
            "refused",
            "asked",
            "withdrawn",
        ]

    def test_one_at_a_time(self, admins) -> None:
        ask(admins, "analyst")
        with pytest.raises(ValidationError):
            ask(admins, "analyst", email="anders@example.org", by="second")
        assert ask(admins, "analyst", kind="factors").is_open

    def test_the_address_was_taken_meanwhile(self, admins) -> None:
        change = ask(admins, "analyst")
        make.AccountFactory(email=NEW.upper())
        with pytest.raises(ValidationError):
            actions.agree_account_change(change, by=admins.account("second"))
        assert admins.account("analyst").email == "analyst@example.org"
        page = browser(admins, "second").post(f"/account-changes/{change.pk}/agree/")
        assert page.status_code == 200 and "already" in page.content.decode()

    @pytest.mark.django_db(transaction=True)
    def test_two_decide_at_the_same_moment(self, admins) -> None:
        change = ask(admins, "analyst")
        start, ends = threading.Barrier(2), []

        def decide(action, by) -> None:
            start.wait()
            try:
                action(change, by=by)
                ends.append("done")
            except PermissionDenied as refusal:
                ends.append(str(refusal))
            finally:
                connection.close()

        threads = [
            threading.Thread(target=decide, args=(action, admins.account(name)))
            for action, name in (
                (actions.agree_account_change, "second"),
                (actions.refuse_account_change, "dpo"),
            )
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ends.count("done") == 1 and len(ends) == 2
        change.refresh_from_db()
        assert (admins.account("analyst").email == NEW) is bool(change.made_at)


class TestOwnAddress:
    """On the page of the sign-in library."""

    def _ask(self, cast, name: str, email: str = NEW):
        client = proven(browser(cast, name))
        return client, client.post("/accounts/email/", {"email": email, "action_add": "1"})

    def test_ordinary_people_prove_the_new_one(self, cast) -> None:
        self._ask(cast, "partner")
        assert not AccountChange.objects.exists()
        assert EmailAddress.objects.filter(email=NEW, verified=False).exists()
        assert mail.outbox[0].to == [NEW]

    def test_holders_of_protected_roles_wait(self, cast) -> None:
        client, answer = self._ask(cast, "analyst", "Neu@Example.org")
        assert answer.status_code == 302
        assert not EmailAddress.objects.filter(email=NEW).exists() and not mail.outbox
        change = AccountChange.objects.get()
        assert change.is_own and change.email == NEW
        assert "Your new address" in client.get("/home/").content.decode()
        assert client.get(f"/account-changes/{change.pk}/").status_code == 200
        assert client.post(f"/account-changes/{change.pk}/agree/").status_code == 403
        dpo = browser(cast, "dpo")
        assert dpo.post(f"/account-changes/{change.pk}/agree/").status_code == 302
        assert cast.account("analyst").email == NEW
        assert client.get("/home/").status_code == 302

    def test_an_administrator_needs_somebody_else(self, cast) -> None:
        self._ask(cast, "admin")
        change = AccountChange.objects.get()
        with pytest.raises(PermissionDenied):
            actions.agree_account_change(change, by=cast.account("admin"))
        actions.agree_account_change(change, by=cast.account("dpo"))
        assert cast.account("admin").email == NEW

    def test_a_second_wish_replaces_the_first(self, cast) -> None:
        self._ask(cast, "analyst")
        self._ask(cast, "analyst", "anders@example.org")
        assert AccountChange.objects.open().get().email == "anders@example.org"

    def test_they_learn_nothing_about_other_addresses(self, cast) -> None:
        taken, free = (
            self._ask(cast, "analyst", email)[1]["Location"]
            for email in ("partner@example.org", NEW)
        )
        assert taken == free

    def test_what_waited_to_be_proven_goes_with_the_role(self, cast) -> None:
        make_pending(cast, "partner")
        grants.give_role(cast.people["partner"], by=cast.account("admin"), role=Role.ANALYST)
        assert not EmailAddress.objects.filter(email="wartet@example.org").exists()


class TestPages:
    """What an administrator does in a browser."""

    def test_asked_and_agreed(self, admins) -> None:
        client, pk = browser(admins, "admin"), admins.people["analyst"].pk
        path = f"/people/{pk}/account/"
        assert "second person" in client.get(path).content.decode()
        answer = client.post(path, typed(client, path, kind="email", email=NEW))
        change = AccountChange.objects.get()
        assert answer["Location"] == f"/account-changes/{change.pk}/"
        assert NEW in client.get(answer["Location"]).content.decode()
        assert client.get(f"/account-changes/{change.pk}/agree/").status_code == 403
        second = browser(admins, "second")
        assert "Analyst Beispiel" in second.get("/account-changes/").content.decode()
        assert "1 change waits" in second.get("/home/").content.decode()
        assert second.post(f"/account-changes/{change.pk}/agree/").status_code == 302
        assert "Analyst Beispiel" not in second.get("/account-changes/").content.decode()
        assert "Analyst Beispiel" in second.get("/account-changes/?all=1").content.decode()

    @pytest.mark.parametrize(
        "values",
        [
            {"kind": "email", "email": ""},
            {"kind": "email", "email": "\x00@\u202e"},
            {"kind": "email", "email": "chair@example.org"},
            {"kind": "everything", "email": NEW},
            {"kind": "", "email": NEW},
        ],
    )
    def test_nonsense(self, cast, values) -> None:
        path = f"/people/{cast.people['partner'].pk}/account/"
        answer = browser(cast, "admin").post(path, values)
        assert answer.status_code == 200 and answer.context["form"].errors
        assert not AccountChange.objects.exists()

    def test_others_see_nothing(self, cast) -> None:
        change = ask(cast, "analyst")
        for name in ("liaison", "partner", "complaints"):
            client = cast.client(name)
            assert client.get(f"/account-changes/{change.pk}/").status_code == 404
            assert client.get("/account-changes/").status_code == 403
            assert client.get(f"/people/{cast.people['partner'].pk}/account/").status_code == 403
        assert cast.client("admin").get("/people/999999/account/").status_code == 404


def test_who_needs_a_second_person(cast) -> None:
    found = {name for name in cast.people if rules.needs_second_person(cast.account(name))}
    assert found == {"complaints", "approver", "analyst", "legal", "dpo", "admin"}
    assert Account.objects.count() == len(cast.people)
