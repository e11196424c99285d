"""The public front page, in each language at an address of its own."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override


@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the front page in the visitor's language."""
    response = redirect("front", language=(get_language() or settings.LANGUAGE_CODE)[:2])
    response["Vary"] = "Accept-Language, Cookie"
    return response


@login_not_required
def front(request: HttpRequest, language: str) -> HttpResponse:
    """The address decides the language, also for people who are signed in. Raises: Http404."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        return render(request, "front.html")
