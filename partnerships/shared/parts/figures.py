"""Dates, periods and numbers in the language of the reader and the time of the house."""

import datetime as dt

from django.utils import dateformat, formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from partnerships.shared.parts.marks import missing

# Django's English short format is the American one, which readers here would misread.
DATE_FORMATS = {
    "de": {"short": "d.m.Y", "long": "j. F Y"},
    "en": {"short": "j M Y", "long": "j F Y"},
}
OTHER_LANGUAGES = {"short": "d.m.Y", "long": "j F Y"}

QUALIFIERS = {
    "exact": gettext_lazy("%(number)s"),
    "about": gettext_lazy("about %(number)s"),
    "at_least": gettext_lazy("at least %(number)s"),
    "at_most": gettext_lazy("at most %(number)s"),
    "more_than": gettext_lazy("more than %(number)s"),
    "fewer_than": gettext_lazy("fewer than %(number)s"),
}


def _format(style: str) -> str:
    language = (get_language() or "de").split("-")[0]
    return DATE_FORMATS.get(language, OTHER_LANGUAGES)[style]


def when(value: dt.date | dt.datetime | None, style: str = "short") -> SafeString:
    """A date, or a moment with its time; style short or long; None gives a dash."""
    if value is None:
        return missing(gettext("date not known"))
    if not isinstance(value, dt.datetime):
        return _time(value.isoformat(), dateformat.format(value, _format(style)))
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    text = dateformat.format(local, _format(style) + ", H:i")
    return _time(local.isoformat(timespec="minutes"), text)


def day_text(value: dt.date, style: str = "long") -> str:
    """A day as plain text, for sentences, captions and labels."""
    return dateformat.format(value, _format(style))


def _time(exact: str, text: str) -> SafeString:
    return format_html('<time datetime="{}" dir="auto">{}</time>', exact, text)


def period(since: dt.date | None, until: dt.date | None) -> SafeString:
    """From when to when, both days included; either may be open."""
    if since and until:
        return format_html('<span class="app-period">{} – {}</span>', when(since), when(until))
    if since:
        return format_html(gettext("since {}"), when(since))
    if until:
        return format_html(gettext("until {}"), when(until))
    return missing(gettext("date not known"))


def number(value: float | None, decimals: int | None = None) -> SafeString:
    """A number with the separators of the language; None gives a dash."""
    if value is None:
        return missing()
    text = formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return format_html('<bdi class="app-number">{}</bdi>', text)


def quantity(value: float | None, qualifier: str = "exact", unit: str = "") -> SafeString:
    """A number that is no more exact than its source: "about 22 seats"."""
    if value is None:
        return missing()
    text = format_html(str(QUALIFIERS[qualifier]).replace("%(number)s", "{}"), number(value))
    return format_html("{} {}", text, unit) if unit else text
