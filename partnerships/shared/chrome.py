"""What every page carries round its content: navigation, languages, the operator, the demo's banner."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info

from partnerships.shared.operator.details import Operator
from partnerships.shared.registry import navigation


@dataclass(frozen=True)
class Place:
    """One entry of the navigation: label, name of the address, and beginnings of other paths that belong to it."""

    label: str | Promise
    url_name: str
    also: tuple[str, ...] = ()


def _entries(request: HttpRequest) -> list[dict]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    places = [place for offer in navigation if (place := offer(user))]
    links = [(place, reverse(place.url_name)) for place in places]
    starts = {start: place for place, href in links for start in (href, *place.also)}
    here = max((start for start in starts if request.path.startswith(start)), key=len, default="")
    return [
        {"label": place.label, "href": href, "current": starts.get(here) is place}
        for place, href in links
    ]


def chrome(request: HttpRequest) -> dict:
    """Context processor. `nav` is lazy: a page that shows none asks for nothing."""
    language = get_language() or settings.LANGUAGE_CODE
    info = get_language_info(language)
    return {
        "nav": _entries(request),
        "languages": [
            (code, get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES
        ],
        "demo": settings.DEMO,
        "operator": Operator(),
        "site_name": settings.SITE_NAME,
        "page_lang": language,
        # For links to pages that have an address in each language of the site; the gallery shows more.
        "public_lang": language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        "page_dir": "rtl" if info["bidi"] else "ltr",
    }
