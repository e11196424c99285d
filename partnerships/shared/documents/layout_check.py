"""A look at a document before it is drawn: what cannot be printed as it stands.

It reads the boxes that WeasyPrint has laid out and the glyphs that Pango has chosen for them, the same
ones that would be drawn. WeasyPrint has no public way to reach either; the release is pinned, and
`tests/documents/test_layout_check.py` compares with what is seen in the finished file.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import split_first_line

from partnerships.shared.documents.kinds import NO_GLYPH, OUTSIDE, Flaw
from partnerships.shared.documents.render import Layout

Box = Any  # a box of WeasyPrint or what Pango says of it: neither has types
EDGE = 10 * 96 / 25.4  # 10 mm in CSS pixels: printers leave that much of a sheet blank
LONGEST = 80  # characters told of a line that leaves the sheet


def find_flaws(layout: Layout) -> list[Flaw]:
    """`flaws.flaws_of` says what they are."""
    flaws: list[Flaw] = []
    reported: set[str] = set()
    for number, page in enumerate(layout.document.pages, start=1):
        for run, line in _runs(page._page_box, ""):
            for character in dict.fromkeys(_without_glyph(run)):
                if character not in reported:
                    flaws.append(Flaw(NO_GLYPH, character, _around(line, character), number))
                    reported.add(character)
            if _outside(run, page):
                words = run.text.strip()[:LONGEST]
                flaws.append(Flaw(OUTSIDE, words, _around(line, words), number))
    return flaws


def _runs(box: Box, line: str) -> Iterator[tuple[Box, str]]:
    """Each run of text on a page, with the words of its line."""
    box = getattr(box, "_box", box)  # an absolutely placed box comes in a wrapper
    if isinstance(box, boxes.TextBox):
        yield box, line
        return
    if isinstance(box, boxes.LineBox):
        line = _text(box)
    for child in getattr(box, "children", ()):
        yield from _runs(child, line)


def _text(box: Box) -> str:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    return "".join(_text(child) for child in getattr(box, "children", ()))


def _around(line: str, words: str, reach: int = 40) -> str:
    """The line, or of a long one what stands around the words."""
    at = max(line.find(words), 0)
    start, end = max(at - reach, 0), at + len(words) + reach
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def _outside(run: Box, page: Box) -> bool:
    if not run.text.strip():
        return False
    right = run.position_x + (run.width if run.text == run.text.rstrip() else _inked(run))
    top, bottom = run.position_y, run.position_y + run.height
    in_width = run.position_x >= EDGE and right <= page.width - EDGE
    return not (in_width and top >= EDGE and bottom <= page.height - EDGE)


def _inked(run: Box) -> float:
    """Width without the blanks at the end, which may hang over the edge."""
    return float(split_first_line(run.text.rstrip(), run.style, None, None, 0)[3])


def _without_glyph(run: Box) -> str:
    """The characters for which no font has a glyph, in their order."""
    if run.text.isascii():
        return ""
    layout = run.pango_layout
    layout.reactivate(run.style)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    codes = [code for glyphs in _glyphs(layout) for code in _unknown(glyphs)]
    layout.deactivate()
    return "".join(chr(code) for code in codes)


def _glyphs(layout: Box) -> Iterator[Box]:
    first_line, _ = layout.get_first_line()
    run = first_line.runs[0]
    while run != ffi.NULL:
        yield run.data.glyphs
        run = run.next


def _unknown(glyphs: Box) -> Iterator[int]:
    for number in range(glyphs.num_glyphs):
        glyph = glyphs.glyphs[number].glyph
        if glyph != pango.PANGO_GLYPH_EMPTY and glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            yield glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG
