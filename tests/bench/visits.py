"""A signed-in person's requests, straight into the WSGI application: no network, no other process."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import setup_test_environment, teardown_test_environment

from config.wsgi import application
from tests.bench.databases import using
from tests.bench.urls import PAGE

if (
    TYPE_CHECKING
):  # the factories are none of a web process's memory, which tests.bench.taking measures
    from tests.bench.rows import Scene

HOUSE, BENCH = "config.urls", "tests.bench.urls"


@dataclass(frozen=True)
class Visitor:
    """One session in one database."""

    connection: BaseDatabaseWrapper
    session: str
    scene: "Scene | None" = None

    @classmethod
    def of(cls, database: BaseDatabaseWrapper, scene: "Scene", name: str = "liaison") -> "Visitor":
        """Signs one of the scene's accounts in."""
        with using(database):
            client = Client()
            client.force_login(scene.accounts[name])
        return cls(database, client.cookies[settings.SESSION_COOKIE_NAME].value, scene)

    def get(self, path: str, *, urls: str = HOUSE, page: tuple[str, dict] | None = None) -> bytes:
        """The body of a page. Raises: AssertionError unless the answer is 200."""
        return b"".join(self.pieces(path, urls=urls, page=page))

    def unchanged(self, path: str, tag: str) -> None:
        """Asks with the tag that it knows. Raises: AssertionError unless the answer is 304."""
        settings.ROOT_URLCONF = HOUSE
        said: list[str] = []
        environment = self._environment(path, None) | {"HTTP_IF_NONE_MATCH": tag}
        with using(self.connection):
            application(environment, lambda status, *_rest: said.append(status)).close()
        assert said[0].startswith("304"), (path, said)

    def pieces(
        self, path: str, *, urls: str = HOUSE, page: tuple[str, dict] | None = None
    ) -> Iterator[bytes]:
        """The body as it comes. Raises: AssertionError unless the answer is 200."""
        settings.ROOT_URLCONF = urls
        said: list[str] = []
        with using(self.connection):
            answer = application(
                self._environment(path, page), lambda status, *_rest: said.append(status)
            )
            assert said[0].startswith("200"), (path, said)
            yield from answer
            answer.close()

    def _environment(self, path: str, page: tuple[str, dict] | None) -> dict[str, Any]:
        path, _, query = path.partition("?")
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={self.session}",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            PAGE: page,
        }

    def queries(self, path: str, **how: Any) -> list[str]:
        """The statements of one page, those of session and access included."""
        statements: list[str] = []

        def note(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        with using(self.connection), connection.execute_wrapper(note):
            self.get(path, **how)
        return statements

    def remembered(self, path: str, template: str) -> tuple[str, dict]:
        """The template and the context that the real view gave it, with all rows loaded."""
        with _listening(template) as heard:
            self.get(path)
        return template, heard[0]


@contextmanager
def _listening(name: str) -> Iterator[list[dict]]:
    heard: list[dict] = []

    def hear(sender, context, **_rest) -> None:
        if sender.name == name:
            heard.append(dict(context.dicts[-1]))  # what the view gave; processors come before it

    setup_test_environment(debug=False)
    template_rendered.connect(hear)
    try:
        yield heard
    finally:
        template_rendered.disconnect(hear)
        teardown_test_environment()
