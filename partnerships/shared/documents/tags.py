"""Repairs of the structure tags that WeasyPrint 70 writes into accessible PDFs.

WeasyPrint has no public way to reach its tags, so two of its inner functions are wrapped. The
release is pinned, and `tests/documents/test_tags.py` fails when their shape changes.

1. `lang` of an element becomes /Lang of its tag (WeasyPrint keeps only the document's language).
2. Running headers and footers become pagination artifacts (it tags them as text that belongs to
   nothing, so that a screen reader meets them in the middle of a sentence).
3. A header cell says whether it heads a row or a column.
4. A link is described by its words (it writes the name of the anchor).

Source: ISO 14289-1 (PDF/UA-1) 7.1, 7.2, 7.5, 7.18.5.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags


def install() -> None:
    """Wrap WeasyPrint's two functions, once for the process; calling it again changes nothing."""
    if not hasattr(tags._build_box_tree, "__wrapped__"):
        tags._build_box_tree = _repaired(tags._build_box_tree)
        draw.draw_stacking_context = _margins_apart(draw.draw_stacking_context)


def _repaired(build: Callable[..., Iterator[dict]]) -> Callable[..., Iterator[dict]]:
    @wraps(build)
    def build_box_tree(box: Any, *rest: Any) -> Iterator[dict]:
        box = getattr(box, "_box", box)  # an absolutely placed box comes in a wrapper
        if isinstance(box, boxes.MarginBox):
            return
        _describe_link(box)
        for tag in build(box, *rest):
            if not isinstance(box, boxes.LineBox):
                _complete(tag, box.element, box.element_tag)
            yield tag

    return build_box_tree


def _complete(tag: dict, element: Any, name: str | None) -> None:
    """Add language and scope, unless the box only stands for the page or for generated content."""
    if element is None or name in ("html", "body") or "::" in (name or ""):
        return
    if lang := element.get("lang"):
        tag["Lang"] = pydyf.String(lang)
    if tag["S"] == "/TH":
        tag["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"


def _describe_link(box: Any) -> None:
    if box.link_annotation and box.element is not None:
        words = " ".join("".join(box.element.itertext()).split())
        box.link_annotation["Contents"] = pydyf.String(words)


def _margins_apart(paint: Callable[..., None]) -> Callable[..., None]:
    @wraps(paint)
    def draw_stacking_context(stream: Any, context: Any) -> None:
        if not isinstance(context.box, boxes.MarginBox) or stream._tags is None:
            return paint(stream, context)
        collected, stream._tags = stream._tags, None
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        paint(stream, context)
        stream.end_marked_content()
        stream._tags = collected

    return draw_stacking_context
