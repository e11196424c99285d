"""Choosing the language, signed in or not."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from partnerships.directory.actions.people import choose_language


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and on the account, and go back to where one was."""
    wanted = request.POST.get("language", "")
    offered = dict(settings.LANGUAGES)
    response = redirect(way_back(request, wanted if wanted in offered else ""))
    if wanted in offered:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if request.user.is_authenticated:
            choose_language(request.user, wanted)
    return response


def way_back(request: HttpRequest, wanted: str) -> str:
    """A path of ours from `next`; a public page in one language becomes the same page in the other."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    if not ours or not address.startswith("/"):
        return reverse("root")
    first, _slash, rest = address[1:].partition("/")
    if wanted and first in dict(settings.LANGUAGES):
        return f"/{wanted}/{rest}"
    return address
