"""Every change of a way to sign in asks for proof, is told by letter, and stands in the log: row by row."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import allauth.account
import allauth.mfa
import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import flows as passkeys
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from partnerships.directory.actions.invitations import invite
from partnerships.directory.letters.invitees import mint_link
from partnerships.directory.letters.ways_in import WayChange
from partnerships.directory.models import Account
from partnerships.directory.sign_in.accounts import CHANGES
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.actions import compose
from partnerships.shared.letters.models import Letter
from tests.factories import directory as make
from tests.house.addresses import addresses
from tests.proof import proven

pytestmark = pytest.mark.django_db
NEW, WORDS = "neu@example.org", "Kirsche Nebel Amboss Dach"
PROVE = "/accounts/prove/"


@pytest.fixture
def account(settings) -> Account:
    """Signs in by code: the library would ask such a person for nothing."""
    settings.DEMO = False
    made = make.AccountFactory(email="mina@example.org", language="en")
    make.PersonFactory(account=made, given_name="Mina", family_name="Aslani")
    return made


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


class Way(NamedTuple):
    """`prepare(account)`, then `sent(account, client)` to `address` makes `change`; `told` beside the present one."""

    address: str
    change: str
    sent: Callable[..., dict]
    prepare: Callable[[Account], object] = lambda account: None
    told: tuple[str, ...] = ()


def with_password(account: Account) -> None:
    account.set_password(WORDS)
    account.save()


def with_app(account: Account) -> None:
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)


def waiting(account: Account) -> None:
    EmailAddress.objects.create(user=account, email=NEW)


def passkey(account: Account) -> None:
    Authenticator.objects.create(user=account, type="webauthn", pk=4711, data={"name": "x"})


def first_code(account: Account, client: Client) -> dict:
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    return {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))}


def twice(account: Account, client: Client) -> dict:
    return {"password1": WORDS + "2", "password2": WORDS + "2", "oldpassword": WORDS}


def nothing(account: Account, client: Client) -> dict:
    return {}


WAYS = [
    Way("/accounts/email/", "address_asked", lambda *_: {"email": NEW, "action_add": "1"}),
    Way(
        "/accounts/email/",
        "address_kept",
        lambda *_: {"email": NEW, "action_remove": "1"},
        waiting,
    ),
    Way("/accounts/password/set/", "password_set", twice),
    Way("/accounts/password/change/", "password_changed", twice, with_password),
    Way("/accounts/2fa/totp/activate/", "app_on", first_code),
    Way("/accounts/2fa/totp/deactivate/", "app_off", nothing, with_app),
    Way("/accounts/2fa/recovery-codes/generate/", "recovery_codes", nothing, with_app),
    Way("/accounts/2fa/webauthn/keys/4711/remove/", "passkey_removed", nothing, passkey),
]
# With what the way in itself is proven: the present password, a link from a letter, the library's own check.
PROVEN_OTHERWISE = {"/accounts/password/change/"}
ASKED = [way for way in WAYS if way.address not in PROVEN_OTHERWISE]


def ids(way: Way) -> str:
    return way.change


def changes(account: Account) -> list[str]:
    rows = AuditEvent.objects.filter(what="directory.way_in_changed", by=account).order_by("id")
    return [event.facts["change"] for event in rows]


def told() -> set[str]:
    return set(
        Letter.objects.filter(kind="directory/way_in_changed").values_list("email", flat=True)
    )


@pytest.mark.parametrize("password", [False, True], ids=["by code", "with a password"])
@pytest.mark.parametrize("way", ASKED, ids=ids)
def test_without_fresh_proof_nothing_changes(account, way, password) -> None:
    if password and way.change == "password_set":
        return  # who has one changes it
    way.prepare(account)
    if password:
        with_password(account)
    client = signed_in(account)
    before = list(Authenticator.objects.values()), list(EmailAddress.objects.values())
    sent = {"code": "123456"} if way.change == "app_on" else way.sent(account, client)
    answer = client.post(way.address, sent)
    assert answer.status_code == 302
    assert re.search(r"/(prove|reauthenticate)/", answer["Location"]), answer["Location"]
    assert (list(Authenticator.objects.values()), list(EmailAddress.objects.values())) == before
    assert Account.objects.get(pk=account.pk).password == account.password
    assert (changes(account), told(), mail.outbox) == ([], set(), [])


@pytest.mark.parametrize("way", WAYS, ids=ids)
def test_with_it_it_is_made_told_and_noted(
    account, way, django_capture_on_commit_callbacks
) -> None:
    way.prepare(account)
    client = proven(signed_in(account))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(way.address, way.sent(account, client))
    assert answer.status_code == 302
    assert changes(account) == [way.change]
    assert told() == {"mina@example.org"}
    letter = Letter.objects.get(kind="directory/way_in_changed")
    assert str(WayChange(way.change).label) in compose(letter).body
    assert "by telephone" in compose(letter).alternatives[0].content


def test_a_new_address_is_told_to_both(account) -> None:
    proven(client := signed_in(account)).post("/accounts/email/", WAYS[0].sent())
    link = re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    Letter.objects.all().delete()
    client.post(link)
    account.refresh_from_db()
    assert account.email == NEW
    assert changes(account) == ["address_asked", "address"]
    assert told() == {"mina@example.org", NEW}


def test_a_forgotten_password_is_told(account) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": account.email})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], twice(account, client))
    assert Account.objects.get(pk=account.pk).check_password(WORDS + "2")
    assert changes(account) == ["password_reset"]
    assert told() == {account.email}


def test_a_new_passkey_is_told(account, rf) -> None:
    """The browser test adds one with a key; here the library says that it did."""
    assert CHANGES["mfa/email/webauthn_added"] == WayChange.PASSKEY_ADDED
    assert "mfa/email/webauthn_added" in Path(passkeys.__file__).read_text()
    answer = signed_in(account).get("/accounts/2fa/webauthn/add/")
    assert answer["Location"].startswith(PROVE)
    assert proven(signed_in(account)).get("/accounts/2fa/webauthn/add/").status_code == 200


def test_everything_that_the_library_tells_of_is_known_here() -> None:
    said = set()
    for library in (allauth.account, allauth.mfa):
        for file in Path(library.__file__).parent.rglob("*.py"):
            called = re.findall(r"send_notification_mail\(\s*\"([^\"]+)\"", file.read_text())
            said |= set(called)
    assert said == set(CHANGES)
    made = {way.change for way in WAYS} | {"address", "password_reset", "passkey_added"}
    assert made == set(WayChange.values)


READS = {
    *("account_login", "account_logout", "account_inactive", "account_signup"),
    *("account_reauthenticate", "account_email_verification_sent", "account_confirm_login_code"),
    *("account_reset_password", "account_reset_password_done", "account_request_login_code"),
    *("account_reset_password_from_key_done", "mfa_index", "mfa_authenticate"),
    *("mfa_reauthenticate", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
    *("mfa_list_webauthn", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn"),
    *("mfa_login_webauthn", "usersessions_list", "directory:prove", "directory:openid"),
    *("directory:enter_by_openid", "directory:openid_callback"),
}
CHANGING = {
    *("account_email", "account_set_password", "account_change_password"),
    *("account_confirm_email", "account_reset_password_from_key"),  # by a link from a letter
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes"),
    *("mfa_add_webauthn", "mfa_remove_webauthn"),
    *("directory:link_openid", "directory:unlink_openid"),  # rows of test_oidc
}


def test_every_address_below_accounts_reads_or_changes() -> None:
    there = {found.name for found in addresses() if found.route.startswith("accounts/")}
    assert there == READS | CHANGING


@pytest.mark.parametrize("path", ["link/", "unlink/"])
def test_the_sign_in_service_asks_too(account, settings, path) -> None:
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://sign-in.example", "Amtskonto"
    answer = signed_in(account).post(f"/accounts/oidc/{path}")
    assert answer["Location"].startswith(PROVE)


class TestByCode:
    """Who has neither password nor second step."""

    def ask(self, client: Client) -> str:
        client.post(f"{PROVE}?next=/accounts/email/", {"send": "1"})
        return next(
            line for line in mail.outbox[-1].body.split() if re.fullmatch(r"[A-Z-]{8,9}", line)
        )

    def test_it_leads_back_and_counts_for_five_minutes(self, account) -> None:
        client = signed_in(account)
        assert client.get("/accounts/email/")["Location"] == f"{PROVE}?next=%2Faccounts%2Femail%2F"
        page = client.get(f"{PROVE}?next=/accounts/email/")
        assert page.status_code == 200 and mail.outbox == []  # looking sends nothing
        code = self.ask(client)
        assert mail.outbox[0].to == [account.email]
        pasted = f"\u00a0{code.replace('-', chr(0x2011))}\u200b"
        answer = client.post(f"{PROVE}?next=/accounts/email/", {"code": pasted})
        assert answer["Location"] == "/accounts/email/"
        assert client.get("/accounts/email/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            assert client.get("/accounts/email/").status_code == 302

    def test_a_code_is_used_up_tried_five_times_and_for_one_account(self, account) -> None:
        client = signed_in(account)
        code = self.ask(client)
        other = signed_in(make.AccountFactory())
        session = other.session
        session["proof_code"] = client.session["proof_code"]
        session.save()
        assert other.post(PROVE, {"code": code}).status_code == 200
        for _attempt in range(5):
            assert client.post(PROVE, {"code": "BCDF-GHJK"}).status_code == 200
        assert client.post(PROVE, {"code": code}).status_code == 200
        assert client.get("/accounts/email/").status_code == 302
        code = self.ask(client)
        with time_machine.travel(timezone.now() + timedelta(minutes=11)):
            assert client.post(PROVE, {"code": code}).status_code == 200
        assert client.post(PROVE, {"code": code}).status_code == 302
        assert client.post(PROVE, {"code": code}).status_code == 200
        kept = Session.objects.get(pk=client.session.session_key)
        assert code not in str(kept.get_decoded())

    def test_not_instead_of_a_second_step(self, account) -> None:
        with_app(account)
        client = signed_in(account)
        assert "/2fa/reauthenticate/" in client.get("/accounts/email/")["Location"]
        assert "/2fa/reauthenticate/" in client.post(PROVE, {"send": "1"})["Location"]
        assert mail.outbox == []

    def test_a_password_that_was_sent_is_not_kept(self, account) -> None:
        client = signed_in(account)
        client.post("/accounts/password/set/", twice(account, client))
        assert WORDS not in str(dict(client.session))

    def test_whoever_has_just_accepted_has_proven_the_address(self, cast, settings) -> None:
        settings.DEMO = False
        new = make.PersonFactory(kept_by=cast.association)
        make.RepresentationFactory(person=new, organisation=cast.association, role="deputy")
        asked = invite(new, by=cast.account("partner"), email=NEW)
        client = Client()
        link = mint_link(asked).removeprefix(settings.SITE_URL)
        client.post(link)
        assert client.get("/accounts/password/set/").status_code == 200
