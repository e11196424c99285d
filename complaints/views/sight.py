"""What the database shows while a page of the office is made."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http.response import HttpResponseBase, StreamingHttpResponse

from complaints.models import seen_by
from partnerships.directory.models import Account
from partnerships.directory.requests import Request

Parts = ParamSpec("Parts")
View = Callable[Concatenate[Request, Parts], HttpResponseBase]


def in_sight(view: View[Parts]) -> View[Parts]:
    """The complaints of one's own offices and no others, whatever the page asks for; also while a long list is still being sent."""

    @wraps(view)
    def shown(request: Request, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponseBase:
        with seen_by(request.user):
            response = view(request, *args, **parts)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            pieces: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]  # not async
            response.streaming_content = _sent_in_sight(request.user, pieces)
        return response

    return shown


def _sent_in_sight(account: Account, pieces: Iterable[bytes]) -> Iterator[bytes]:
    with seen_by(account):
        yield from pieces
