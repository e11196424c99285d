"""What a PDF really says, told from its bytes alone.

- `words`, `letters`, `difference`: what hangs on the tags, in their order, as `pdfinfo -struct-text`
  tells it too (a test compares both; pdfinfo takes minutes for a long file).
- `boxes`, `outside`: where each word stands on its sheet (`pdftotext -bbox`).
- `missing_glyphs`: characters that are drawn as the empty box of a font.

A tag's replacement text (/ActualText) gives the order of what is written from right to left, which is
drawn from left to right, and the soft hyphens; its letters must be those that are drawn.

Source: ISO 32000-1, 9.7.5 (codes to glyphs), 9.10.3 (codes to text), 14.7.4 (marked content), 14.9.4
(replacement text).
"""

import io
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String, parse_content_stream

INLINE = {"Span", "NonStruct", "Link", "Lbl"}
SOFT_HYPHEN = "\xad"
# Never drawn by themselves: joiners, marks of direction, selectors of a shape.
UNSEEN = re.compile(
    "[\xad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
POINT = 25.4 / 72  # millimetres
FILES = 4  # of the files that were read last, what they say is kept: several tests ask about one
FAR = 5000  # points: how far outside of the sheet a word is still found
EMBEDDED = re.compile("[\u202a-\u202e]")  # pdftotext writes them around what turns
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


class Box(NamedTuple):
    """A word on a page (from 1), in millimetres from the sheet's upper left corner; letters as drawn."""

    word: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Piece:
    """A run of drawn text: at most a line. `block` counts paragraphs, cells, headings and their like.

    `page` and `height` (in units of the page) tell whether two runs of a block stand on one line.
    """

    text: str
    block: int
    page: int
    height: float


def words(data: bytes) -> list[str]:
    """All words in the order of the tags, compatibility characters resolved, soft hyphens gone.

    Two lines of one paragraph are two words' border, unless a hyphen divides them. A word that was too
    long for a line has no hyphen and comes in pieces: `difference` knows how to take that.
    """
    return _plain("".join(_joined(pieces(data)))).split()


def letters(data: bytes | str) -> str:
    """The words without any blank between them, of a PDF or of a text."""
    text = data if isinstance(data, str) else "".join(each.text for each in pieces(data))
    return "".join(_plain(text).split())


def difference(data: bytes, expected: Iterable[str]) -> str:
    """Empty when the PDF says these words and no others, in this order; otherwise where it departs.

    Every border of a word must be seen (a blank, or the end of a line); a word itself may be broken by
    the end of a line, but by no blank.
    """
    drawn = re.sub(r"\s*\n\s*", "\n", "".join(_joined(pieces(data), "\n")))
    drawn = _plain(re.sub(r"\xad\n?", "", drawn)).strip()
    at = 0
    for word in " ".join(map(_plain, expected)).split():
        found = re.compile("\n?".join(map(re.escape, word))).match(drawn, at)
        if not found:
            return f"{word!r} expected at {drawn[max(0, at - 60) : at]!r} ▸ {drawn[at : at + 60]!r}"
        if found.end() < len(drawn) and not drawn[found.end()].isspace():
            return f"{word!r} runs on: {drawn[found.start() : found.end() + 40]!r}"
        at = found.end() + len(drawn[found.end() :]) - len(drawn[found.end() :].lstrip())
    return f"more than expected: {drawn[at : at + 80]!r}" if at < len(drawn) else ""


@lru_cache(FILES)
def boxes(data: bytes) -> tuple[Box, ...]:
    """Every word on every page, also what is drawn beyond the sheet's edge."""
    found = []
    for number, page in enumerate(_bbox(_on_large_sheets(data)).split("<page ")[1:], start=1):
        for left, top, right, bottom, word in WORD.findall(page):
            edges = [(float(each) - FAR) * POINT for each in (left, top, right, bottom)]
            found.append(Box(EMBEDDED.sub("", unescape(word)), number, *edges))
    return tuple(found)


def outside(data: bytes, margin: float = 10) -> list[str]:
    """The words that do not lie whole inside the sheet without its outermost `margin` (millimetres)."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        sizes = [[float(each) * POINT for each in page.mediabox[2:]] for page in pdf.pages]
    return [
        f"{box.word} (page {box.page}, {box.left:.0f} to {box.right:.0f} mm)"
        for box in boxes(data)
        for width, height in [sizes[box.page - 1]]
        if min(box.left, box.top) < margin
        or box.right > width - margin
        or box.bottom > height - margin
    ]


def missing_glyphs(data: bytes) -> list[str]:
    """Each character that is drawn though its font has no glyph for it, as often as it is drawn."""
    content = _read_content(data)
    drawn = chain(*content.pages.values(), content.forms)
    return [each.text for each in drawn if each.glyph == 0]


@lru_cache(FILES)
def pieces(data: bytes) -> tuple[Piece, ...]:
    """The runs of text that hang on the tags, in their order; repeated heads of tables left out.

    Raises AssertionError where a replacement text has other letters than those that are drawn.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        runs = list(_runs(pdf.Root.StructTreeRoot, [], Counter()))
    drawn = {page: _marked(shown) for page, shown in _read_content(data).pages.items()}
    read = [(run, _read(run, drawn[run.page][run.number].text)) for run in runs]
    repeated = _repeated(read)
    return tuple(
        Piece(text, run.block, run.page, drawn[run.page][run.number].height)
        for number, (run, text) in enumerate(read)
        if number not in repeated
    )


def struct_text(data: bytes) -> list[str]:
    """The runs of text as pdfinfo finds them, without replacement texts and soft hyphens."""
    lines = _told(data, "pdfinfo", "-struct-text").splitlines()
    return [each.strip()[1:-1] for each in lines if re.fullmatch(r' *".*"', each)]


def _read(run: "_Run", drawn: str) -> str:
    if run.said is None:
        return drawn
    assert _unordered(run.said) == _unordered(drawn), (run.said, drawn)
    return run.said


def _unordered(text: str) -> Counter:
    """Brackets left out: an opening one is drawn as a closing one where it is read from the right."""
    return Counter(each for each in letters(text) if not unicodedata.mirrored(each))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", UNSEEN.sub("", text))


def _joined(found: Iterable[Piece], border: str = " ") -> Iterator[str]:
    """The texts; where a line ends without a hyphen, the border."""
    before = Piece("", 0, 0, 0)
    for piece in found:
        if piece.block != before.block:
            yield "\n"
        elif not _on_one_line(before, piece) and not before.text.endswith(SOFT_HYPHEN):
            yield border
        yield piece.text
        before = piece


def _on_one_line(one: Piece, other: Piece) -> bool:
    """Fonts of one line may differ in height by a hair."""
    return one.page == other.page and abs(one.height - other.height) < 3


# --- Tags --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Run:
    said: str | None  # the replacement text
    block: int
    number: int  # of the marked content on its page
    page: int
    table: int  # 0 outside of tables
    head: bool


def _runs(element: Object, path: list[Dictionary], count: Counter) -> Iterator[_Run]:
    if "/S" in element:
        path = [*path, element]
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            border = str(kid.S)[1:] not in INLINE
            count["blocks"] += border
            yield from _runs(kid, path, count)
            count["blocks"] += border
        elif isinstance(kid, int) and Name.Figure != element.S:
            yield _run(kid, element, path, count["blocks"])


def _run(number: int, element: Dictionary, path: list[Dictionary], block: int) -> _Run:
    return _Run(
        said=str(element.ActualText) if "/ActualText" in element else None,
        block=block,
        number=number,
        page=element.Pg.objgen[0],
        table=next((each.objgen[0] for each in reversed(path) if Name.Table == each.S), 0),
        head=any(Name.THead == each.S for each in path),
    )


def _repeated(read: list[tuple[_Run, str]]) -> set[int]:
    """A table that goes on over the page is tagged as one table a page, each with the head again."""
    found: set[int] = set()
    heads: dict[int, list[int]] = {}
    for number, (run, _) in enumerate(read):
        if run.head:
            heads.setdefault(run.table, []).append(number)
    for first, second in pairwise(heads.values()):
        before, after = read[second[0] - 1][0], read[second[0]][0]
        goes_on = before.table == read[first[0]][0].table and before.page != after.page
        if goes_on and [read[i][1] for i in first] == [read[i][1] for i in second]:
            found.update(second)
    return found


# --- Boxes -------------------------------------------------------------------------------------


def _on_large_sheets(data: bytes) -> bytes:
    """The same pages with much room around, because pdftotext drops what lies beyond the edge."""
    large = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            left, low, right, high = (float(each) for each in page.mediabox)
            page.mediabox = [left - FAR, low - FAR, right + FAR, high + FAR]
            page.cropbox = page.trimbox = page.bleedbox = page.mediabox
        pdf.save(large)
    return large.getvalue()


def _bbox(data: bytes) -> str:
    return _told(data, "pdftotext", "-bbox")


def _told(data: bytes, *command: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.pdf"
        file.write_bytes(data)
        end = ["-"] if command[0] == "pdftotext" else []
        told = subprocess.run([*command, file, *end], capture_output=True, check=True)
    return told.stdout.decode(errors="replace")


# --- Glyphs ------------------------------------------------------------------------------------


class _Content(NamedTuple):
    """What is shown on each page, by the page's number as an object, and what pages draw from elsewhere."""

    pages: "dict[int, list[_Shown]]"
    forms: "list[_Shown]"


@lru_cache(FILES)
def _read_content(data: bytes) -> _Content:
    with Pdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen[0]: list(_shown(page)) for page in pdf.pages}
        return _Content(pages, [shown for form in _forms(pdf) for shown in _shown(form)])


def _forms(pdf: Pdf) -> list[Stream]:
    """Content that pages draw from elsewhere: forms and patterns."""
    found = [each for each in pdf.objects if isinstance(each, Stream)]
    return [each for each in found if each.get("/Subtype") == Name.Form or "/PatternType" in each]


class _Shown(NamedTuple):
    glyph: int
    text: str
    mark: int  # number of the marked content, -1 outside of it
    height: float


def _shown(content: Object) -> Iterator[_Shown]:
    """Each code in the order of drawing."""
    pen = _Pen(content.get("/Resources", Dictionary()).get("/Font", Dictionary()))
    for operands, operator in parse_content_stream(content):
        if str(operator) in ("Tj", "TJ"):
            yield from pen.show(operands)
        elif take := _Pen.TAKES.get(str(operator)):
            take(pen, operands)


class _Pen:
    """What has been set before something is shown."""

    def __init__(self, fonts: Dictionary) -> None:
        self.fonts = fonts
        self.tables: dict[str, Any] = {}
        self.font = ""
        self.height = 0.0
        self.marks = [-1]

    def _font(self, operands: Any) -> None:
        self.font = str(operands[0])
        if self.font not in self.tables:
            font = self.fonts[self.font]
            self.tables[self.font] = _cids(font), _unicode(font)

    def _place(self, operands: Any) -> None:
        self.height = float(operands[5])

    def _begin(self, operands: Any) -> None:
        self.marks.append(_mark(operands, self.marks[-1]))

    def _end(self, operands: Any) -> None:
        self.marks.pop()

    TAKES: ClassVar = {"Tf": _font, "Tm": _place, "BDC": _begin, "BMC": _begin, "EMC": _end}

    def show(self, operands: Any) -> Iterator[_Shown]:
        """The glyphs of one string, or of several with shifts between."""
        glyphs, texts = self.tables[self.font]
        for code in _codes(operands[0]):
            glyph = code if glyphs is None else glyphs.get(code, 0)
            yield _Shown(glyph, texts.get(code, "?"), self.marks[-1], self.height)


def _mark(operands: Any, around: int) -> int:
    described = operands[1] if len(operands) > 1 else None
    return int(described.get("/MCID", around)) if isinstance(described, Dictionary) else around


class _Marked(NamedTuple):
    text: str
    height: float


def _marked(drawn: "list[_Shown]") -> defaultdict[int, _Marked]:
    """Marked content of a page: its text in the order of drawing, and the height of its first letter."""
    found: defaultdict[int, _Marked] = defaultdict(lambda: _Marked("", 0))
    for shown in drawn:
        before = found.get(shown.mark, _Marked("", shown.height))
        found[shown.mark] = before._replace(text=before.text + shown.text)
    return found


def _codes(shown: Object) -> Iterator[int]:
    for part in shown if isinstance(shown, Array) else [shown]:
        if isinstance(part, String):
            raw = bytes(part)
            yield from (raw[i] * 256 + raw[i + 1] for i in range(0, len(raw) - 1, 2))


def _cids(font: Dictionary) -> dict[int, int] | None:
    """Code to glyph; None where they are the same (Identity-H)."""
    if not isinstance(font.Encoding, Stream):
        return None
    table = font.Encoding.read_bytes().decode("latin-1")
    return {int(code, 16): int(cid) for code, cid in re.findall(r"<(\w{4})> (\d+)\n", table)}


def _unicode(font: Dictionary) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<(\w{4})> <(\w*)>", table)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
