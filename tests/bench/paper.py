"""An agreement's PDF the way the worker makes it, against the bare WeasyPrint call on the same HTML."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML, draw
from weasyprint.pdf import tags

from partnerships.shared.documents.actions import html_of
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.render import render
from tests.bench import limits
from tests.bench.limits import Limit
from tests.bench.timing import Spread, interleaved, ratio
from tests.documents.agreement_facts import agreement_facts


@dataclass
class Found:
    """Milliseconds, and how many times the bare call."""

    ours: Spread
    bare: Spread
    ratio: Spread
    ratio_cpu: Spread

    def limits(self) -> Iterator[Limit]:
        """What was promised of the PDF."""
        yield Limit("agreement PDF, against bare WeasyPrint", self.ratio.p50, limits.PDF_RATIO)


def measure(*, pairs: int) -> Found:
    """An agreement of thirteen parties in German; no row is needed, because its facts are frozen."""
    document = Document(kind="agreements.agreement", language="de", facts=agreement_facts("de"))
    html = html_of(document)
    css = Path(finders.find("print.css")).read_text(encoding="utf-8")

    def bare() -> None:
        with _untouched():
            HTML(string=html).write_pdf(stylesheets=[CSS(string=css)], pdf_variant="pdf/a-3a")

    calls = {"ours": lambda: render(html_of(document)), "bare": bare}
    found = interleaved(calls, pairs, warm=1)
    ours, other = found["ours"], found["bare"]
    return Found(
        ours.milliseconds(),
        other.milliseconds(),
        ratio(ours.wall, other.wall),
        ratio(ours.cpu, other.cpu),
    )


@contextmanager
def _untouched() -> Iterator[None]:
    """WeasyPrint as it came, without the repairs of its tags: they count as ours."""
    repaired = tags._build_box_tree, draw.draw_stacking_context
    tags._build_box_tree = repaired[0].__wrapped__
    draw.draw_stacking_context = repaired[1].__wrapped__
    try:
        yield
    finally:
        tags._build_box_tree, draw.draw_stacking_context = repaired
