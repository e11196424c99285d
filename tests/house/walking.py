"""Two ways to try a door: through the whole house as a browser does, or asking its view alone.

Between the two lie the parts that are the same at every door: session, sign-in, language, the page that says 403 or 404.
The view finds its row, asks the rule, reads the form and acts in both.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from types import SimpleNamespace
from typing import Any

from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache as shared_cache
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from tests.cast import Cast

SIGN_IN = "/accounts/login/"
SENT = {"sent": "1"}  # a form in which nothing is filled in
WRITES = ("INSERT", "UPDATE", "DELETE")
REFUSED = {"in", "403", "404", "405"}
KEPT = "and a copy may be kept"


_match = cache(resolve)  # each address is tried by everybody


class Visitor:
    """One of the cast. Whatever a visit does is undone; `written` are the tables that the last one wrote to."""

    def __init__(self, cast: Cast, name: str) -> None:
        shared_cache.clear()  # the rate limits that others of the cast ran into are not this person's
        self.cast, self.name = cast, name
        self.written: list[str] = []
        self.client: Any = cast.client(name)
        if self.signed_in:
            self.client.get("/home/")  # the session has its token against foreign forms
            self.account = cast.account(name)
        self.cookies = self.client.cookies.copy()

    @property
    def signed_in(self) -> bool:
        """Everybody but one."""
        return self.name != "anonymous"

    def through_the_house(self, method: str, path: str) -> str:
        """The answer that a browser gets."""
        self.client.cookies = self.cookies.copy()
        with undone(), self._noting():
            response = getattr(self.client, method.lower())(path, SENT if method == "POST" else {})
            answer = said(response)
        return f"{answer} {KEPT}" if answer != "in" and self._may_be_kept(response) else answer

    def of_the_view(self, method: str, path: str, *, undo: bool = True) -> str:
        """What the view alone answers to this person; one who is signed in, for nobody else comes as far.

        `undo` is false where nothing is done: whoever is refused writes nothing, which `written` shows.
        """
        match = _match(path)
        request = self._request(method, path)
        request.resolver_match = match
        with undone() if undo else nullcontext(), self._noting(), request_context(request):
            try:
                answer = said(match.func(request, *match.args, **match.kwargs))
            except Http404:
                answer = "404"
            except PermissionDenied as refusal:
                answer = "403"
                str(refusal)  # the page shows the reason
            except ReauthenticationRequired:
                answer = "302"
            except ImmediateHttpResponse as way:
                answer = said(way.response)
        if self.written:  # what was undone may have changed what it may
            self.account = self.cast.account(self.name)
        return answer

    def _request(self, method: str, path: str) -> Any:
        """As the middleware hands it on."""
        ask = getattr(RequestFactory(), method.lower())
        request: Any = ask(path, SENT if method == "POST" else {})
        request.user = self.account
        request.session = SessionStore()
        request.session["analyses_reasons"] = self.cast.reasons
        request._messages = FallbackStorage(request)
        request.htmx, request.LANGUAGE_CODE = HtmxDetails(request), self.account.language
        request.csrf_processing_done = True
        request.allauth = SimpleNamespace()
        return request

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Sessions aside: whoever is refused has one, too."""
        self.written = []

        def note(execute: Any, sql: Any, *rest: Any) -> Any:
            words = str(sql).split(maxsplit=3)
            if words[0] in WRITES and '"django_session"' not in words:
                self.written.append(" ".join(words[:3]))
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            yield

    def _may_be_kept(self, response: HttpResponseBase) -> bool:
        signed = settings.SESSION_COOKIE_NAME in self.client.cookies
        return signed and "no-store" not in response.get("Cache-Control", "")


@contextmanager
def undone() -> Iterator[None]:
    """Afterwards everything is as before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def said(response: Any) -> str:
    """The status, with `in` for the way to the sign-in; a file that is sent is read and closed."""
    if response.streaming:
        b"".join(response.streaming_content)
        if isinstance(response, FileResponse) and response.file_to_stream:
            response.file_to_stream.close()  # closing the answer would close the connection, too
    to_sign_in = response.status_code == 302 and response["Location"].startswith(SIGN_IN)
    return "in" if to_sign_in else str(response.status_code)
