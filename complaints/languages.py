"""The languages of everything that a person who complains sees, reads or gets. Source: DOMAIN 2.6, tier 1."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


class Language(NamedTuple):
    """`code` as in addresses and in the page's `lang` (BCP 47; `simple` is a registered variant)."""

    code: str
    name: str  # in its own words
    is_rtl: bool = False


# The easy one carries the name "Einfache Sprache" until readers with learning difficulties have tested it (DIN SPEC 33429).
LANGUAGES = (
    Language("de", "Deutsch"),
    Language("de-simple", "Einfache Sprache"),
    Language("en", "English"),
    Language("ar", "العربية", is_rtl=True),
    Language("bg", "Български"),
    Language("fr", "Français"),
    Language("pl", "Polski"),
    Language("ro", "Română"),
    Language("ru", "Русский"),
    Language("tr", "Türkçe"),
    Language("uk", "Українська"),
)
CODES = tuple(language.code for language in LANGUAGES)
CHOICES = [(language.code, language.name) for language in LANGUAGES]
PATTERN = rf"(?P<language>{'|'.join(sorted(CODES, key=len, reverse=True))})"
FIRST = "de"


def guess(request: HttpRequest) -> str:
    """The first language of the browser that is offered, German where none is."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    for code, _weight in wanted:
        plain = code.split("-")[0]
        if code in CODES or plain in CODES:
            return code if code in CODES else plain
    return FIRST


def name_of(code: str) -> str:
    """A language in its own words; its code where it is not offered."""
    return dict(CHOICES).get(code, code)
