"""Passwords that are long and still guessed at once: a word said twice, a row of keys, one's own name.

They stand beside Django's own checks (length, list of common ones); see settings.AUTH_PASSWORD_VALIDATORS.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnerships.directory.models import Account

ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiop",
    "qwertyuiop",
    "azertyuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
)
IN_A_ROW = 4  # so many neighbours are a row, not chance
# What people here type first when they must think of a password.
WORDS = (
    *("passwort", "password", "kennwort", "geheim", "secret", "hallo", "hello", "willkommen"),
    *("welcome", "letmein", "login", "admin", "administrator", "test", "iloveyou", "qwerty"),
    *("handschlag", "handshake", "polizei", "police", "verein", "kooperation", "partner"),
    *("frühling", "sommer", "herbst", "winter", "spring", "summer", "autumn"),
    *("berlin", "deutschland", "germany", "fussball", "schalke", "bayern"),
)
LONGEST = 64  # characters that are looked at
SHORTEST = 4  # shorter parts of names are in every word


class RepeatedPasswordValidator:
    """`passwordpassword` is no longer than `password`."""

    def __init__(self, least: int = 12) -> None:
        self.least = least  # characters of the piece that is repeated

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises: ValidationError where one short piece said again and again makes the length."""
        text = plain(password)
        match = re.fullmatch(r"(.+?)\1+.{0,2}", text, re.DOTALL)
        if match and len(match[1]) < self.least:
            raise ValidationError(
                _("This password repeats itself. Choose several different words."), "repeated"
            )
        if len(set(text)) < 5:
            raise ValidationError(
                _("This password is made of very few different characters."), "few_characters"
            )

    def get_help_text(self) -> str:
        """For the hint under the field."""
        return _("It must not repeat one word or be made of very few characters.")


class GuessedPasswordValidator:
    """What is left when known words, rows of keys, years and one's own names are taken out must be enough."""

    def __init__(self, left: int = 5) -> None:
        self.left = left

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises: ValidationError where little of the person's own is in it."""
        rest = plain(password)
        for piece in sorted({*WORDS, *own_words(user)}, key=len, reverse=True):
            rest = rest.replace(piece, " ")
        for row in ROWS:
            rest = _without_row(_without_row(rest, row), row[::-1])
        rest = re.sub(r"\d{1,4}\b|\b(?:19|20)\d\d", " ", rest)
        rest = re.sub(r"[\W_]+", "", rest)
        if len(rest) < self.left or self._is_common(plain(password)):
            raise ValidationError(
                _(
                    "This password is guessed quickly: it is made of common words, rows of keys,"
                    " years or your own name. Choose several words that have nothing to do with"
                    " you or this site."
                ),
                "guessed",
            )

    def _is_common(self, text: str) -> bool:
        """A common password with digits and signs around it, or two of them."""
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
        halves = ((core[:at], core[at:]) for at in range(SHORTEST, len(core) - SHORTEST + 1))
        return core in self._common or any(
            a in self._common and b in self._common for a, b in halves
        )

    @cached_property
    def _common(self) -> set[str]:
        return CommonPasswordValidator().passwords

    def get_help_text(self) -> str:
        """For the hint under the field."""
        return _("It must not be made of common words, rows of keys or your own name alone.")


def plain(password: str) -> str:
    """As a guesser reads it: one spelling, small letters; what is longer than LONGEST is good anyway."""
    return unicodedata.normalize("NFKC", password[:LONGEST]).casefold()


def own_words(user: Account | None) -> Iterator[str]:
    """Names, and the parts of the address, of whoever sets the password."""
    person = getattr(user, "person", None) if getattr(user, "pk", None) else None
    texts = [getattr(user, "email", "") or ""]
    if person is not None:
        texts += [person.given_name, person.family_name, person.email]
    for text in texts:
        yield from (word for word in re.split(r"[\W_]+", plain(text)) if len(word) >= SHORTEST)


def _without_row(text: str, row: str) -> str:
    """Without runs of neighbours on a keyboard or in the alphabet."""
    rows_of_keys = {
        row[at : at + length]
        for length in range(IN_A_ROW, len(row) + 1)
        for at in range(len(row) - length + 1)
    }
    for run in sorted(rows_of_keys, key=len, reverse=True):
        text = text.replace(run, " ")
    return text
