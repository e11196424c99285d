"""What may stand in a property: each value is cleaned and checked by its form. Pure.

Sources: ISO 13616 (IBAN), ISO 3779 (VIN), FZV Anlage 1 (German plates), ISO 3166-1 (countries), ISO 8601 (days, months, years).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analyses.properties import LONGEST, MOST, PROPERTIES, Properties, Property
from partnerships.shared.addresses import check_address, to_ascii
from partnerships.shared.fields import NUMBER
from partnerships.shared.lines import clean_line, clean_telephone

FEWEST_DIGITS, MOST_DIGITS = 3, 20  # of a telephone number
EARLIEST, LATEST = 1850, 2199  # years
DAY = re.compile(r"(?:(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.)?(?P<year>\d{4})")
ISO_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
PLATE = re.compile(r"[A-ZÄÖÜ0-9][A-ZÄÖÜ0-9 \-]{0,13}[A-ZÄÖÜ0-9]")
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
GERMAN_IBAN = 22  # characters


def _line(text: str) -> str:
    return text


def _day(text: str) -> str:
    """A day, or as much of it as is known: "1985", "1985-03", "1985-03-07". Raises: ValidationError."""
    found = DAY.fullmatch(text) or ISO_DAY.fullmatch(text)
    if not found:
        raise ValidationError(_("Write a day as 24.12.2025, or only the month or the year."))
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValidationError(_("There is no such day.")) from None
    if not EARLIEST <= year <= LATEST:
        raise ValidationError(
            _("The year must lie between %(first)s and %(last)s."),
            params={"first": EARLIEST, "last": LATEST},
        )
    parts = [f"{year:04}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])]
    return "-".join(parts)


def _phone(text: str) -> str:
    text = clean_telephone(text)
    if not NUMBER.match(text) or not FEWEST_DIGITS <= sum(map(str.isdigit, text)) <= MOST_DIGITS:
        raise ValidationError(_("Write a telephone number, for example 0231 123456."))
    return text


def _email(text: str) -> str:
    text = to_ascii(text)
    check_address(text)
    return text


def _packed(text: str) -> str:
    return re.sub(r"[\s\-./]", "", text).upper()


def _iban(text: str) -> str:
    text = _packed(text)
    turned = "".join(str(int(sign, 36)) for sign in text[4:] + text[:4] if sign.isascii())
    if (
        not IBAN.fullmatch(text)
        or int(turned) % 97 != 1
        or (text.startswith("DE") and len(text) != GERMAN_IBAN)
    ):
        raise ValidationError(
            _("This is no valid IBAN: its check digits do not fit. Write others as account number.")
        )
    return text


def _plate(text: str) -> str:
    text = " ".join(text.upper().split())
    if not PLATE.fullmatch(text):
        raise ValidationError(_("Write a licence plate, for example DO-AB 123."))
    return text


def _vin(text: str) -> str:
    text = _packed(text)
    if not VIN.fullmatch(text):
        raise ValidationError(
            _("A vehicle identification number has 17 letters and digits, without I, O and Q.")
        )
    return text


def _country(text: str) -> str:
    """Its code of two letters. Raises: ValidationError."""
    for language in dict.fromkeys(["de", "en", (get_language() or "de").split("-")[0]]):
        names = {str(code): str(name) for code, name in Locale(language).territories.items()}
        for code, name in names.items():
            is_country = len(code) == 2 and code.isalpha() and code != "ZZ"
            if is_country and text.casefold() in (code.casefold(), name.casefold()):
                return code
    raise ValidationError(_("Write a country, for example Deutschland or DE."))


FORMS: dict[str, Callable[[str], str]] = {
    "line": _line,
    "date": _day,
    "phone": _phone,
    "email": _email,
    "iban": _iban,
    "plate": _plate,
    "vin": _vin,
    "country": _country,
}


def clean_value(known: Property, text: object) -> str:
    """One value as it is stored; empty where nothing can be seen. Raises: ValidationError."""
    line = clean_line(text or "")
    if len(line) > LONGEST:
        raise ValidationError(
            _("At most %(most)s characters; these are %(length)s."),
            params={"most": LONGEST, "length": len(line)},
        )
    return FORMS[known.form](line) if line else ""


def say_value(known: Property, value: str) -> str:
    """A stored value as somebody reads it: days in the reader's own way, "07.03.1985", months as "03.1985"."""
    found = ISO_DAY.fullmatch(value) if known.form == "date" else None
    if not found or not found["month"]:
        return value
    if not found["day"]:
        return f"{found['month']}.{found['year']}"
    return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")


def clean_values(known: Property, given: Iterable[object]) -> list[str]:
    """All values of one property, each once. Raises: ValidationError."""
    values = list(dict.fromkeys(filter(None, (clean_value(known, each) for each in given))))
    most = MOST if known.is_many else 1
    if len(values) > most:
        raise ValidationError(
            _("At most %(most)s values; these are %(count)s."),
            params={"most": most, "count": len(values)},
        )
    return values


def clean_properties(schema: str, given: Mapping[str, Iterable[object]]) -> Properties:
    """What is stored. Raises: ValidationError by name of property; also where a name is not on the list, or nothing is known."""
    known = {each.name: each for each in PROPERTIES.get(schema, ())}
    found: Properties = {}
    wrong: dict[str, list[str]] = {}
    for name, values in given.items():
        if name not in known:
            wrong[name] = [_("This is not on the list of what may be known.")]
            continue
        try:
            if cleaned := clean_values(known[name], values):
                found[name] = cleaned
        except ValidationError as error:
            wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)
    if not found:
        raise ValidationError(_("Write down at least one thing that is known."))
    return found
