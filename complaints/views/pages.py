"""Pages to read before somebody writes: what happens, other bodies, languages, privacy; and the way out."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from complaints import words
from complaints.languages import LANGUAGES, guess
from complaints.models import CheckedLanguage, OutsideBody
from complaints.models.languages import WRITTEN, is_unchecked
from complaints.views.frame import frame, public
from complaints.visiting import COOKIE


@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    """To the first language of the browser that is offered."""
    response = redirect(reverse("complaints:start", args=[guess(request)]))
    response["Vary"] = "Accept-Language"
    return response


@public
def start(request: HttpRequest, language: str) -> HttpResponse:
    """Before anything is typed: what happens with it, who reads it, what it costs, who else helps."""
    said = words.say(
        words.CRIMES,
        words.PAPERS,
        words.DEADLINES,
        words.PROSECUTION,
        unchecked=is_unchecked(language),
    )
    context = {**frame(language, "complaints:start"), "sentences": said}
    return render(request, "complaints/public/start.html", context)


@public
def others(request: HttpRequest, language: str) -> HttpResponse:
    """Bodies outside the police, in the language where the text is one of ours, otherwise in German."""
    context = {**frame(language, "complaints:others"), "bodies": list_bodies(language)}
    return render(request, "complaints/public/others.html", context)


def list_bodies(language: str) -> list[dict[str, object]]:
    """With what is said of each."""
    return [
        {
            "body": body,
            "lines": [
                _shown(body, name, language)
                for name in ("for_whom", "identity", "time_limit")
                if getattr(body, name)
            ],
        }
        for body in OutsideBody.objects.all()
    ]


def _shown(body: OutsideBody, name: str, language: str) -> dict[str, str]:
    """A text with its language, where that is another one than the page's."""
    english = str(getattr(body, f"{name}_en"))
    shown = english if language == "en" else gettext(english)
    if language == "de" or (shown == english and language != "en"):
        return {"name": name, "text": getattr(body, name), "lang": "de"}
    return {"name": name, "text": shown, "lang": ""}


@public
def languages(request: HttpRequest, language: str) -> HttpResponse:
    """Which languages there are, and which of them somebody has checked."""
    checked = {
        row.language: row for row in CheckedLanguage.objects.filter(checked_on__isnull=False)
    }
    rows = [
        {"language": each, "checked": checked.get(each.code), "is_written": each.code in WRITTEN}
        for each in LANGUAGES
    ]
    context = {**frame(language, "complaints:languages"), "rows": rows}
    return render(request, "complaints/public/languages.html", context)


@public
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    """GDPR Art. 13, for this form."""
    return render(request, "complaints/public/privacy.html", frame(language, "complaints:privacy"))


@public
def leave(request: HttpRequest, language: str) -> HttpResponse:
    """Out, at once: the browser forgets the cookie, and with it the key to what was typed.

    A picture or a link on a foreign page leads out too, but makes nobody forget anything.
    """
    response = redirect(settings.QUICK_EXIT_URL)
    if request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none"):
        response["Clear-Site-Data"] = '"cookies", "storage"'
        response.delete_cookie(COOKIE, samesite="Strict")
    return response


@public
def sent(request: HttpRequest, language: str) -> HttpResponse:
    """After the receipt: what comes now."""
    return render(request, "complaints/public/sent.html", frame(language, "complaints:sent"))
