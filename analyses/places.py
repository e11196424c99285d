"""Where an authority belongs: a German state, the federation, another country, a body of several. Codes of ISO 3166; countries named by CLDR."""

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from partnerships.shared.sorting import sort_key

FEDERATION, SEVERAL = "DE", "XI"
STATES = {
    "DE-BW": gettext_lazy("Baden-Württemberg"),
    "DE-BY": gettext_lazy("Bavaria"),
    "DE-BE": gettext_lazy("Berlin"),
    "DE-BB": gettext_lazy("Brandenburg"),
    "DE-HB": gettext_lazy("Bremen"),
    "DE-HH": gettext_lazy("Hamburg"),
    "DE-HE": gettext_lazy("Hesse"),
    "DE-MV": gettext_lazy("Mecklenburg-Western Pomerania"),
    "DE-NI": gettext_lazy("Lower Saxony"),
    "DE-NW": gettext_lazy("North Rhine-Westphalia"),
    "DE-RP": gettext_lazy("Rhineland-Palatinate"),
    "DE-SL": gettext_lazy("Saarland"),
    "DE-SN": gettext_lazy("Saxony"),
    "DE-ST": gettext_lazy("Saxony-Anhalt"),
    "DE-SH": gettext_lazy("Schleswig-Holstein"),
    "DE-TH": gettext_lazy("Thuringia"),
}
# Members of the Council of Europe and some others with whose authorities German ones work.
COUNTRIES = [
    "AL",
    "AM",
    "AT",
    "AU",
    "AZ",
    "BA",
    "BE",
    "BG",
    "CA",
    "CH",
    "CY",
    "CZ",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "GE",
    "GR",
    "HR",
    "HU",
    "IE",
    "IL",
    "IS",
    "IT",
    "JP",
    "LI",
    "LT",
    "LU",
    "LV",
    "MC",
    "MD",
    "ME",
    "MK",
    "MT",
    "NL",
    "NO",
    "NZ",
    "PL",
    "PT",
    "RO",
    "RS",
    "SE",
    "SI",
    "SK",
    "SM",
    "TR",
    "UA",
    "US",
]
KNOWN = frozenset({FEDERATION, SEVERAL, *STATES, *COUNTRIES})


def check_place(code: str) -> None:
    """Raises: ValidationError for a code that is none of the list."""
    if code not in KNOWN:
        raise ValidationError(_("Choose a place of the list."))


def name_place(code: str) -> str:
    """In the reader's language; the code itself where it is none of the list."""
    if code in STATES:
        return str(STATES[code])
    if code == FEDERATION:
        return _("Germany: federal authority")
    if code == SEVERAL:
        return _("a body of several countries")
    territories = Locale.parse((get_language() or "de").split("-")[0]).territories
    return str(territories.get(code, code))


def list_places() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a form: states first, then the rest, each in the order of its names."""
    states = sorted(((code, name_place(code)) for code in STATES), key=_by_name)
    others = sorted(((code, name_place(code)) for code in COUNTRIES), key=_by_name)
    beyond = [(FEDERATION, name_place(FEDERATION))]
    return [
        (_("States of Germany"), [*states, *beyond]),
        (_("Other countries"), [*others, (SEVERAL, name_place(SEVERAL))]),
    ]


def _by_name(pair: tuple[str, str]) -> str:
    return sort_key(pair[1])
