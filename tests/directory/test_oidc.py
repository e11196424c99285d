"""The sign-in service: who comes in by it, who does not, and that nothing is learnt or taken over."""

import json
import re
import threading
import time
from datetime import timedelta
from uuid import uuid4

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.utils import timezone

from partnerships.directory import rules
from partnerships.directory.actions import openid
from partnerships.directory.models import Account, Invitation, Role
from partnerships.shared.audit.models import AuditEvent
from partnerships.shared.letters.models import Letter
from partnerships.shared.registry import letter_kinds
from tests.directory.oidc import (
    CALLBACK,
    ENTER,
    LINK,
    PAGE,
    Browser,
    Service,
    answering,
    asked,
    free_port,
    running,
)
from tests.factories import directory as make
from tests.proof import proven

HOME, UNLINK = "/home/", "/accounts/oidc/unlink/"
REFUSED = "Keine Einladung gefunden|No invitation found"
ENDS = {
    "issuer": "ISSUER",
    "authorization_endpoint": "ISSUER/a",
    "token_endpoint": "ISSUER/b",
    "jwks_uri": "ISSUER/c",
}
ANOTHER = json.dumps(ENDS | {"issuer": "https://evil.example"})
SCRIPTS = json.dumps(ENDS | {"authorization_endpoint": "javascript:alert(1)"})
OWN, FOREIGN = (rsa.generate_private_key(65537, 2048) for _each in range(2))
PUBLIC = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(OWN.public_key())) | {"kid": "one"}
SIGNERS = {
    "its key": (OWN, "RS256"),
    "another key": (FOREIGN, "RS256"),
    "nobody": ("", "none"),
    "the public key": (PUBLIC["n"], "HS256"),
}
FAILED = "hat nicht geklappt|did not work"


@pytest.fixture(scope="module")
def started():
    with running() as service:
        yield service


@pytest.fixture
def service(started: Service, settings) -> Service:
    settings.DEMO = False
    settings.OIDC_ISSUER = started.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "handschlag", "nobody's secret"
    settings.OIDC_NAME = "Amtskonto"
    settings.OIDC_SECOND_FACTOR_ACR, settings.OIDC_SECOND_FACTOR_AMR = ["high"], ["hwk"]
    return started


def address() -> str:
    return f"{uuid4().hex}@example.org"


@pytest.fixture
def invited(db) -> Invitation:
    """A person with an open invitation."""
    return invite(make.PersonFactory(), address())


def invite(person, email: str, **values) -> Invitation:
    until = timezone.now() + timedelta(days=1)
    return Invitation.objects.create(person=person, email=email, expires_at=until, **values)


@pytest.fixture
def linked(service: Service, db) -> tuple[Account, str]:
    """An account with a person, and the subject that opens it."""
    account = make.AccountFactory(email=address(), language="en")
    make.PersonFactory(account=account)
    subject = service.knows(email=account.email, email_verified=True)
    openid.link_openid(by=account, issuer=service.issuer, subject=subject)
    return account, subject


def signed_in(account: Account) -> Browser:
    browser = Browser()
    browser.client.force_login(account)
    return browser


def still_there(account: Account) -> Browser:
    """Signed in, and has just shown that it is still them."""
    browser = signed_in(account)
    proven(browser.client)
    return browser


def written() -> tuple[int, ...]:
    kinds = (Account, SocialAccount, AuditEvent, SocialApp, SocialToken)
    return tuple(kind.objects.count() for kind in kinds)


