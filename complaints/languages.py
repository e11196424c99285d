"""The languages of everything that a person who complains sees, reads or gets. Source: DOMAIN 2.6, tier 1."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
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

# Spoken at the telephone beside those above, each in its own words; what the office calls them. Source: DOMAIN 2.6, tiers 2 and 3.
SPOKEN: dict[str, tuple[str, str | Promise]] = {
    "es": ("Español", _("Spanish")),
    "kmr": ("Kurmancî", _("Kurdish (Kurmanji)")),
    "ckb": ("سۆرانی", _("Kurdish (Sorani)")),
    "fa": ("فارسی", _("Farsi")),
    "prs": ("دری", _("Dari")),
    "sq": ("Shqip", _("Albanian")),
    "sh": ("Srpski / Hrvatski / Bosanski", _("Serbian, Croatian or Bosnian")),
    "it": ("Italiano", _("Italian")),
    "el": ("Ελληνικά", _("Greek")),
    "pt": ("Português", _("Portuguese")),
    "mk": ("Македонски", _("Macedonian")),
    "ti": ("ትግርኛ", _("Tigrinya")),
    "so": ("Soomaali", _("Somali")),
    "ur": ("اردو", _("Urdu")),
    "ta": ("தமிழ்", _("Tamil")),
    "rom": ("Romani", _("Romani")),
    "nl": ("Nederlands", _("Dutch")),
}
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


def isolate(words: str) -> str:
    """Foreign words inside a sentence that may run the other way: their full stop stays with them (UAX 9, FSI and PDI)."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def name_of(code: str) -> str:
    """A language in its own words; its code where it is not offered."""
    return dict(CHOICES).get(code, code)


def spoken_choices() -> list[tuple[str, str]]:
    """Languages in which somebody may be called, in their own words; the easy one is no other."""
    offered = [(each.code, each.name) for each in LANGUAGES if each.code != "de-simple"]
    return [*offered, *((code, own) for code, (own, _office) in SPOKEN.items())]


def spoken_in_office(code: str) -> str:
    """A spoken language in its own words and as the office calls it; what was typed instead as it is."""
    own, office = SPOKEN.get(code, (name_of(code), ""))
    return f"{own} – {office}" if office else own


def two_letters(code: str) -> str:
    """ISO 639-1; the easy language is German."""
    return code.partition("-")[0]
