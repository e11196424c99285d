"""HTML becomes a PDF for the archive (PDF/A-3a), tagged to be read aloud (PDF/UA-1)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
from weasyprint.urls import FatalURLFetchingError

from partnerships.shared.directions import RIGHT_TO_LEFT, direction
from partnerships.shared.documents import spellings, tags
from partnerships.shared.documents.failures import RenderFailed
from partnerships.shared.documents.fetcher import LockedFetcher
from partnerships.shared.documents.kinds import Enclosure

tags.install()

ROOT = Path(__file__).resolve().parents[3]
VARIANT = "pdf/a-3a"
BLOCKS = ("p", "li", "th", "td")
# All three look the same in our fonts.
HYPHENS = ("\u2010", "\u2043", "\u2011")
CMAP = b"/CIDInit /ProcSet findresource begin"  # how a table from glyphs to text begins
TINY = '<!doctype html><html lang="de"><title>ä</title><body><h1>ä ا</h1></body></html>'


@dataclass(frozen=True)
class Layout:
    """The pages with all their boxes, before anything is drawn."""

    document: Document
    hyphen: str
    fetcher: LockedFetcher


def render(html: str, *, attachments: Iterable[Enclosure] = ()) -> bytes:
    """Render a whole HTML page with `static/print.css`.

    The page must carry `lang`, `<title>` and, to give the same bytes for the same input, the meta
    names dcterms.created and dcterms.modified (ISO 8601, UTC, ending in Z).

    Raises RenderFailed when the page asks for anything that is not inside it.
    """
    return draw(lay_out(html), attachments=attachments)


def render_apart(page: bytes) -> tuple[None, bytes]:
    """As `render`, for the bounded child: what is drawn there leaves nothing in the memory of ours."""
    return None, render(page.decode())


def lay_out(html: str) -> Layout:
    """The first half of `render`: what is looked over before it is drawn need not be laid out twice.

    Raises RenderFailed as `render` does.
    """
    fetcher, hyphen = LockedFetcher(), _hyphen_for(html)
    with _locked():
        document = _page(html, fetcher).render(stylesheets=[_style(hyphen)], pdf_variant=VARIANT)
    return Layout(document, hyphen, fetcher)


def draw(layout: Layout, *, attachments: Iterable[Enclosure] = ()) -> bytes:
    """The second half of `render`; what it gives for the same page is the same whether somebody looked meanwhile.

    Raises RenderFailed as `render` does.
    """
    with _locked():
        return layout.document.write_pdf(
            pdf_variant=VARIANT,
            attachments=[_embedded(each, layout.fetcher) for each in attachments],
            finisher=partial(_finish, hyphen=layout.hyphen),
        )


def _page(html: str, fetcher: LockedFetcher) -> HTML:
    page = HTML(string=html, url_fetcher=fetcher)
    if RIGHT_TO_LEFT.search(html):
        _direct(page.etree_element)
    spellings.keep(page.etree_element)
    return page


def _direct(root: Element) -> None:
    """WeasyPrint knows no `dir="auto"`: give each <bdi>, and each block inside what has it, its direction."""
    containers = [each for each in root.iter() if each.get("dir") == "auto"]
    inside = (block for each in containers for block in each.iter() if block.tag in BLOCKS)
    for element in [*root.iter("bdi"), *inside]:
        if way := direction("".join(element.itertext())):
            element.set("dir", way)


@contextmanager
def _locked() -> Iterator[None]:
    try:
        yield
    except FatalURLFetchingError as blocked:
        raise RenderFailed(str(blocked)) from blocked


@cache
def _style(hyphen: str) -> CSS:
    """Read once for all papers of this process, as WeasyPrint does with its own."""
    rule = f'html {{ hyphenate-character: "{hyphen}" }}'
    return CSS(string=_print_css() + rule, url_fetcher=LockedFetcher())


def warm() -> None:
    """Render one tiny page, so that fonts and libraries are loaded before a worker forks."""
    render(TINY)


def _print_css() -> str:
    return (ROOT / "static" / "print.css").read_text(encoding="utf-8")


def _embedded(enclosure: Enclosure, fetcher: LockedFetcher) -> Attachment:
    return Attachment(
        string=enclosure.data,
        name=enclosure.name,
        description=enclosure.description,
        created=enclosure.at,
        modified=enclosure.at,
        relationship="Supplement",
        url_fetcher=fetcher,
    )


def _hyphen_for(html: str) -> str:
    """The hyphen that ends a divided line: one that nobody typed, so that it can be told apart."""
    return next((each for each in HYPHENS if each not in html), HYPHENS[0])


def _finish(document: Document, pdf: pydyf.PDF, *, hyphen: str) -> None:
    """What WeasyPrint leaves open, as it follows one PDF standard at a time."""
    _claim_accessibility(pdf)
    _soften(pdf, hyphen)
    # Room for signatures from outside: their checks compare with what was there before the first.
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([])})
    if "AF" in pdf.catalog:  # WeasyPrint lists each embedded file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _claim_accessibility(pdf: pydyf.PDF) -> None:
    """Say PDF/UA-1 in the metadata, with the schema PDF/A demands for a claim it does not know."""
    metadata = next(each for each in pdf.objects if _is_metadata(each))
    before, end, after = metadata.stream[0].rpartition(b"</rdf:RDF>")
    metadata.stream[0] = before + ACCESSIBILITY_CLAIM + end + after
    metadata.compress = False


def _soften(pdf: pydyf.PDF, hyphen: str) -> None:
    """The hyphen of a divided word is found, copied and read aloud as a soft one: the word stays whole.

    Source: ISO 32000-1, 14.8.2.2.3.
    """
    drawn, soft = f"> <{ord(hyphen):04x}>".encode(), f"> <{ord(tags.SOFT_HYPHEN):04x}>".encode()
    for table in pdf.objects:
        if isinstance(table, pydyf.Stream) and table.stream[:1] == [CMAP]:
            table.stream = [each.replace(drawn, soft) for each in table.stream]


def _is_metadata(thing: pydyf.Object) -> bool:
    return isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata"


# Source: ISO 14289-1, clause 5 (claim) and ISO 19005-3, 6.6.2.3 (extension schemas)
ACCESSIBILITY_CLAIM = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
