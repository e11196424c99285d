"""Pages for what went wrong: what happened and what to do. They reveal nothing else.

Bad request, failed protection against foreign forms, too large, too many, unavailable and server error
stand alone: they need no database, no session and no context processor.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from partnerships.shared.operator.details import Operator

# What remains when even a template cannot be drawn.
LAST_RESORT = (
    '<!DOCTYPE html><html lang="de"><meta charset="utf-8"><title>Fehler – Handschlag</title>'
    "<h1>Das hat nicht geklappt.</h1><p>Der Fehler liegt bei uns. "
    "Bitte versuchen Sie es in einigen Minuten noch einmal.</p>"
    '<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p>'
)


def _alone(request: HttpRequest, status: int, name: str = "", **facts: object) -> HttpResponse:
    """A page without context processors, in the language that was active or the browser's."""
    template = f"errors/{name or status}.html"
    language = getattr(request, "LANGUAGE_CODE", None) or get_language_from_request(request)
    with override(language):
        body = render_to_string(template, {"page_lang": language, **_frame(language), **facts})
    return HttpResponse(body, status=status)


def _frame(language: str) -> dict[str, object]:
    """For the footer, from the settings alone."""
    offered = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return {"public_lang": offered, "operator": Operator(), "site_name": settings.SITE_NAME}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400. The reason is not shown: it names fields and headers."""
    return _alone(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403. Shows the reason that a rule gave with PermissionDenied("…")."""
    given = exception.args if isinstance(exception, PermissionDenied) else ()
    reason = str(given[0]) if given else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404. The same page whether the thing does not exist or may not be seen."""
    return render(request, "errors/404.html", status=404)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address of a library that leads nowhere here. Raises: Http404."""
    raise Http404


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. Must itself not fail, whatever has failed before."""
    try:
        return _alone(request, 500)
    except Exception:
        return HttpResponse(LAST_RESORT, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: mostly a page that was open too long."""
    return _alone(request, 403, "403_csrf", retry=request.path)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: a form or a file over the limit."""
    return _alone(request, 413)


def too_many(request: HttpRequest, wait_seconds: int | None = None) -> HttpResponse:
    """429; tells browsers and people when to try again, if known."""
    minutes = -(-wait_seconds // 60) if wait_seconds else 0
    response = _alone(request, 429, wait_minutes=minutes)
    if wait_seconds:
        response["Retry-After"] = str(wait_seconds)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: a service beside us, the cache or the mail server, does not answer just now."""
    response = _alone(request, 503)
    response["Retry-After"] = "60"
    return response
