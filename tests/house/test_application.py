"""What the web server calls for each request."""

from wsgiref.util import setup_testing_defaults

from config.wsgi import application


def test_it_answers_as_the_protocol_asks() -> None:
    request: dict[str, object] = {"PATH_INFO": "/healthz", "HTTP_HOST": "testserver"}
    setup_testing_defaults(request)
    said: list[str] = []
    answer = application(request, lambda status, headers: said.append(status))
    assert said == ["200 OK"]
    assert b"".join(answer) == b"ok"
