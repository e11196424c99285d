"""The person's language, the second factor, and the acting account for log and history."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import cast

import pghistory
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from partnerships.directory.requests import Request
from partnerships.directory.sign_in.factors import second_step_done
from partnerships.shared.audit.actor import acting

SAFE = {"GET", "HEAD", "OPTIONS"}
WITHOUT_FACTOR = ("/accounts/", "/language/", "/static/", "/healthz", "/readyz", "/metrics/")


class PersonMiddleware:
    """Late in the chain: everything it needs is on the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with acting(None):
                return self.get_response(request)
        with acting(request.user):
            return self._answer(cast(Request, request))

    def _answer(self, request: Request) -> HttpResponse:
        user = request.user
        if user.language in dict(settings.LANGUAGES):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        if self._lacks_factor(request):
            messages.warning(
                request,
                _(
                    "Your role reads other people's matters. Set up a second step for signing in first."
                ),
            )
            return redirect("mfa_index")
        changing = nullcontext() if request.method in SAFE else pghistory.context(account=user.pk)
        with changing:
            return self.get_response(request)

    @staticmethod
    def _lacks_factor(request: Request) -> bool:
        """The demo needs none: it holds no real person. Source: DESIGN section 4."""
        if settings.DEMO or request.path.startswith(WITHOUT_FACTOR):
            return False
        access = getattr(request.user, "access", None)
        if not (access and access.needs_second_factor):
            return False
        return not (second_step_done(request, request.user) or is_mfa_enabled(request.user))
