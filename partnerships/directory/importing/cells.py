"""What somebody typed into a cell, as a value or as a sentence about what is wrong with it."""

import difflib
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.directory.importing.columns import LANGUAGES, plain
from partnerships.directory.models import Entry, Kind, Organisation, Side, Standing
from partnerships.shared.addresses import to_ascii
from partnerships.shared.fields import EARLIEST, LATEST
from partnerships.shared.lines import clean_line, clean_telephone
from partnerships.shared.spoken import SPOKEN

EXCEL_ERRORS = {"#N/A", "#NV", "#REF!", "#BEZUG!", "#VALUE!", "#WERT!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ZAHL!"}  # fmt: skip
EXCEL_BEGINS = date(1899, 12, 30)
SERIAL = re.compile(r"\d{5}")
GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
PHONE = re.compile(r"[0-9+()/. -]*[0-9][0-9+()/. -]*")
LISTED = re.compile(r"[,;\n|]")
MOST_LISTED = 30
NAME_LIMIT: int = Organisation._meta.get_field("name").max_length or 0
WEB = URLValidator(["http", "https"])

Reader = Callable[[str], Any]


def read_cell(slug: str, text: str) -> Any:
    """The value of a cell that is not empty. Raises: ValidationError with one sentence."""
    if text in EXCEL_ERRORS:
        raise ValidationError(_("Excel shows an error here instead of a value."))
    return READERS[slug](text)


def _line(slug: str) -> Reader:
    most: int = getattr(Organisation._meta.get_field(slug), "max_length", 0)

    def read(text: str) -> str:
        return _within(clean_line(text), most)

    return read


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise ValidationError(
            _("At most %(most)s characters; these are %(number)s.")
            % {"most": most, "number": len(text)}
        )
    return text


def _above(text: str) -> str:
    return _within(clean_line(text), NAME_LIMIT)


def _name(text: str) -> str:
    name = _line("name")(text)
    if not any(map(str.isalnum, name)):
        raise ValidationError(_("A name needs letters or digits."))
    return name


def _listed(text: str) -> list[str]:
    """Without empty ones and without doubles, in the order given."""
    found = list(dict.fromkeys(map(clean_line, LISTED.split(text))))
    if len(found) > MOST_LISTED:
        raise ValidationError(_("At most %(number)s entries.") % {"number": MOST_LISTED})
    return [part for part in found if part]


def _areas(text: str) -> list[str]:
    return [_within(area, 80) for area in _listed(text)]


def _email(text: str) -> str:
    return to_ascii(text.removeprefix("mailto:"))


def _phone(text: str) -> str:
    number = _line("phone")(clean_telephone(text))
    if not PHONE.fullmatch(number):
        raise ValidationError(_("This is not a telephone number: digits, spaces and + ( ) / - ."))
    return number


def _website(text: str) -> str:
    address = text if re.match(r"[a-z][a-z+.-]*:", text, re.IGNORECASE) else f"https://{text}"
    try:
        WEB(_within(address, 200))
    except ValidationError:
        raise ValidationError(_("This is not the address of a website.")) from None
    return address


def read_day(text: str) -> date:
    """31.12.2021, 2021-12-31, or the number by which Excel means that day. Raises: ValidationError."""
    try:
        day = _day(text)
    except ValueError:
        raise ValidationError(_("There is no such day in the calendar.")) from None
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise ValidationError(_("Write the day as 31.12.2021 or 2021-12-31."))
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))
    return day


def _day(text: str) -> date | None:
    if found := GERMAN.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    return EXCEL_BEGINS + timedelta(days=int(text)) if SERIAL.fullmatch(text) else None


@cache
def _meanings(choices: type[TextChoices]) -> dict[str, str]:
    """The stored value by what people write: the value itself, and its label in both languages."""
    found = {plain(value): value for value in choices.values}
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(label)): value for value, label in choices.choices}
    return found


def _choice(choices: type[TextChoices]) -> Reader:
    def read(text: str) -> str:
        meanings = _meanings(choices)
        if value := meanings.get(plain(text)):
            return value
        near = difflib.get_close_matches(plain(text)[:80], meanings, n=1, cutoff=0.7)
        raise ValidationError(_not_known(choices(meanings[near[0]]).label if near else ""))

    return read


def _not_known(near: object) -> str:
    if near:
        return _("This is not known. Do you mean “%(word)s”?") % {"word": near}
    return _("This is not known. See the list of columns for what can stand here.")


@cache
def _codes() -> dict[str, str]:
    """The code of a language by its code and by its name in both languages."""
    found = {plain(code): code for code in SPOKEN}
    for language in LANGUAGES:
        with override(language):
            found |= {plain(str(name)): code for code, name in SPOKEN.items()}
    return found


def _languages(text: str) -> list[str]:
    codes, found = _codes(), []
    for word in _listed(text):
        if plain(word) not in codes:
            raise ValidationError(
                _("“%(word)s” is not in the list of languages.") % {"word": word[:40]}
            )
        found.append(codes[plain(word)])
    return list(dict.fromkeys(found))


READERS: dict[str, Reader] = {
    "name": _name,
    "kind": _choice(Kind),
    "legal_form": _line("legal_form"),
    "place": _line("place"),
    "areas": _areas,
    "languages": _languages,
    "email": _email,
    "phone": _phone,
    "website": _website,
    "parent": _above,
    "hosted_by": _above,
    "side": _choice(Side),
    "entry": _choice(Entry),
    "standing": _choice(Standing),
    "since": read_day,
    "attested_on": read_day,
}
