"""Ways in: password, code by e-mail, second step; and what strangers learn from them: nothing."""

import re
import time
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.test import Client

from partnerships.directory.models import Account
from tests.factories import directory as make
from tests.proof import proven

LOGIN, CODE, HOME = "/accounts/login/", "/accounts/login/code/", "/home/"
CONFIRM, RESET = "/accounts/login/code/confirm/", "/accounts/password/reset/"
PASSWORD = "a long password of nobody"
NUMBERS = count(1)
ROOT = Path(django_settings.ROOT)


def browser() -> Client:
    """From an address of its own: attempts are counted by address, in a Redis that tests share."""
    part = uuid4().bytes
    return Client(REMOTE_ADDR=f"10.{part[0]}.{part[1]}.{part[2]}")


@pytest.fixture
def account(db, settings) -> Account:
    """A person with an English account and a password, outside the demo."""
    settings.DEMO = False
    made = make.AccountFactory(email=f"{uuid4().hex}@example.org", language="en")
    made.set_password(PASSWORD)
    made.save()
    make.PersonFactory(account=made)
    return made


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": account.email, "password": password} | more)


def inside(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def code_in(message) -> str:
    """The code of a letter: alone in its line."""
    return next(line for line in message.body.split() if re.fullmatch(r"[A-Z0-9-]{6,9}", line))


def shown(answer) -> str:
    """The page without what differs by chance."""
    return re.sub(r'value="[^"]*"|[\w.]+@example.org', "", answer.content.decode())


class TestPassword:
    """Right, wrong, and too often wrong."""

    def test_right(self, account) -> None:
        client = browser()
        assert sign_in(client, account)["Location"] == HOME
        assert inside(client)

    def test_case_of_the_address_does_not_matter(self, account) -> None:
        client = browser()
        client.post(LOGIN, {"login": account.email.upper(), "password": PASSWORD})
        assert inside(client)

    def test_wrong_and_unknown_look_alike(self, account) -> None:
        stranger = Account(email=f"{uuid4().hex}@example.org")
        wrong, unknown = (sign_in(browser(), who, "wrong" * 4) for who in (account, stranger))
        assert (wrong.status_code, unknown.status_code) == (200, 200)
        assert shown(wrong) == shown(unknown)
        assert mail.outbox == []

    def test_five_wrong_ones_close_the_door(self, account) -> None:
        for _attempt in range(5):
            sign_in(browser(), account, "wrong" * 4)
        client = browser()
        answer = sign_in(client, account)
        assert "Zu viele gescheiterte Anmeldeversuche" in answer.content.decode()
        assert not inside(client)
        client.cookies["django_language"] = "en"
        assert "Too many failed login attempts" in sign_in(client, account).content.decode()

    def test_too_many_requests_get_a_page(self, account) -> None:
        client = browser()
        answers = [client.post(LOGIN, {"login": "x"}).status_code for _ in range(31)]
        assert answers[-1] == 429
        said = client.post(LOGIN, {"login": "x"}, headers={"accept-language": "en"})
        assert "To protect accounts we pause" in said.content.decode()

    @pytest.mark.parametrize("typed", ["", "\x00", "x" * 9000, "a@b", "' or 1=1--", "\u202ex@y.de"])
    def test_nonsense(self, db, typed) -> None:
        answers = [
            browser().post(LOGIN, {"login": typed, "password": typed}),
            browser().post(CODE, {"email": typed}),
            browser().post(RESET, {"email": typed}),
        ]
        assert {answer.status_code for answer in answers} <= {200, 302}
        assert mail.outbox == []

    def test_a_closed_account(self, account) -> None:
        client = browser()
        sign_in(client, account)
        Account.objects.filter(pk=account.pk).update(is_active=False)
        assert not inside(client)
        fresh = browser()
        sign_in(fresh, account)
        assert not inside(fresh)


class TestCode:
    """By e-mail, without a password."""

    def test_it_opens_once(self, account) -> None:
        client = browser()
        assert client.post(CODE, {"email": account.email})["Location"].startswith(CONFIRM)
        (letter,) = mail.outbox
        assert letter.to == [account.email]
        code = code_in(letter)
        assert client.post(CONFIRM, {"code": code}).status_code == 302
        assert inside(client)
        other = browser()
        other.post(CODE, {"email": account.email})
        other.post(CONFIRM, {"code": code})
        assert not inside(other)

    @pytest.mark.parametrize(
        "pasted",
        ["{}\u00a0", "\u200b{}\u200b", " {}\n", "\u202a{}\u202c", "{0[0]} {0[1]}{0[2]} {rest}"],
        ids=ascii,
    )
    def test_as_it_is_pasted(self, account, pasted) -> None:
        client = browser()
        client.post(CODE, {"email": account.email})
        code = code_in(mail.outbox[0]).replace("-", "\u2011")
        client.post(CONFIRM, {"code": pasted.format(code, rest=code[3:])})
        assert inside(client)

    def test_wrong_ones(self, account) -> None:
        client = browser()
        client.post(CODE, {"email": account.email})
        code = code_in(mail.outbox[0])
        for _attempt in range(3):
            client.post(CONFIRM, {"code": "ABC-DEF"})
        client.post(CONFIRM, {"code": code})
        assert not inside(client)

    def test_unknown_addresses_look_alike(self, account) -> None:
        known, unknown = browser(), browser()
        answers = [
            known.post(CODE, {"email": account.email}, follow=True),
            unknown.post(CODE, {"email": f"{uuid4().hex}@example.org"}, follow=True),
        ]
        assert [answer.redirect_chain for answer in answers][0] == answers[1].redirect_chain
        assert shown(answers[0]) == shown(answers[1])
        assert [letter.to for letter in mail.outbox] == [[account.email]]
        wrong = [client.post(CONFIRM, {"code": "ABC-DEF"}) for client in (known, unknown)]
        assert shown(wrong[0]) == shown(wrong[1])

    @pytest.mark.parametrize(("language", "word"), [("de", "Anmeld"), ("en", "code")])
    def test_the_letter_is_in_the_persons_language(self, account, language, word) -> None:
        Account.objects.filter(pk=account.pk).update(language=language)
        browser().post(CODE, {"email": account.email})
        assert word in mail.outbox[0].body
        assert not re.search(r"\b(du|dich|dein)\b", mail.outbox[0].body, re.IGNORECASE)


class TestReset:
    """A forgotten password."""

    def test_it_leads_to_a_new_one(self, account) -> None:
        client = browser()
        client.post(RESET, {"email": account.email})
        link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
        page = client.get(link[1], follow=True)
        new = {"password1": PASSWORD + "2", "password2": PASSWORD + "2"}
        assert client.post(page.redirect_chain[-1][0], new).status_code == 302
        fresh = browser()
        sign_in(fresh, account, PASSWORD + "2")
        assert inside(fresh)
        assert "password1" not in browser().get(link[1], follow=True).content.decode()

    def test_unknown_addresses_look_alike(self, account) -> None:
        addresses = [account.email, f"{uuid4().hex}@example.org"]
        answers = [browser().post(RESET, {"email": each}, follow=True) for each in addresses]
        assert shown(answers[0]) == shown(answers[1])
        assert [letter.to for letter in mail.outbox] == [[account.email]]


class TestLinksInLetters:
    """They lead where the settings say, whatever name a request gives us."""

    @pytest.fixture
    def elsewhere(self, settings, account) -> dict:
        settings.SITE_URL = "https://handschlag.example"
        settings.ALLOWED_HOSTS = ["*"]
        return {"headers": {"host": "evil.example:8443", "x-forwarded-host": "evil.example"}}

    def links(self) -> list[str]:
        return re.findall(r"https?://\S+", "\n".join(letter.body for letter in mail.outbox))

    def test_a_new_password(self, account, elsewhere) -> None:
        browser().post(RESET, {"email": account.email}, **elsewhere)
        (link,) = self.links()
        assert link.startswith("https://handschlag.example/accounts/password/reset/key/")

    def test_a_new_address(self, account, elsewhere) -> None:
        EmailAddress.objects.filter(user=account).update(verified=False)
        browser().post(LOGIN, {"login": account.email, "password": PASSWORD}, **elsewhere)
        (link,) = self.links()
        assert link.startswith("https://handschlag.example/accounts/confirm-email/")

    def test_no_letter_names_another_house(self, account, elsewhere) -> None:
        for path in (CODE, RESET):
            browser().post(path, {"email": account.email}, **elsewhere)
        assert len(mail.outbox) == 2
        for letter in mail.outbox:
            assert "evil" not in letter.message().as_string()
            assert "handschlag.example" in letter.body

    def test_nothing_of_ours_asks_a_request_for_our_name(self) -> None:
        """But for where a form leads on this site."""
        asked = re.compile(
            r"build_absolute_uri|get_current_site|HTTP_HOST|get_host\(|request\.site"
        )
        found = {
            str(file.relative_to(ROOT))
            for room in ("partnerships", "config", "templates")
            for file in (ROOT / room).rglob("*.*")
            if file.suffix in (".py", ".html", ".txt") and asked.search(file.read_text())
        }
        assert found == {"partnerships/directory/views/language.py"}


def test_nobody_signs_up(db) -> None:
    client = browser()
    new = {"email": "neu@example.org", "password1": PASSWORD}
    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", new)):
        assert "sign up" not in answer.content.decode().lower()
    assert not Account.objects.exists()
    assert not inside(client)


def test_an_unproven_address_gets_no_further(account) -> None:
    EmailAddress.objects.filter(user=account).update(verified=False)
    client = browser()
    assert "confirm-email" in sign_in(client, account)["Location"]
    assert not inside(client)
    link = re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    client.get(link)
    assert not EmailAddress.objects.get(user=account).verified  # looking proves nothing
    client.post(link)
    assert EmailAddress.objects.get(user=account).verified


class TestWhereItLeads:
    """The place one came for, and nowhere else."""

    def test_a_deep_link_survives(self, account) -> None:
        client, wanted = browser(), "/agreements/?stage=draft"
        asked = client.get(wanted)["Location"]
        assert asked.startswith(f"{LOGIN}?next=")
        page = client.get(asked).content.decode()
        assert page.count('name="next"') >= 2  # by code and by password
        assert sign_in(client, account, next=wanted)["Location"] == wanted

    def test_also_with_a_code(self, account) -> None:
        client = browser()
        page = client.post(CODE, {"email": account.email, "next": "/me/"})
        assert "me" in page["Location"]
        code = {"code": code_in(mail.outbox[0]), "next": "/me/"}
        assert client.post(CONFIRM, code)["Location"] == "/me/"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "\x00",
        ],
    )
    def test_not_elsewhere(self, account, elsewhere) -> None:
        client = browser()
        assert sign_in(client, account, next=elsewhere)["Location"] == HOME
        by_code = browser()
        by_code.post(CODE, {"email": account.email, "next": elsewhere})
        code = {"code": code_in(mail.outbox[0]), "next": elsewhere}
        assert by_code.post(CONFIRM, code)["Location"] == HOME
        out = client.post("/accounts/logout/", {"next": elsewhere})
        assert "evil" not in out["Location"] and "javascript" not in out["Location"]


