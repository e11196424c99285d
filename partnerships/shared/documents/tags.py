"""Repairs of the structure tags that WeasyPrint 70 writes into accessible PDFs.

WeasyPrint has no public way to reach its tags, so two of its inner functions are wrapped. The
release is pinned, and `tests/documents/test_tags.py` fails when their shape changes.

1. `lang` of an element becomes /Lang of its tag (WeasyPrint keeps only the document's language).
2. Running headers and footers become pagination artifacts (it tags them as text that belongs to
   nothing, so that a screen reader meets them in the middle of a sentence).
3. A header cell says whether it heads a row or a column.
4. A link is one link, described by its words (it writes the name of the anchor, and once more a link
   for everything inside it, under tags that are none).
5. What is written from right to left carries its text in the order of reading (it is drawn, and would
   be read aloud, from left to right), and a divided word says that its hyphen is a soft one.

Source: ISO 14289-1 (PDF/UA-1) 7.1, 7.2, 7.5, 7.18.5; ISO 32000-1 14.8.2.2.3, 14.8.2.3.1, 14.9.4.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags

from partnerships.shared.directions import RIGHT_TO_LEFT

SOFT_HYPHEN = "\xad"

Box = Any  # boxes of WeasyPrint and objects of pydyf: neither library has types


def install() -> None:
    """Wrap WeasyPrint's two functions, once for the process; calling it again changes nothing."""
    if not hasattr(tags._build_box_tree, "__wrapped__"):
        tags._build_box_tree = _repaired(tags._build_box_tree)
        draw.draw_stacking_context = _margins_apart(draw.draw_stacking_context)


def _repaired(build: Callable[..., Iterator[dict]]) -> Callable[..., Iterator[dict]]:
    @wraps(build)
    def build_box_tree(box: Box, *rest: Box) -> Iterator[dict]:
        box = getattr(box, "_box", box)  # an absolutely placed box comes in a wrapper
        if isinstance(box, boxes.MarginBox):
            return
        if isinstance(box, boxes.PageBox):
            yield from _in_order_of_reading(build, box, *rest)
            return
        if box.link_annotation:
            _one_link(box, *rest[:3])
        for tag in build(box, *rest):
            if tag["S"] == "/Link" and not box.link_annotation:
                tag["S"] = "/Span"
            if not isinstance(box, boxes.LineBox):
                _complete(tag, box.element, box.element_tag)
            yield tag

    return build_box_tree


def _in_order_of_reading(
    build: Callable[..., Iterator[dict]], box: Box, parent: Box, pdf: Box, page: int, nums: dict,
    annotations: list, drawn: dict,
) -> Iterator[dict]:  # fmt: skip
    """The tags of one page, with the text of what is not read as it is drawn."""
    runs = {mark["mcid"]: run for run, mark in drawn.items() if isinstance(run, boxes.TextBox)}
    yield from build(box, parent, pdf, page, nums, annotations, drawn)
    for number, run in runs.items():
        if text := _read_otherwise(run):
            _tag_of(number, nums, pdf)["ActualText"] = pydyf.String(text)


def _tag_of(number: int, nums: dict, pdf: Box) -> dict:
    """The tag that holds this run and nothing else; a link holds several, and gets one for it."""
    tag = pdf.objects[_number(nums[number])]
    if tag["S"] != "/Link":
        return tag
    span = pydyf.Dictionary(tag | {"S": "/Span", "K": pydyf.Array([number]), "P": tag.reference})
    pdf.add_object(span)
    tag["K"][tag["K"].index(number)] = nums[number] = span.reference
    return span


def _read_otherwise(run: Box) -> str:
    """What is to be read, if it is not simply what is drawn.

    A bracket that is read from the right is drawn as its mirror image, and the font then takes both for one sign.
    """
    hyphen = run.style["hyphenate_character"]
    if run.text.endswith(hyphen):
        return run.text.removesuffix(hyphen) + SOFT_HYPHEN
    from_the_right = run.style["direction"] == "rtl" or RIGHT_TO_LEFT.search(run.text)
    return run.text if from_the_right or any(map(unicodedata.mirrored, run.text)) else ""


def _complete(tag: dict, element: Box, name: str | None) -> None:
    """Add language and scope, unless the box only stands for the page or for generated content."""
    if element is None or name in ("html", "body") or "::" in (name or ""):
        return
    if lang := element.get("lang"):
        tag["Lang"] = pydyf.String(lang)
    if tag["S"] == "/TH":
        tag["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"


def _one_link(box: Box, parent: dict, pdf: Box, page: int) -> None:
    """Describe the link of an element; what stands inside another link gets none of its own."""
    annotation = box.link_annotation
    if _inside_link(parent, pdf):
        pdf.objects[_number(pdf.page_references[page])]["Annots"].remove(annotation.reference)
        annotation.clear()
        box.link_annotation = None
    elif box.element is not None:
        words = " ".join("".join(box.element.itertext()).split())
        annotation["Contents"] = pydyf.String(words)


def _inside_link(tag: dict, pdf: Box) -> bool:
    while tag["S"] not in ("/Link", "/Document"):
        tag = pdf.objects[_number(tag["P"])]
    return bool(tag["S"] == "/Link")


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _margins_apart(paint: Callable[..., None]) -> Callable[..., None]:
    @wraps(paint)
    def draw_stacking_context(stream: Box, context: Box) -> None:
        if not isinstance(context.box, boxes.MarginBox) or stream._tags is None:
            return paint(stream, context)
        collected, stream._tags = stream._tags, None
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        paint(stream, context)
        stream.end_marked_content()
        stream._tags = collected

    return draw_stacking_context