def shown(answer) -> str:
    """The page without what differs by chance."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


class TestInvited:
    """An open invitation to the proven address opens its account."""

    def test_comes_in_and_again(self, service, invited) -> None:
        subject = service.knows(email=invited.email.upper(), email_verified=True)
        browser = Browser()
        assert browser.enter(subject)["Location"] == "/home/"
        account = Account.objects.get(email=invited.email)
        assert browser.account == str(account.pk) and account.person == invited.person
        assert not account.has_usable_password()
        assert browser.client.get("/me/").status_code == 200
        invited.refresh_from_db()
        assert invited.accepted_at
        again = Browser()
        assert again.enter(subject)["Location"] == HOME
        assert again.account == browser.account

    def test_what_is_kept(self, service, invited) -> None:
        subject = service.knows(email=invited.email, email_verified=True, family_name="Geheim")
        Browser().enter(subject)
        link = SocialAccount.objects.get()
        assert (link.provider, link.uid, link.extra_data) == (service.issuer, subject, {})
        assert not SocialToken.objects.exists() and not SocialApp.objects.exists()
        said = {event.what: event.facts for event in AuditEvent.objects.all()}
        assert set(said) >= {"directory.invitation_accepted", "directory.openid_linked"}
        assert subject not in str(said)

    def test_two_invitations(self, service, invited) -> None:
        """By two organisations: the older one opens the account, the other stays as it is."""
        other = invite(make.PersonFactory(), invited.email)
        browser = Browser()
        browser.enter(service.knows(email=invited.email, email_verified=True))
        assert Account.objects.get(pk=browser.account).person == invited.person
        other.refresh_from_db()
        assert other.accepted_at is None

    @pytest.mark.django_db(transaction=True)
    def test_two_windows_at_once(self, service) -> None:
        invited = invite(make.PersonFactory(), address())
        start, found = threading.Barrier(2), []

        def enter(subject: str) -> None:
            start.wait(10)
            try:
                given = {"issuer": service.issuer, "subject": subject, "address": invited.email}
                found.append(openid.enter_by_openid(**given))
            finally:
                connection.close()

        threads = [threading.Thread(target=enter, args=[name]) for name in ("one", "two")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(account is None for account in found) == [False, True]
        assert SocialAccount.objects.count() == Account.objects.count() == 1


class TestRefused:
    """One page for every reason, and nothing written."""

    def reasons(self, service: Service, invited: Invitation) -> dict[str, dict]:
        """What the service says, by the reason to refuse."""
        known = make.AccountFactory(email=address())
        withdrawn = invite(make.PersonFactory(), address(), withdrawn_at=timezone.now())
        over = invite(make.PersonFactory(), address())
        Invitation.objects.filter(pk=over.pk).update(expires_at=timezone.now())
        both = make.AccountFactory(email=address())
        invite(make.PersonFactory(), both.email)
        return {
            "unknown": {"email": address(), "email_verified": True},
            "unproven": {"email": invited.email, "email_verified": False},
            "unproven in words": {"email": invited.email, "email_verified": "true"},
            "says nothing": {"email": invited.email},
            "no address": {},
            "an account": {"email": known.email, "email_verified": True},
            "an account and an invitation": {"email": both.email, "email_verified": True},
            "withdrawn": {"email": withdrawn.email, "email_verified": True},
            "expired": {"email": over.email, "email_verified": True},
            "not text": {"email": ["a"], "email_verified": True},
        }

    def test_alike(self, service, invited) -> None:
        reasons, pages = self.reasons(service, invited), set()
        before = written()
        for reason, claims in reasons.items():
            browser = Browser()
            answer = browser.enter(service.knows(**claims))
            assert (answer.status_code, browser.account) == (403, ""), reason
            pages.add(shown(answer))
        assert len(pages) == 1 and re.search(REFUSED, pages.pop())
        assert written() == before

    def test_a_closed_account(self, linked) -> None:
        account, subject = linked
        Account.objects.filter(pk=account.pk).update(is_active=False)
        browser = Browser()
        answer = browser.enter(subject)
        assert (answer.status_code, browser.account) == (403, "")
        assert re.search(REFUSED, shown(answer))

    def test_another_service_with_the_same_subject(self, linked) -> None:
        """Whoever runs the old service opens nothing after the issuer was changed, and the other way."""
        account, subject = linked
        SocialAccount.objects.update(provider="https://former.example")
        browser = Browser()
        assert browser.enter(subject).status_code == 403
        assert browser.account == ""

    def test_a_new_address_at_the_service_changes_nothing(self, service, linked) -> None:
        account, subject = linked
        service.say(subject, email=address(), email_verified=False)
        browser = Browser()
        browser.enter(subject)
        assert browser.account == str(account.pk)
        assert Account.objects.get(pk=account.pk).email == account.email


class TestTokens:
    """What the service says must hold."""

    @pytest.mark.parametrize(
        "wrong",
        [
            {"iss": "https://evil.example"},
            {"aud": "somebody-else"},
            {"aud": ["handschlag", "other"], "azp": "other"},
            {"exp": 1},
            {"exp": None},
            {"nonce": "another"},
            {"nonce": None},
        ],
        ids=str,
    )
    def test_another_claim(self, service, invited, wrong) -> None:
        before = written()
        claims = {"email": invited.email, "email_verified": True}
        browser = Browser()
        answer = browser.enter(service.knows(**(claims | wrong)))
        assert (answer.status_code, browser.account) == (400, "")
        assert re.search(FAILED, shown(answer))
        assert written() == before

    def test_a_subject_longer_than_the_column(self, service, invited) -> None:
        subject = "x" * 300
        service.say(subject, email=invited.email, email_verified=True)
        assert Browser().enter(subject).status_code == 400

    @pytest.mark.parametrize("signed_by", ["its key", "another key", "nobody", "the public key"])
    def test_the_signature(self, service, settings, invited, signed_by) -> None:
        about = {"email": invited.email, "email_verified": True}
        browser = self.returned(settings, about, {}, signed_by)
        assert bool(browser.account) is (signed_by == "its key")

    @pytest.mark.parametrize(("subject", "opens"), [("somebody", True), ("another", False)])
    def test_an_address_told_on_request(self, service, settings, invited, subject, opens) -> None:
        about = {"email": invited.email, "email_verified": True, "sub": subject}
        browser = self.returned(settings, {}, about | {"userinfo_endpoint": "ISSUER/d"}, "its key")
        assert bool(browser.account) is opens

    def returned(self, settings, in_token: dict, beside_it: dict, signed_by: str) -> Browser:
        """A browser back from a stand-in whose token says `in_token`."""
        said = ENDS | beside_it | {"keys": [PUBLIC]}
        with answering(json.dumps(said)) as stand_in:
            settings.OIDC_ISSUER = stand_in.issuer
            browser = Browser()
            carried = asked(browser.leave())
            claims = {
                "iss": stand_in.issuer,
                "aud": "handschlag",
                "sub": "somebody",
                "iat": int(time.time()),
                "exp": int(time.time()) + 60,
                "nonce": carried["nonce"],
            }
            key, kind = SIGNERS[signed_by]
            token = jwt.encode(claims | in_token, key, kind, headers={"kid": "one"})
            stand_in.document = json.dumps(said | {"access_token": "x", "id_token": token})
            browser.client.get(CALLBACK, {"code": "x", "state": carried["state"]})
        return browser

    def test_what_the_browser_carries(self, service, db) -> None:
        carried = asked(Browser().leave())
        assert carried["code_challenge_method"] == "S256" and carried["code_challenge"]
        assert carried["nonce"] and carried["state"]
        assert set(carried["scope"].split()) == {"openid", "email"}
        assert carried["acr_values"] == "high"
        assert carried["redirect_uri"].endswith(CALLBACK)
        assert "nobody" not in str(carried)

    def test_what_one_types_into_the_address_changes_nothing(self, service, db) -> None:
        answer = Client().post(
            ENTER + "?scope=profile&auth_params=acr_values%3Dlow&process=connect"
        )
        carried = asked(answer.context["address"])
        assert "profile" not in carried["scope"] and carried["acr_values"] == "high"

    def test_a_return_counts_once(self, linked) -> None:
        browser = Browser()
        back = browser.prove(browser.leave(), linked[1])
        assert browser.client.get(back).status_code == 302
        browser.client.post("/accounts/logout/")
        assert browser.client.get(back).status_code == 400
        assert browser.account == ""

    def test_a_return_of_somebody_else(self, linked) -> None:
        stranger, victim = Browser(), Browser()
        victim.leave()
        answer = victim.client.get(stranger.prove(stranger.leave(), linked[1]))
        assert (answer.status_code, victim.account) == (400, "")

    def test_a_code_of_another_sign_in(self, linked) -> None:
        """The code is exchanged, but its token carries the nonce of the window that asked for it."""
        stranger, victim = Browser(), Browser()
        stolen = asked(stranger.prove(stranger.leave(), linked[1]))["code"]
        state = asked(victim.leave())["state"]
        answer = victim.client.get(CALLBACK, {"code": stolen, "state": state})
        assert (answer.status_code, victim.account) == (400, "")

    @pytest.mark.parametrize(
        "typed",
        [
            {},
            {"state": "x"},
            {"code": "x"},
            {"state": "\x00", "code": "\x00"},
            {"error": "x" * 5000},
        ],
        ids=str,
    )
    def test_nonsense(self, service, db, typed) -> None:
        assert Client().get(CALLBACK, typed).status_code == 400

    def test_a_code_that_nobody_gave(self, service, db) -> None:
        browser = Browser()
        state = asked(browser.leave())["state"]
        answer = browser.client.get(CALLBACK, {"code": "invented", "state": state})
        assert answer.status_code == 400

    def test_saying_no_there(self, service, db) -> None:
        browser = Browser()
        said = {"error": "access_denied", "state": asked(browser.leave())["state"]}
        assert browser.client.get(CALLBACK, said)["Location"] == "/accounts/login/"
        assert browser.account == ""

    def test_only_with_the_page(self, service, db) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post(ENTER).status_code == 403
        assert client.get(ENTER).status_code == 405


class TestService:
    """The service is down, or another."""

    def test_down(self, service, settings, db) -> None:
        settings.OIDC_ISSUER = f"http://localhost:{free_port()}"
        answer = Client().post(ENTER, headers={"accept-language": "en"})
        assert answer.status_code == 503
        assert "does not answer" in answer.content.decode()

    def test_down_on_the_way_back(self, service, settings, db) -> None:
        with running() as other:
            settings.OIDC_ISSUER = other.issuer
            browser = Browser()
            back = browser.prove(browser.leave(), "somebody")
        assert browser.client.get(back).status_code == 503
        assert browser.account == ""

    @pytest.mark.parametrize(
        "document",
        ["", "[]", "null", "{}", '{"issuer": 1}', ANOTHER, SCRIPTS],
        ids=["nothing", "a list", "null", "empty", "a number", "another issuer", "scripts"],
    )
    def test_another(self, service, settings, db, document) -> None:
        with answering(document) as stand_in:
            settings.OIDC_ISSUER = stand_in.issuer
            answer = Client().post(ENTER)
        assert answer.status_code == 400
        assert re.search(FAILED, shown(answer))

    def test_the_right_one(self, service, settings, db) -> None:
        with answering(json.dumps(ENDS)) as stand_in:
            settings.OIDC_ISSUER = stand_in.issuer
            assert Client().post(ENTER).status_code == 200

    def test_too_many(self, service, db) -> None:
        client = Browser().client
        answers = [client.post(ENTER).status_code for _attempt in range(31)]
        assert (answers[0], answers[-1]) == (200, 429)


class TestSecondStep:
    """The service's word counts only where the operator has said which."""

    @pytest.fixture
    def officer(self, linked) -> tuple[Account, str]:
        account, subject = linked
        make.GrantFactory(person=account.person, role=Role.LIAISON)
        return account, subject

    @pytest.mark.parametrize(
        ("claims", "counts"),
        [
            ({"acr": "high"}, True),
            ({"amr": ["pwd", "hwk"]}, True),
            ({"acr": "low"}, False),
            ({"acr": ["high"]}, False),
            ({"amr": "hwk"}, False),
            ({"amr": ["pwd"]}, False),
            ({}, False),
        ],
        ids=str,
    )
    def test_for_a_role_that_needs_one(self, service, officer, claims, counts) -> None:
        service.say(officer[1], **claims)
        browser = Browser()
        browser.enter(officer[1])
        answer = browser.client.get(HOME)
        assert (answer.status_code == 200) is counts
        assert counts or answer["Location"] == "/accounts/2fa/"

    def test_never_without_configuration(self, service, settings, officer) -> None:
        settings.OIDC_SECOND_FACTOR_ACR, settings.OIDC_SECOND_FACTOR_AMR = [], []
        service.say(officer[1], acr="high", amr=["hwk"])
        browser = Browser()
        browser.enter(officer[1])
        assert browser.client.get(HOME)["Location"] == "/accounts/2fa/"

    def test_only_in_that_session(self, service, officer) -> None:
        service.say(officer[1], acr="high")
        Browser().enter(officer[1])
        assert signed_in(officer[0]).client.get(HOME)["Location"] == "/accounts/2fa/"

    def test_not_after_another_way_in(self, service, officer) -> None:
        service.say(officer[1], acr="high")
        browser = Browser()
        browser.enter(officer[1])
        service.say(officer[1])
        browser.enter(officer[1])
        assert browser.client.get(HOME)["Location"] == "/accounts/2fa/"

    @pytest.mark.parametrize(("acr", "asks"), [("high", False), ("low", True)])
    def test_an_own_factor(self, service, officer, acr, asks) -> None:
        Authenticator.objects.create(user=officer[0], type="totp", data={"secret": "sealed"})
        service.say(officer[1], acr=acr)
        browser = Browser()
        answer = browser.enter(officer[1])
        assert ("/2fa/authenticate/" in answer["Location"]) is asks
        assert (browser.account == "") is asks