def test_the_cookie(account, settings) -> None:
    client = browser()
    sign_in(client, account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    settings.SESSION_COOKIE_SECURE = True
    client.post("/accounts/logout/")
    sign_in(client, account)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["secure"]


def test_the_session_gets_a_new_key(account) -> None:
    client = browser()
    client.get(LOGIN)
    sign_in(client, account)
    first = client.session.session_key
    client.post("/accounts/logout/")
    sign_in(client, account)
    assert client.session.session_key != first


class TestDevices:
    """Where one is signed in."""

    def test_signing_out_elsewhere(self, account) -> None:
        here, there, others = browser(), browser(), browser()
        stranger = make.AccountFactory(email=f"{uuid4().hex}@example.org")
        others.force_login(stranger)
        for client in (here, there):
            sign_in(client, account)
        assert UserSession.objects.filter(user=account).count() == 2
        listed = here.get("/accounts/sessions/").content.decode()
        assert there.session.session_key not in listed
        here.post("/accounts/sessions/")
        assert (inside(here), inside(there), inside(others)) == (True, False, True)


class TestSecondStep:
    """Set up, sealed, asked for."""

    def _set_up(self, client: Client) -> str:
        """Through the pages; the secret."""
        page = client.get("/accounts/2fa/totp/activate/")
        if "/reauthenticate/" in page.get(
            "Location", ""
        ):  # who has a password shows that it is them
            client.post(page["Location"], {"password": PASSWORD})
        elif page.status_code == 302:
            proven(client)
        page = client.get("/accounts/2fa/totp/activate/")
        assert page.status_code == 200, page["Location"]
        secret = client.session["mfa.totp.secret"]
        wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
        assert wrong.status_code == 200
        answer = client.post("/accounts/2fa/totp/activate/", {"code": self._code(secret)})
        assert answer.status_code == 302
        return secret

    @staticmethod
    def _code(secret: str, periods: int = 0) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))

    def test_set_up_and_sealed(self, account) -> None:
        client = browser()
        sign_in(client, account)
        secret = self._set_up(client)
        with connection.cursor() as cursor:
            cursor.execute("SELECT data::text FROM mfa_authenticator")
            stored = "\n".join(row[0] for row in cursor.fetchall())
        assert secret not in stored
        totp = Authenticator.objects.get(user=account, type="totp")
        assert get_adapter().decrypt(totp.data["secret"]) == secret
        codes = Authenticator.objects.get(user=account, type="recovery_codes")
        assert get_adapter().decrypt(codes.data["seed"]) != codes.data["seed"]

    @pytest.mark.parametrize(
        "pasted", ["{0}\u00a0{1}", "\u200b{0}{1}", "{0}\u2011{1}", "{0} – {1}"]
    )
    def test_as_it_is_pasted(self, account, pasted) -> None:
        first, client = browser(), browser()
        sign_in(first, account)
        secret = self._set_up(first)
        sign_in(client, account)
        code = self._code(secret)
        sent = {"code": pasted.format(code[:3], code[3:])}
        client.post("/accounts/2fa/authenticate/", sent)
        assert inside(client)

    @pytest.mark.parametrize("way", ["password", "code"])
    def test_it_is_asked_for(self, account, way) -> None:
        first = browser()
        sign_in(first, account)
        secret = self._set_up(first)
        mail.outbox.clear()
        client = browser()
        if way == "password":
            answer = sign_in(client, account)
        else:
            client.post(CODE, {"email": account.email})
            answer = client.post(CONFIRM, {"code": code_in(mail.outbox[0])})
        assert answer["Location"].startswith("/accounts/2fa/authenticate/")
        assert not inside(client)
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert not inside(client)
        once = {"code": self._code(secret)}
        client.post("/accounts/2fa/authenticate/", once)
        assert inside(client)
        again = browser()
        sign_in(again, account)
        again.post("/accounts/2fa/authenticate/", once)
        assert not inside(again)  # a code works once

    @pytest.mark.parametrize("name", ["liaison", "dpo", "admin", "customs", "complaints"])
    def test_roles_that_need_it_come_no_further(self, cast, settings, name) -> None:
        settings.DEMO = False
        client = cast.client(name)
        set_up = "/accounts/2fa/"
        for path in (HOME, "/me/", "/agreements/", "/organisations/", "/admin/", "/documents/"):
            assert client.get(path)["Location"] == set_up, path
        assert client.post("/agreements/1/document/")["Location"] == set_up
        assert client.get(set_up).status_code == 200
        self._set_up(client)
        assert client.get(HOME).status_code == 200

    @pytest.mark.parametrize("name", ["partner", "chair", "outsider"])
    def test_others_need_none(self, cast, settings, name) -> None:
        settings.DEMO = False
        assert inside(cast.client(name))

    def test_it_is_asked_as_soon_as_the_role_is_given(self, cast, settings) -> None:
        settings.DEMO = False
        client = cast.client("partner")
        assert inside(client)
        make.GrantFactory(person=cast.people["partner"], role="liaison", organisation=cast.police)
        assert not inside(client)
