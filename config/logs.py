"""What may stand in a log: no secret of an address. Whoever reads a log must not be able to open what it names.

An address carries a secret where its route has a parameter named in SECRET: the link of an invitation, of a new
password, of a proof, of a checked file. The routes are read from the addresses of the house, so a new one is masked
as soon as it exists; tests/house/test_logs.py asks of every parameter which of the two it is.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

from django.apps import apps
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize
from gunicorn.glogging import Logger

SECRET = frozenset({"token", "key", "uidb36", "code"})
MASK = "…"
ADDRESS = re.compile(r"""(?:%2F|/)[^\s"'<>]+""", re.IGNORECASE)
ANY = r"[^/]+"


def masked(text: str) -> str:
    """The text without what was asked behind a `?`, and without the secrets of addresses."""
    return ADDRESS.sub(lambda match: _masked(match[0]), text) if apps.ready else text


def _masked(address: str) -> str:
    path, mark, _query = address.partition("?")
    plain = unquote(path)
    match = _secrets().search(plain)
    if match and _opens_something(plain[match.start() :]):
        path = plain[: match.end()] + MASK
    return path + mark + (MASK if mark else "")


def _opens_something(path: str) -> bool:
    """Also an address that is none: it may be a link with a slip in it."""
    try:
        return bool(SECRET & resolve(path).kwargs.keys())
    except Resolver404:
        return True


@cache
def _secrets() -> re.Pattern[str]:
    """What stands before the first secret of a route."""
    return re.compile("|".join(sorted(set(_starts()), key=len, reverse=True)) + r"(?=.)")


def _starts() -> Iterator[str]:
    for route, names in routes():
        if secret := next((name for name in names if name in SECRET), None):
            before = route.partition(f"%({secret})s")[0]
            yield re.sub(r"%\\\((\w+)\\\)s|%\((\w+)\)s", ANY, re.escape(before))


def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, list]]:
    """Every route of the house and the names of its parameters. Shape: `/invitations/%(token)s/`, [`token`]."""
    for pattern in (resolver or get_resolver()).url_patterns:
        regex = getattr(pattern.pattern, "regex").pattern  # noqa: B009  the stubs do not know it
        for route, names in normalize(regex):
            if isinstance(pattern, URLResolver):
                yield from routes(pattern, before + route)
            elif isinstance(pattern, URLPattern):
                yield before + route, re.findall(r"%\((\w+)\)s", before + route) or list(names)


class Masking(logging.Formatter):
    """Masks the whole line, with whatever stands in its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return masked(super().format(record))


class WebLog(Logger):
    """The web server's own log; also of visitors, where somebody switches that on."""

    def setup(self, cfg: object) -> None:
        """As the server does it, masked."""
        super().setup(cfg)
        for log, form in ((self.error_log, self.error_fmt), (self.access_log, self.access_fmt)):
            for handler in log.handlers:
                handler.setFormatter(Masking(form, self.datefmt))