class TestLinking:
    """By oneself, signed in."""

    @pytest.fixture
    def account(self, service, db) -> Account:
        account = make.AccountFactory(email=address(), language="en")
        make.PersonFactory(account=account)
        return account

    def test_there_and_back(self, service, account) -> None:
        subject = service.knows(email="elsewhere@example.org", email_verified=False)
        browser = still_there(account)
        assert "not linked yet" in browser.client.get(PAGE).content.decode()
        assert browser.enter(subject, LINK)["Location"] == PAGE
        assert "is linked" in browser.client.get(PAGE).content.decode()
        fresh = Browser()
        fresh.enter(subject)
        assert fresh.account == str(account.pk)
        assert Account.objects.get(pk=account.pk).email == account.email

    def test_the_owner_is_told_by_letter(self, linked) -> None:
        account, _subject = linked
        told = Letter.objects.get(recipient=account)
        kind = letter_kinds.get(told.kind)
        assert told.kind == "directory/openid_linked" and kind.still_holds(told)
        assert kind.facts(told)["service"] == "Amtskonto"
        assert kind.facts(told)["link"].endswith(PAGE)
        openid.unlink_openid(SocialAccount.objects.get(user=account), by=account)
        assert not kind.still_holds(told)
        over = Letter.objects.exclude(pk=told.pk).get(recipient=account)
        assert over.kind == "directory/openid_unlinked"
        assert letter_kinds.get(over.kind).still_holds(over)

    def test_ended(self, linked) -> None:
        account, subject = linked
        browser = still_there(account)
        assert browser.client.get(UNLINK).status_code == 200
        assert SocialAccount.objects.exists()  # looking ends nothing
        assert browser.client.post(UNLINK)["Location"] == PAGE
        assert AuditEvent.objects.filter(what="directory.openid_unlinked", by=account).exists()
        assert Browser().enter(subject).status_code == 403
        assert browser.client.post(UNLINK).status_code == 403

    def test_ending_takes_the_second_step_along(self, service, linked) -> None:
        account, subject = linked
        make.GrantFactory(person=account.person, role=Role.LIAISON)
        service.say(subject, acr="high")
        browser = Browser()
        browser.enter(subject)
        proven(browser.client).post(UNLINK)
        assert browser.client.get(HOME)["Location"] == "/accounts/2fa/"

    def test_once(self, service, linked) -> None:
        account, _subject = linked
        assert still_there(account).client.post(LINK).status_code == 403
        with pytest.raises(PermissionDenied):
            openid.link_openid(by=account, issuer=service.issuer, subject="another")

    def test_a_subject_of_somebody_else(self, linked, account) -> None:
        owner, subject = linked
        browser = still_there(account)
        answer = browser.client.get(browser.prove(browser.leave(LINK), subject), follow=True)
        assert "opens another account already" in answer.content.decode()
        assert SocialAccount.objects.get().user == owner

    def test_another_person_at_the_same_device(self, service, account) -> None:
        browser = still_there(account)
        back = browser.prove(browser.leave(LINK), service.knows())
        browser.client.logout()
        other = make.AccountFactory(email=address())
        browser.client.force_login(other)
        assert browser.client.get(back).status_code == 400
        assert not SocialAccount.objects.exists()

    def test_linking_does_not_sign_in(self, service, linked, account) -> None:
        """Whoever is made to come back from a link they did not start stays who they are."""
        attacker, victim = still_there(account), still_there(make.AccountFactory(email=address()))
        back = attacker.prove(attacker.leave(LINK), linked[1])
        assert victim.client.get(back).status_code == 400
        assert victim.account != str(linked[0].pk)

    def test_it_is_still_you(self, service, account) -> None:
        account.set_password("a long password of nobody")
        account.save()
        browser = signed_in(account)
        assert browser.client.post(LINK)["Location"].startswith("/accounts/reauthenticate/")

    @pytest.mark.django_db(transaction=True)
    def test_two_windows_at_once(self, service) -> None:
        account = make.AccountFactory(email=address())
        start, found = threading.Barrier(2), []

        def link(subject: str) -> None:
            start.wait(10)
            try:
                found.append(openid.link_openid(by=account, issuer="https://x", subject=subject))
            except PermissionDenied as refusal:
                found.append(str(refusal))
            finally:
                connection.close()

        threads = [threading.Thread(target=link, args=[name]) for name in ("one", "two")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(found) == 2
        assert SocialAccount.objects.count() == 1

    def test_rules(self, service, linked, account) -> None:
        owner, subject = linked
        link = SocialAccount.objects.get()
        table = {
            "unlinked": (rules.can_link_openid(account, service.issuer), True),
            "linked": (rules.can_link_openid(owner, service.issuer), False),
            "linked elsewhere": (rules.can_link_openid(owner, "https://x"), True),
            "taken": (rules.can_link_openid(account, service.issuer, subject), False),
            "own": (rules.can_unlink_openid(owner, link), True),
            "foreign": (rules.can_unlink_openid(account, link), False),
            "none": (rules.can_unlink_openid(owner, None), False),
        }
        assert {name: bool(verdict) for name, (verdict, _wanted) in table.items()} == {
            name: wanted for name, (_verdict, wanted) in table.items()
        }


class TestPages:
    """Where it is offered, and where there is nothing."""

    def test_offered(self, service, db) -> None:
        page = Client().get("/accounts/login/?next=/me/").content.decode()
        assert "Amtskonto" in page and page.count('name="next"') >= 3

    def test_the_place_one_came_for(self, linked) -> None:
        browser = Browser()
        assert browser.enter(linked[1], next="/agreements/")["Location"] == "/agreements/"
        elsewhere = Browser()
        assert elsewhere.enter(linked[1], next="https://evil.example/")["Location"] == HOME

    def test_it_leads_on_without_script(self, service, db) -> None:
        answer = Client().post(ENTER)
        page = answer.content.decode()
        assert 'http-equiv="refresh"' in page and service.issuer in page
        assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize("path", [PAGE, ENTER, CALLBACK, LINK, UNLINK])
    def test_nothing_without_configuration(self, db, settings, path) -> None:
        assert settings.OIDC_ISSUER == ""
        client = Client()
        client.force_login(make.AccountFactory(email=address()))
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
        assert "oidc" not in client.get("/accounts/email/").content.decode()

    def test_not_offered_without_configuration(self, db) -> None:
        assert "oidc" not in Client().get("/accounts/login/").content.decode()

    @pytest.mark.parametrize(
        "path", ["3rdparty/", "3rdparty/signup/", "social/signup/", "google/login/"]
    )
    def test_the_library_brings_no_other_addresses(self, service, db, path) -> None:
        client = Client()
        client.force_login(make.AccountFactory(email=address()))
        assert client.get(f"/accounts/{path}").status_code == 404
