"""Languages that people speak, for choosing: codes (BCP 47) with their names in the reader's language.

Source: mother tongues named in the Dortmund and Ruhr data sets, and those most spoken in German households.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.shared.sorting import sort_key

SPOKEN = {
    "de": _("German"),
    "en": _("English"),
    "sq": _("Albanian"),
    "am": _("Amharic"),
    "ar": _("Arabic"),
    "bs": _("Bosnian"),
    "bg": _("Bulgarian"),
    "zh": _("Chinese"),
    "prs": _("Dari"),
    "fa": _("Farsi"),
    "fr": _("French"),
    "el": _("Greek"),
    "it": _("Italian"),
    "hr": _("Croatian"),
    "kmr": _("Kurmanji"),
    "ps": _("Pashto"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "rom": _("Romani"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "sr": _("Serbian"),
    "so": _("Somali"),
    "ckb": _("Sorani"),
    "es": _("Spanish"),
    "ta": _("Tamil"),
    "ti": _("Tigrinya"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
}
FIRST = ("de", "en")


def spoken_name(code: str) -> str:
    """The name in the reader's language; a code that nobody lists stands for itself."""
    return str(SPOKEN.get(code, code))


def spoken_choices(also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """German and English first, then by name; `also` are codes that a row holds already."""
    return list(_choices(frozenset(also).difference(SPOKEN), get_language()))


@lru_cache(maxsize=128)
def _choices(also: frozenset[str], _language: str | None) -> tuple[tuple[str, str], ...]:
    """Sorted once in each language."""
    codes = [code for code in (*SPOKEN, *sorted(also)) if code not in FIRST]
    rest = sorted(codes, key=lambda code: sort_key(spoken_name(code)))
    return tuple((code, spoken_name(code)) for code in (*FIRST, *rest))
