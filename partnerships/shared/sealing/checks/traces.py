"""By what a changed copy of a paper of ours is known again: its revisions, and the codes it names."""

import hashlib
import io
import re
from collections.abc import Iterator

import pikepdf

import partnerships.shared.foreign.pdf  # noqa: F401  (sets qpdf's limits)
from partnerships.shared.sealing import codes

END = re.compile(rb"%%EOF(\r\n|\r|\n)?")
ADDRESS = re.compile(r"/verify/([0-9A-Za-z-]{28,60})/?$")
MOST_ENDINGS, MOST_PAGES, MOST_CLAIMS = 64, 500, 8


def endings(data: bytes) -> list[str]:
    """SHA-256 of the file up to the end of each revision, with and without the end of its line.

    The last is that of the whole file.
    """
    places = sorted({place for match in END.finditer(data) for place in _places(match)})
    summed, before, sums = hashlib.sha256(), 0, []
    for place in [*places[:MOST_ENDINGS], len(data)]:
        summed.update(data[before:place])
        before = place
        sums.append(summed.hexdigest())
    return sums


def _places(match: re.Match[bytes]) -> tuple[int, ...]:
    return match.start() + len(b"%%EOF"), match.end()


def claims(data: bytes) -> list[str]:
    """Codes in links to our verification page, as every sealed paper has one."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return list(dict.fromkeys(_codes(pdf)))[:MOST_CLAIMS]
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return []


def _codes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for address in _links(pdf):
        match = ADDRESS.search(address)
        code = codes.normal(match[1]) if match else ""
        if codes.plausible(code):
            yield code


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in list(pdf.pages)[:MOST_PAGES]:
        for each in page.obj.get("/Annots", []):
            action = each.get("/A") if isinstance(each, pikepdf.Dictionary) else None
            if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
                yield str(action.URI)
