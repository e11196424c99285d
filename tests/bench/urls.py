"""The addresses of the house, and before them the bench's: the same pages drawn from memory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path

from complaints.views.frame import frame, public
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as of_the_house

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PAGE = "bench.page"  # key of the WSGI environment; value: (name of a template, its context)


def from_memory(request: HttpRequest) -> HttpResponse:
    """What the request brings along, drawn like any page."""
    template, context = request.META[PAGE]
    return render(request, template, context)


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of every page, with nothing inside."""
    return render(request, "base.html")


@public
def empty_public(request: HttpRequest, language: str) -> HttpResponse:
    """The frame of what somebody sees who complains, with nothing inside."""
    return render(request, "complaints/public/base.html", frame(language, "complaints:start"))


urlpatterns = [
    path("empty/", empty),
    path("de/complaint/empty/", empty_public, {"language": "de"}),
    re_path(
        r"^(?:organisations|partnerships|people|roles|log|agreements|meetings|analyses)/",
        from_memory,
    ),
    path("home/", from_memory),
    *of_the_house,
]
