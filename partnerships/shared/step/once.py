"""The once-token: made with the form, and used up in the transaction of the act.

A second post with it, by a double click, the back button or at the same moment, finds what the first one did. A post
without a token is a post of its own. Nothing refused or invalid uses a token up: the row goes with the transaction.
"""

import re
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from partnerships.shared.accounts import Request
from partnerships.shared.parts.once import NAME, new_token
from partnerships.shared.step.models import TOKEN_LIMIT, Done

SHAPE = re.compile(rf"[A-Za-z0-9_-]{{16,{TOKEN_LIMIT}}}")


class Already(Exception):
    """This form has done its work; `address` is where that led."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def token_of(request: HttpRequest) -> str:
    """The one that was sent; blank where none was, or something else than a token."""
    sent = request.POST.get(NAME, "") if request.method == "POST" else ""
    return sent if SHAPE.fullmatch(sent) and request.user.is_authenticated else ""


def nameless_token(request: HttpRequest) -> str:
    """For what is kept without an account, with its token beside it; a post without one counts by itself."""
    sent = request.POST.get(NAME, "")
    return sent if SHAPE.fullmatch(sent) else new_token()


def token_for(request: HttpRequest) -> str:
    """For the form on the page: a new one, or the one that is still unused."""
    return token_of(request) or new_token()


def claim(request: Request) -> Done | None:
    """Inside the transaction of the act; waits for the other post of the same form. None without a token.

    Raises: Already.
    """
    token = token_of(request)
    if not token:
        return None
    row, made = Done.objects.get_or_create(account_id=request.user.pk, token=token)
    if not made:
        raise Already(row.address)
    return row


def note(row: Done | None, address: str) -> None:
    """Keeps the address to which the act has led."""
    if row:
        row.address = address
        row.save(update_fields=["address"])


def led_on(request: HttpRequest, address: str) -> HttpResponse:
    """To what the first post did, with a word about it."""
    messages.info(
        request,
        _(
            "This was done already; nothing was done twice. To do it once more, open the form again."
        ),
    )
    return redirect(address)


class OnceMiddleware:
    """A form that has done its work leads on before its view asks a rule: what was ended cannot be ended again.

    Where the first post ends while the second one asks its rules, the refusal is not shown either.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """The answer to a form that was sent before."""
        token = token_of(request)
        row = Done.objects.filter(account=request.user.pk, token=token).first() if token else None
        return led_on(request, row.address) if row else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The same for one that was overtaken."""
        if isinstance(error, PermissionDenied | Http404):
            return self.process_view(request)
        return None
