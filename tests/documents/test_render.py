"""Real WeasyPrint, real files: archive and accessibility, locked fetching, the same bytes twice."""

import io
import json
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from partnerships.shared.documents.kinds import Enclosure
from partnerships.shared.documents.render import RenderFailed, render, warm
from tests.documents.pdfcheck import problems

DATES = (
    '<meta name="dcterms.created" content="2026-11-22T10:00:00Z">'
    '<meta name="dcterms.modified" content="2026-11-22T10:00:00Z">'
)
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwAB"
    "BAEAX+XDSwAAAABJRU5ErkJggg=="
)
HOSTILE = {
    "picture": '<img src="{url}" alt="x">',
    "picture from disk": '<img src="{file}" alt="x">',
    "file enclosed by head": '<link rel="attachment" href="{file}">',
    "file enclosed by link": '<a rel="attachment" href="{file}">x</a>',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "imported style": "<style>@import url({url});</style>",
    "font": "<style>@font-face{{font-family:x;src:url({url})}} p{{font-family:x}}</style><p>x</p>",
    "background": '<p style="background:url({url})">x</p>',
    "drawing": '<svg><title>x</title><image width="9" height="9" href="{url}"/></svg>',
    "embedded object": '<object data="{url}">x</object><embed src="{file}">',
    "colour profile": "<style>@color-profile --x {{src:url({file})}}</style>",
    "drawing within a picture": "<img alt=x src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/"
    "2000/svg' width='9' height='9'><image width='9' height='9' href='{url}'/></svg>\">",
    "another scheme": '<img src="ftp://127.0.0.1/x" alt="x">',
    "disk in capitals": '<img src="FILE:///etc/hostname" alt="x">',
    "page disguised as picture": '<img src="data:text/html,<img src={url}>" alt="x">',
}


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """The address of a real web server on this machine and the list of paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/asked", asked
    server.shutdown()
    server.server_close()


def page(body: str, head: str = "", language: str = "de") -> str:
    start = (
        f'<!doctype html><html lang="{language}"><head><title>Prüfung</title>{DATES}{head}</head>'
    )
    return f"{start}<body><h1>Überschrift</h1>{body}</body></html>"


def text_of(data: bytes, folder: Path, *options: str) -> str:
    file = folder / "text.pdf"
    file.write_bytes(data)
    command = ["pdftotext", *options, file, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_is_fetched(payload, listener, tmp_path):
    url, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP-SECRET")
    html = page(payload.format(url=url, file=secret.as_uri()))
    try:
        data = render(html)
    except RenderFailed as failed:
        assert "may not load" in str(failed)
    else:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            contents = [
                each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)
            ]
        assert not any(b"TOP-SECRET" in each for each in contents)
    assert asked == []


def test_a_forbidden_address_is_an_ordinary_error():
    with pytest.raises(RenderFailed, match="elsewhere") as caught:
        render(page('<img src="https://elsewhere.example/x.png" alt="x">'))
    assert isinstance(caught.value, Exception)


def test_an_embedded_picture_is_shown_and_described():
    data = render(page(f'<p><img src="{PIXEL}" alt="Ein Punkt"></p>'))
    assert problems(data) == []


def test_same_input_same_bytes():
    html = page("<p>Zweimal dasselbe</p><ul><li>eins</li></ul>")
    assert render(html) == render(html)


def test_enclosed_evidence_comes_back_and_is_listed_once():
    evidence = json.dumps({"name": "Größl"}).encode()
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    enclosed = [Enclosure("evidence.json", evidence, "Evidence of signatures", at)]
    data = render(page("<p>x</p>"), attachments=enclosed)
    assert data == render(page("<p>x</p>"), attachments=enclosed)
    assert problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.attachments["evidence.json"].get_file().read_bytes() == evidence
        assert pdf.Root.AF[0].AFRelationship == pikepdf.Name.Supplement


def test_umlauts_and_arabic_are_text_in_embedded_fonts(tmp_path):
    data = render(page("<p>Großes Übergewicht, Łódź, Đorđević, Trần</p><p>المجلس الإسلامي</p>"))
    assert problems(data) == []
    text = text_of(data, tmp_path)
    assert "Großes Übergewicht, Łódź, Đorđević, Trần" in text
    assert "المجلس" in text
    fonts = subprocess.run(
        ["pdffonts", tmp_path / "text.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "Arabic" in fonts


def test_warming_renders_without_a_database():
    warm()


def test_the_check_finds_what_plain_weasyprint_leaves_open():
    plain = HTML(string=page("<p>x</p>")).write_pdf(pdf_tags=True)
    assert {each.split(":")[0] for each in problems(plain)} >= {"A 6.1.3", "A 6.2.3"}
