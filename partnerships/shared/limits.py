"""How large a request may be, and the page that says so."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from partnerships.shared.errors import too_large


class RequestLimitMiddleware:
    """Answers 413 with a page instead of 400 where a form is larger than the limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._declared(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return too_large(request)
        return self.get_response(request)

    @staticmethod
    def _declared(request: HttpRequest) -> int:
        length = request.META.get("CONTENT_LENGTH") or "0"
        return int(length) if length.isdigit() else 0

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django's own limits, for bodies without a length."""
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            return too_large(request)
        return None
