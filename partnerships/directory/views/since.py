"""Beginnings in words, known or only attested. Source: decision 0005, point 6."""

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from partnerships.shared.templatetags.parts import missing, period, when


def began(since: date | None, attested_on: date | None) -> SafeString:
    """The day, or that it is unknown and on which day the fact is attested."""
    if since:
        return when(since)
    if attested_on:
        return format_html(gettext("not known; attested on {}"), when(attested_on))
    return missing(gettext("date not known"))


def since_when(since: date | None, attested_on: date | None) -> SafeString:
    """The same where no label stands before it: "since …" or "attested on …"."""
    if since or not attested_on:
        return period(since, None)
    return format_html(gettext("attested on {}"), when(attested_on))
