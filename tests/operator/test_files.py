"""Files of the operator: what is no picture, acts, or loads something stops the start with a sentence."""

import struct
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from partnerships.shared.operator.files import (
    MOST_LOGO,
    find_video,
    read_logo,
    read_texts,
    sections,
)

BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
HARMLESS = [
    '<path fill="#14345a" d="M0 0h9v9z"/>',
    '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9" height="9"/>',
    "<style>.a{fill:red}</style><circle class='a' r='4'/><use xlink:href='#b'/><!-- drawn by hand -->",
    "<rect fill=\"url( '#a' )\" width='1' height='1'/>",
]
HOSTILE = [
    "<script>alert(1)</script>",
    '<path onload="alert(1)" d=""/>',
    '<image href="https://elsewhere.example/a.png"/>',
    '<image xlink:href="data:image/png;base64,AAAA"/>',
    '<use xlink:href="https://elsewhere.example/a.svg#a"/>',
    '<use href="//elsewhere.example/a.svg#a"/>',
    '<a href="javascript:alert(1)"><path d=""/></a>',
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "<style>@import 'https://elsewhere.example/a.css';</style>",
    "<style>.a{background:url(https://elsewhere.example/a.png)}</style>",
    r"<style>.a{background:\75rl(https://elsewhere.example/a.png)}</style>",
    '<rect style="fill:url( https://elsewhere.example/#a)"/>',
    '<set attributeName="href" to="javascript:alert(1)"/>',
    "<animate attributeName='href' values='javascript:alert(1)'/>",
    "<script xmlns='http://www.w3.org/1999/xhtml' src='https://elsewhere.example/a.js'/>",
]


def png(width: int = 8, height: int = 8) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5B", 13, b"IHDR", width, height, 8, 6, 0, 0, 0)
    return head + b"\0\0\0\0" + b"\0\0\0\0IEND\xaeB`\x82"


def at(path: Path, data: bytes | str) -> str:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


@pytest.mark.parametrize("inside", HARMLESS)
def test_a_drawing_is_taken(tmp_path, inside) -> None:
    logo = read_logo(at(tmp_path / "logo", f"{BEGIN}{inside}</svg>"))
    assert logo and logo.media_type == "image/svg+xml" and inside.encode() in logo.data


@pytest.mark.parametrize("inside", HOSTILE)
def test_a_drawing_that_acts_or_loads_is_not(tmp_path, inside) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^OPERATOR_LOGO "):
        read_logo(at(tmp_path / "logo", f"{BEGIN}{inside}</svg>"))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "<html/>",
        "<svg/>",
        f"{BEGIN}",
        f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{BEGIN}&a;</svg>",
        f"<?xml-stylesheet href='https://elsewhere.example/a.css'?>{BEGIN}</svg>",
        f"<?xml version='1.0' encoding='utf-7'?>{BEGIN}</svg>",
        f"{BEGIN}</svg>".encode("utf-16"),
        b"GIF89a",
        png()[:-8],
        png(9000, 9),
        b"\x89PNG\r\n\x1a\n",
        png() + b"\0" * MOST_LOGO,
    ],
)
def test_what_is_no_picture_or_too_large_is_not(tmp_path, data) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^OPERATOR_LOGO "):
        read_logo(at(tmp_path / "logo", data))


def test_a_png_is_taken_and_none_is_none(tmp_path) -> None:
    logo = read_logo(at(tmp_path / "logo", png()))
    assert logo and logo.media_type == "image/png"
    assert read_logo("") is None
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        read_logo(str(tmp_path / "none"))


def test_own_texts_are_named_by_page_and_language(tmp_path) -> None:
    at(tmp_path / "imprint.de.txt", "2026-03-31\r\nWir.\r\n# Mehr\r\nText")
    ((key, own),) = read_texts(str(tmp_path), ["de", "en"]).items()
    assert key == ("imprint", "de") and str(own.written_on) == "2026-03-31"
    assert list(sections(own.text)) == [("", "Wir."), ("Mehr", "Text")]
    assert read_texts("", ["de"]) == {}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("impressum.de.txt", "2026-03-31\nWir.", "imprint, privacy"),
        ("imprint.fr.txt", "2026-03-31\nNous.", "de, en"),
        ("imprint.de.txt", "Wir.", "begins with its day"),
        ("imprint.de.txt", b"2026-03-31\n\xff", "UTF-8"),
        ("imprint.de.txt", "2026-03-31\n \n", "is empty"),
        ("imprint.de.txt", "2026-03-31\n" + "a" * 100_001, "at most"),
    ],
)
def test_a_text_that_would_not_be_shown_stops_the_start(tmp_path, name, data, says) -> None:
    at(tmp_path / name, data)
    with pytest.raises(ImproperlyConfigured, match=says):
        read_texts(str(tmp_path), ["de", "en"])
    with pytest.raises(ImproperlyConfigured, match="is no folder"):
        read_texts(str(tmp_path / name), ["de", "en"])


def test_a_film_is_one_that_browsers_play(tmp_path) -> None:
    assert find_video(at(tmp_path / "a.mp4", b"\0\0\0\x20ftypisom....")) == tmp_path / "a.mp4"
    assert find_video(at(tmp_path / "a.webm", b"\x1a\x45\xdf\xa3........"))
    assert find_video("") is None
    with pytest.raises(ImproperlyConfigured, match="neither an MP4 nor a WebM"):
        find_video(at(tmp_path / "a.avi", b"RIFF........"))
