"""What every page has that somebody sees who complains: its language, its safety, its length."""

from collections.abc import Callable
from functools import wraps
from secrets import token_hex

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from complaints.languages import LANGUAGES, name_of
from complaints.models import Office, seen_by_nobody
from complaints.models.languages import is_unchecked
from complaints.visiting import SENT_AS, Visiting
from partnerships.shared.audit.actor import acting
from partnerships.shared.no_store import NO_STORE

PADDED_TO = (
    8 * 1024
)  # bytes: whoever watches the line sees how many of these a page has, not which page it is
View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Without an account, in the language of the address, stored nowhere; whoever is signed in is nobody here.

    Foreign forms are kept out by the visit's own token (complaints.visiting), so that an ended visit loses no words.
    """

    @wraps(view)
    def shown(request: HttpRequest, language: str, **parts: object) -> HttpResponseBase:
        with override(language), acting(None), seen_by_nobody():
            response = view(request, language, **parts)
        response["Cache-Control"] = NO_STORE
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Content-Language"] = language
        return _padded(response)

    return login_not_required(csrf_exempt(shown))


def ask_to_wait(response: HttpResponse, seconds: int) -> HttpResponse:
    """Programs read it in the head; people in complaints/public/wait.html. Without seconds nothing is changed."""
    if seconds:
        response.status_code, response["Retry-After"] = 429, str(seconds)
    return response


def _padded(response: HttpResponseBase) -> HttpResponseBase:
    """Its length tells nothing, packed neither: what fills it is by chance."""
    if not isinstance(response, HttpResponse) or not response.get("Content-Type", "").startswith(
        "text/html"
    ):
        return response
    frame = len(b"<!---->")
    missing = -(len(response.content) + frame) % PADDED_TO
    response.content += b"<!--" + token_hex(missing // 2 + 1)[:missing].encode() + b"-->"
    return response


def frame(language: str, name: str, visiting: Visiting | None = None) -> dict[str, object]:
    """For templates/complaints/public/base.html. `name`: of the address that the other languages lead to."""
    return {
        "language": language,
        "language_name": name_of(language),
        "unchecked": is_unchecked(language),
        "tongues": [
            (other.code, other.name, reverse(name, args=[other.code])) for other in LANGUAGES
        ],
        "sent_as": SENT_AS,
        "form_token": visiting.form_token if visiting else "",
        "offices": list(Office.objects.receiving()),
    }
