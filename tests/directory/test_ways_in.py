"""Ways in: which passwords, which codes, and what happens when one of them changes."""

import time

import pytest
import time_machine
from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.password_validation import password_changed, validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from partnerships.directory.forms.codes import ProofForm, SecondStepForm
from partnerships.directory.models import Account
from tests.factories import directory as make


@pytest.fixture
def account(db, settings) -> Account:
    """A person with an English account, outside the demo."""
    settings.DEMO = False
    made = make.AccountFactory(email="mina.aslani@nordverein.example", language="en")
    make.PersonFactory(account=made, given_name="Mina", family_name="Aslani-Rezaei")
    return made


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows so many steps from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


GUESSED = [
    "passwordpassword",
    "PasswordPassword",
    "passwortpasswort!",
    "abcabcabcabcabc",
    "aaaaaaaaaaaaaaaa",
    "aaaaaaabaaaaaaa",
    "xyxyxyxyxyxyxy",
    "123456789012",
    "qwertzuiopasdf",
    "abcdefghijklmnop",
    "poiuztrewq4321",
    "Handschlag2026!",
    "handschlaghandschlag",
    "Polizei-Polizei-1",
    "Willkommen2026!!",
    "MinaAslani2026",
    "aslani-rezaei-1987",
    "nordverein-nordverein",
    "monkeydragon12",
    "football!!!!!2024",
    "\uff50assword\uff50assword",
]
GOOD = [
    "a long password of nobody",
    "a long password of nobody2",
    "Regen auf dem Dach um sechs",
    "Kirsche-Nebel-Amboss",
    "mein Verein hat 40 Stühle und 3 Tische",
    "v9#Lq2!mZx8wTr",
    "باران روی بام خانه",
]


@pytest.mark.parametrize("password", GUESSED)
def test_a_password_that_is_guessed_is_refused_with_a_sentence(account, password) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, account)
    assert all(said.endswith(".") for said in refused.value.messages)


@pytest.mark.parametrize("password", GOOD)
def test_a_password_of_own_words_is_taken(account, password) -> None:
    assert validate_password(password, account) is None
    password_changed(password, account)


def test_the_sentences_are_ours_and_not_only_the_length(account) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password("passwordpassword", account)
    assert {error.code for error in refused.value.error_list} >= {"repeated"}


class TestNeighbouringSteps:
    """A phone's clock that is half a minute off opens; a code opens once, as long as it is valid."""

    @pytest.fixture
    def secret(self, account) -> str:
        secret = generate_totp_secret()
        TOTP.activate(account, secret)
        return secret

    def opens(self, account, code: str) -> bool:
        return self.takes(SecondStepForm, account, code)

    def takes(self, form, account, code: str) -> bool:
        with request_context(RequestFactory().post("/")):
            return form({"code": code}, user=account).is_valid()

    @pytest.mark.parametrize(
        ("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
    )
    def test_the_step_before_and_after(self, account, secret, steps, opens) -> None:
        with time_machine.travel(1_800_000_010, tick=False):
            assert self.opens(account, code_of(secret, steps)) is opens

    def test_once_as_long_as_it_is_valid(self, account, secret) -> None:
        with time_machine.travel(1_800_000_001, tick=False) as clock:
            code = code_of(secret, 1)  # of the step to come: valid for ninety seconds
            assert self.opens(account, code)
            assert not self.opens(account, code)
            clock.shift(59)
            # The library's own memory of half a minute is over by now.
            assert cache.delete(f"allauth.mfa.totp.used?user={account.pk}&code={code}")
            assert not self.opens(account, f" {code[:3]} {code[3:]} ")
            assert not self.takes(ProofForm, account, code)
        (kept,) = cache._cache.get_client().scan_iter(match=f"*code.used:{account.pk}:*")
        assert 85 <= cache._cache.get_client().ttl(kept) <= 90
