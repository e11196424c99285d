"""What the database shows while a page of analyses is made, and why somebody reads."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from analyses.actions.logging import Reason
from analyses.models import Case, ReasonCode, seen_by
from partnerships.directory.models import Account
from partnerships.directory.requests import Request

Parts = ParamSpec("Parts")
View = Callable[Concatenate[Request, Parts], HttpResponseBase]
REASONS = "analyses_reasons"  # in the session: number of the case -> [code, words]


def in_sight(view: View[Parts]) -> View[Parts]:
    """What this account may see and nothing else, whatever the page asks for; also while a long list is still being sent."""

    @wraps(view)
    def shown(request: Request, /, *args: Parts.args, **parts: Parts.kwargs) -> HttpResponseBase:
        with seen_by(request.user):
            try:
                response = view(request, *args, **parts)
            except ObjectDoesNotExist:
                raise Http404 from None
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            pieces: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]  # not async
            response.streaming_content = _sent_in_sight(request.user, pieces)
        return response

    return shown


def _sent_in_sight(account: Account, pieces: Iterable[bytes]) -> Iterator[bytes]:
    with seen_by(account):
        yield from pieces


def find_case(request: Request, pk: int) -> Case:
    """Raises: Http404 for whoever may not see it."""
    rows = Case.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("requested_for", "combination__provision"), pk=pk)


def reason_of(request: Request, case: Case) -> Reason:
    """Why this session reads in the case; work on it, as long as nothing else was said."""
    code, text = request.session.get(REASONS, {}).get(str(case.pk), (ReasonCode.WORK.value, ""))
    return Reason(code, text)
