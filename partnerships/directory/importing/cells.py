"""What somebody typed into a cell, as a value or as a sentence about what is wrong with it."""

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnerships.directory.models import (
    Entry,
    Kind,
    Organisation,
    Person,
    Representation,
    Side,
    Standing,
)
from partnerships.shared.addresses import to_ascii
from partnerships.shared.lines import clean_line, clean_telephone
from partnerships.shared.spoken import SPOKEN
from partnerships.shared.tables_in.choices import LANGUAGES, plain, read_choice, refuse_lost
from partnerships.shared.tables_in.days import read_day

PHONE = re.compile(r"[0-9+()/. -]*[0-9][0-9+()/. -]*")
LISTED = re.compile(r"[,;\n|]")
ADDRESSES = {"Frau", "Herr", "Herrn", "Fr.", "Hr.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms."}
MOST_LISTED = 30
NAME_LIMIT: int = Organisation._meta.get_field("name").max_length or 0
WEB = URLValidator(["http", "https"])

OTHERS = (
    "sonstige", "sonstiges", "sonstiger", "sonst", "andere", "anderes", "anderer", "others", "another", "misc",
    "miscellaneous",
)  # fmt: skip

Value = Any  # what a cell stands for: a text, a list of codes, a day or nothing, by its column
Reader = Callable[[str], Value]


def read_cell(slug: str, text: str) -> Value:
    """The value of a cell that is not empty. Raises: ValidationError with one sentence."""
    refuse_lost(text)
    return READERS[slug](text)


def _line(slug: str, model: type[Model] = Organisation) -> Reader:
    most: int = getattr(model._meta.get_field(slug), "max_length", 0)

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


def _family_name(text: str) -> str:
    name = _line("family_name", Person)(text)
    if not any(map(str.isalpha, name)) or "@" in name:
        raise ValidationError(_("This is not the name of a person."))
    return name


def _person(text: str) -> tuple[str, str]:
    """Given name and family name: the last word, or what stands before a comma; a form of address is no name."""
    line = clean_line(text)
    first, comma, rest = line.partition(",")
    words = (rest if comma else line).split()
    while words and words[0] in ADDRESSES:
        del words[0]
    family = first.strip() if comma else " ".join(words[-1:])
    given = " ".join(words if comma else words[:-1])
    return _line("given_name", Person)(given), _family_name(family)


def _split_list(text: str) -> list[str]:
    """Without empty ones and without doubles, in the order given."""
    parts = list(dict.fromkeys(map(clean_line, LISTED.split(text))))
    if len(parts) > MOST_LISTED:
        raise ValidationError(_("At most %(number)s entries.") % {"number": MOST_LISTED})
    return [part for part in parts if part]


def _areas(text: str) -> list[str]:
    return [_within(area, 80) for area in _split_list(text)]


def _email(text: str) -> str:
    return to_ascii(clean_line(text).removeprefix("mailto:"))


def _phone(text: str) -> str:
    # A spreadsheet that opened one of our text files shows the apostrophe, and saves it.
    number = _line("phone")(clean_telephone(text).removeprefix("'"))
    if not PHONE.fullmatch(number):
        raise ValidationError(_("This is not a telephone number: digits, spaces and + ( ) / - ."))
    return number


def _website(text: str) -> str:
    line = clean_line(text)
    address = line if re.match(r"[a-z][a-z+.-]*:", line, re.IGNORECASE) else f"https://{line}"
    try:
        WEB(_within(address, 200))
    except ValidationError:
        raise ValidationError(_("This is not the address of a website.")) from None
    return address


def _choice(choices: type[TextChoices]) -> Reader:
    others = {plain(word): "other" for word in OTHERS} if "other" in choices.values else {}
    return partial(read_choice, choices, others=others)


@cache
def _codes() -> dict[str, str]:
    """The code of a language by its code and by its name in both languages."""
    codes = {plain(code): code for code in SPOKEN}
    for language in LANGUAGES:
        with override(language):
            codes |= {plain(str(name)): code for code, name in SPOKEN.items()}
    return codes


def _languages(text: str) -> list[str]:
    codes, languages = _codes(), []
    for word in _split_list(text):
        if plain(word) not in codes:
            raise ValidationError(
                _("“%(word)s” is not in the list of languages.") % {"word": word[:40]}
            )
        languages.append(codes[plain(word)])
    return list(dict.fromkeys(languages))


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
    "contact_name": _person,
    "contact_given_name": _line("given_name", Person),
    "contact_family_name": _family_name,
    "contact_function": _line("function", Representation),
    "contact_email": _email,
    "contact_phone": _phone,
}
