"""The operator's own files, read once at the start: logo, texts, video. What is checked is what is shown later.

Pure: settings are made of it, so it asks for none.
"""

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from django.core.exceptions import ImproperlyConfigured

PAGES = ("imprint", "privacy", "accessibility", "easy-language", "sign-language", "help")
MOST_LOGO, MOST_TEXT, MOST_VIDEO = 200_000, 100_000, 200_000_000  # bytes
MOST_SIDE, PNG = 4000, b"\x89PNG\r\n\x1a\n"  # pixels; how such a file begins
SVG = "{http://www.w3.org/2000/svg}"
# What draws, and nothing that acts, loads, or holds foreign markup.
DRAWS = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "mask",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "style",
        "svg",
        "symbol",
        "text",
        "title",
        "tspan",
        "use",
    ]
)
OUTSIDE = re.compile(r"""url\(\s*+(?!["']?#)|@|\\|javascript:|expression\(""", re.IGNORECASE)
DECLARES = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|<\?xml[^>]*encoding=.(?!utf-8)", re.IGNORECASE
)
NAME = re.compile(rf"({'|'.join(PAGES)})\.([a-z]{{2}})\.txt")


@dataclass(frozen=True)
class Logo:
    """A picture that draws and does nothing else."""

    media_type: str
    data: bytes

    @cached_property
    def number(self) -> str:
        """Changes with the picture."""
        return hashlib.sha256(self.data).hexdigest()[:12]


@dataclass(frozen=True)
class OwnText:
    """A text of the operator's in place of ours: the day in its first line, then marked text with `# ` before headings."""

    written_on: date
    text: str


def read_logo(path: str) -> Logo | None:
    """None without a path. Raises: ImproperlyConfigured with what is wrong."""
    if not path:
        return None
    data = _read("OPERATOR_LOGO", path, MOST_LOGO)
    if data.startswith(PNG):
        _stop_if("OPERATOR_LOGO", _wrong_png(data))
        return Logo("image/png", data)
    _stop_if("OPERATOR_LOGO", _wrong_svg(data))
    return Logo("image/svg+xml", data)


def read_texts(folder: str, languages: list[str]) -> dict[tuple[str, str], OwnText]:
    """Own texts by page and language, from files such as `imprint.de.txt`. Raises: ImproperlyConfigured."""
    if not folder:
        return {}
    if not Path(folder).is_dir():
        _stop_if("OPERATOR_TEXTS", f"is no folder: {folder}")
    return {_page_of(path, languages): _own(path) for path in sorted(Path(folder).glob("*.txt"))}


def find_video(path: str) -> Path | None:
    """A film that browsers play: MP4 or WebM. Raises: ImproperlyConfigured."""
    if not path:
        return None
    begin = _read("SIGN_LANGUAGE_VIDEO", path, MOST_VIDEO, only=12)
    if begin[4:8] != b"ftyp" and not begin.startswith(b"\x1a\x45\xdf\xa3"):
        _stop_if("SIGN_LANGUAGE_VIDEO", "is neither an MP4 nor a WebM file")
    return Path(path)


def _read(name: str, path: str, most: int, only: int = -1) -> bytes:
    try:
        with Path(path).open("rb") as file:
            size, data = Path(path).stat().st_size, file.read(only)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error.strerror}, {path}") from None
    if size > most:
        _stop_if(name, f"has {size} bytes; at most {most} are allowed")
    return data


def _stop_if(name: str, wrong: str) -> None:
    if wrong:
        raise ImproperlyConfigured(f"{name} {wrong}.")


def _wrong_png(data: bytes) -> str:
    if len(data) < 33 or data[12:16] != b"IHDR" or b"IEND" not in data[-16:]:
        return "is a damaged PNG file"
    width, height = struct.unpack(">II", data[16:24])
    fits = 0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE
    return "" if fits else f"is {width} x {height} pixels; at most {MOST_SIDE} a side"


def _wrong_svg(data: bytes) -> str:
    """Said so that whoever drew it knows how to save it."""
    if DECLARES.search(data) or b"\0" in data:
        return "declares a document type or a style sheet: save it as plain SVG, in UTF-8"
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  no document type, so nothing that grows
    except (ElementTree.ParseError, ValueError, LookupError):
        return "is neither a PNG nor an SVG file"
    if root.tag != f"{SVG}svg":
        return "is neither a PNG nor an SVG file"
    return next((wrong for element in root.iter() if (wrong := _wrong_element(element))), "")


def _wrong_element(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else "?"
    if name not in DRAWS:
        return f"holds <{name.rpartition('}')[2]}>: save it as plain SVG, with shapes alone"
    if name == "style" and OUTSIDE.search("".join(element.itertext())):
        return "has a style that loads something"
    return next(filter(None, map(_wrong_attribute, element.keys(), element.attrib.values())), "")


def _wrong_attribute(key: str, value: str) -> str:
    name = key.rpartition("}")[2].lower()
    if name.startswith("on"):
        return f"has a script at {name}"
    if name in {"href", "src"} and not value.strip().startswith("#"):
        return "names something outside of itself"
    return "has a value that loads something" if OUTSIDE.search(value) else ""


def _page_of(path: Path, languages: list[str]) -> tuple[str, str]:
    match = NAME.fullmatch(path.name)
    if not match or match[2] not in languages:
        wanted = f"one of {', '.join(PAGES)}, then one of {', '.join(languages)}"
        raise ImproperlyConfigured(f"OPERATOR_TEXTS holds {path.name}: name it {wanted}, then txt.")
    return match[1], match[2]


def _own(path: Path) -> OwnText:
    try:
        day, _line, text = (
            _read("OPERATOR_TEXTS", str(path), MOST_TEXT).decode("utf-8-sig").partition("\n")
        )
        written_on = date.fromisoformat(day.strip())
    except ValueError:
        raise ImproperlyConfigured(
            f"OPERATOR_TEXTS: {path.name} is UTF-8 text that begins with its day, such as 2026-03-31."
        ) from None
    if not text.strip():
        raise ImproperlyConfigured(f"OPERATOR_TEXTS: {path.name} is empty below its day.")
    return OwnText(written_on, text.replace("\r\n", "\n"))


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Heading and marked text of each part; the first may have no heading."""
    heading, lines = "", list[str]()
    for line in [*text.split("\n"), "# "]:
        if not line.startswith("# "):
            lines.append(line)
            continue
        if heading or "".join(lines).strip():
            yield heading, "\n".join(lines).strip("\n")
        heading, lines = line[2:].strip(), []
