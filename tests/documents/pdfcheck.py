"""A smoke check of rules for archive (PDF/A-3) and accessibility (PDF/UA-1) that break unseen.

It covers the rules our own rendering could violate, in a moment and without Java; the standards as a
whole are measured by script/conformance. Source: ISO 19005-3 and ISO 14289-1; the clause stands in each message.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, parse_content_stream

PAINTING = {
    "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"',
    "INLINE IMAGE",
}  # fmt: skip
STRUCTURE = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "P", "Span",
    "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Link", "Figure",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
}  # fmt: skip
UA = "{http://www.aiim.org/pdfua/ns/id/}part"
ENCLOSED = ("/F", "/UF", "/AFRelationship")


def problems(data: bytes) -> list[str]:
    """What is wrong with a PDF, one sentence each; empty when nothing was found."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return [
            *_file(pdf, data),
            *_metadata(pdf),
            *_fonts(pdf),
            *_enclosures(pdf),
            *_catalogue(pdf),
            *(each for page in pdf.pages for each in _page(page)),
            *_structure(pdf),
        ]


def tagged(pdf: Pdf, kind: str = "") -> list[Dictionary]:
    """All structure elements in reading order, or those of one kind such as "TH"."""
    found = _walk(pdf.Root.StructTreeRoot)
    return [each for each in found if not kind or Name("/" + kind) == each.S]


def _walk(element: Object) -> Iterator[Dictionary]:
    if not isinstance(element, Dictionary):
        return
    if "/S" in element and element.get("/Type", Name.StructElem) == Name.StructElem:
        yield element
    children = element.get("/K")
    for child in children if isinstance(children, Array) else [children]:
        yield from _walk(child)


def _file(pdf: Pdf, data: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data):
        yield "A 6.1.2: header or binary comment"
    if "/Encrypt" in pdf.trailer:
        yield "A 6.1.3: encrypted"
    if "/ID" not in pdf.trailer:
        yield "A 6.1.3: no file identifier"
    if any("LZW" in str(each.get("/Filter")) for each in pdf.objects if isinstance(each, Stream)):
        yield "A 6.1.7: LZW compression"
    if any(each.get("/S") in (Name.JavaScript, Name.Launch) for each in _dictionaries(pdf)):
        yield "A 6.5.1: forbidden action"


def _metadata(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "A 6.6.2: no metadata"
        return
    xmp = pdf.Root.Metadata.read_bytes().decode()
    with pdf.open_metadata() as metadata:
        title, archive, accessible = (
            metadata.get("dc:title"),
            metadata.pdfa_status,
            metadata.get(UA),
        )
    if (archive, accessible) != ("3A", "1"):
        yield f"claims PDF/A {archive} and PDF/UA {accessible}"
    if xmp.count("<rdf:RDF") != 1 or "pdfaExtension:schemas" not in xmp:
        yield "A 6.6.2: one RDF with an extension schema expected"
    if "/Filter" in pdf.Root.Metadata:
        yield "metadata cannot be read without unpacking"
    if not title or str(pdf.docinfo.get("/Title")) != title:
        yield "UA 7.1: title missing, or not the same in both places"
    for key, word in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        if key in pdf.docinfo and word not in xmp:
            yield f"A 6.6.3: {key} is not in the metadata"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for font in (each for each in _dictionaries(pdf) if each.get("/Type") == Name.Font):
        if font.Subtype in (Name.CIDFontType0, Name.CIDFontType2):
            if not any(key.startswith("/FontFile") for key in font.FontDescriptor):
                yield f"A 6.2.11.4: {font.BaseFont} is not embedded"
        elif "/ToUnicode" not in font:
            yield f"A 6.2.11.7: {font.get('/BaseFont')} cannot be turned back into text"


def _enclosures(pdf: Pdf) -> Iterator[str]:
    for spec in (each for each in _dictionaries(pdf) if each.get("/Type") == Name.Filespec):
        if any(key not in spec for key in ENCLOSED) or "/Subtype" not in spec.EF.F:
            yield "A 6.8: embedded file incompletely described"
    listed = [each.objgen for each in pdf.Root.get("/AF", [])]
    if len(listed) != len(set(listed)):
        yield "A 6.8: embedded file listed twice"


def _catalogue(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if [each.S for each in root.get("/OutputIntents", [])] != [Name.GTS_PDFA1]:
        yield "A 6.2.3: output intent"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "UA 6.2: not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "UA 7.2: no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "UA 7.1: title is not displayed"


def _page(page: Page) -> Iterator[str]:
    where = f"page {page.index + 1}"
    links = [each for each in page.get("/Annots", []) if each.Subtype == Name.Link]
    if links and page.get("/Tabs") != Name.S:
        yield f"UA 7.18.3: tab order, {where}"
    if any(not str(each.get("/Contents", "")) or "/StructParent" not in each for each in links):
        yield f"UA 7.18.5: link without description or tag, {where}"
    if any(not int(each.get("/F", 0)) & 4 for each in links):
        yield f"A 6.3.2: link is not printed, {where}"
    if loose := _loose_paint(page):
        yield f"UA 7.1: {loose} painted neither as content nor as artifact, {where}"


def _loose_paint(page: Page) -> set[str]:
    """Painting operators outside of tagged content and artifacts; artifacts inside content too."""
    depth: list[str] = []
    loose = set()
    for operands, operator in parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth.append("artifact" if operands[0] == Name.Artifact else "content")
            if len(depth) > 1 and {"artifact", "content"} <= set(depth):
                loose.add("mixed")
        elif name == "EMC":
            depth.pop()
        elif name in PAINTING and not depth:
            loose.add(name)
    return loose


def _structure(pdf: Pdf) -> Iterator[str]:
    elements = tagged(pdf)
    kinds = [str(each.S)[1:] for each in elements]
    if unknown := set(kinds) - STRUCTURE:
        yield f"UA 7.1: unknown tags {sorted(unknown)}"
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    if levels[:1] != [1] or any(b > a + 1 for a, b in pairwise(levels)):
        yield f"UA 7.4.2: order of headings {levels}"
    if any(Name.Figure == each.S and "/Alt" not in each for each in elements):
        yield "UA 7.3: picture without description"
    if any("/Scope" not in each.A for each in tagged(pdf, "TH")):
        yield "UA 7.5: header cell without scope"
    yield from _parents(pdf, elements)


def _parents(pdf: Pdf, elements: list[Dictionary]) -> Iterator[str]:
    """Every piece of marked content must lead to a tag that is reached from the document."""
    reachable = {each.objgen for each in elements}
    targets = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    for target in targets:
        for each in target if isinstance(target, Array) else [target]:
            if each.objgen not in reachable:
                yield "UA 7.1: content belongs to no tag in the document"
                return


def _dictionaries(pdf: Pdf) -> list[Dictionary]:
    """Plain dictionaries and those of streams."""
    return [each for each in pdf.objects if isinstance(each, Dictionary | Stream)]
