"""What stops a request: too large a form, or a service beside us that does not answer."""

import ipaddress
import logging
import re
import socket
from collections.abc import Callable
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from partnerships.shared.errors import too_large, unavailable

log = logging.getLogger(__name__)

# Redis counts attempts to sign in, and codes go out at once: without either nobody is let in
# unprotected. Whoever is signed in works on; other letters and documents wait in their rows.
BESIDE_US = (RedisError, SMTPException, ConnectionError, TimeoutError, socket.gaierror)


def within(request: HttpRequest, action: str) -> bool:
    """May this visitor do it once more? The rate is `settings.ACCOUNT_RATE_LIMITS[action]`, by key.

    Redis keeps moments under a sum of the address made with our secret key, never the address.
    """
    address = _network(get_adapter().get_client_ip(request))
    return consume(request, action=action, key=salted_hmac(action, address).hexdigest())


def _network(address: str) -> str:
    """Of IPv6 the part that one household has."""
    parsed = ipaddress.ip_address(address)
    return str(parsed if parsed.version == 4 else ipaddress.ip_network((parsed, 64), strict=False))


def most_bytes(path: str) -> int:
    """How large a request to this path may be."""
    larger = (
        size for pattern, size in settings.LARGER_BODIES.items() if re.fullmatch(pattern, path)
    )
    return next(larger, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class RequestLimitMiddleware:
    """Answers 413 with a page instead of 400 where a form is larger than the limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._declared(request) > most_bytes(request.path):
            return too_large(request)
        return self.get_response(request)

    @staticmethod
    def _declared(request: HttpRequest) -> int:
        length = request.META.get("CONTENT_LENGTH") or "0"
        return int(length) if length.isascii() and length.isdigit() else 0

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Reads the form, so that whoever comes next finds it read or is not asked."""
        try:
            request.POST  # noqa: B018  reading is what may fail
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
            return self.process_exception(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django's own limits, for bodies without a length; services that are down."""
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            return too_large(request)
        if isinstance(error, BESIDE_US):
            log.error("a service beside us does not answer", exc_info=error)
            return unavailable(request)
        return None
