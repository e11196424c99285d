"""The repaired tags, and a guard: WeasyPrint's inner functions still have the shape we wrap."""

import inspect
import io

import pikepdf
import weasyprint
from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as inner
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext

from partnerships.shared.documents import tags
from partnerships.shared.documents.render import render
from tests.documents.pdfcheck import tagged
from tests.documents.test_render import page

TABLE = """
<table><thead><tr><th scope="col">Name</th><th scope="col">Zahl</th></tr></thead>
<tbody><tr><th scope="row">Äpfel</th><td>3</td></tr></tbody></table>
"""


def parsed(html: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render(html)))


def test_shape_of_what_is_wrapped():
    tree = inspect.signature(inner._build_box_tree.__wrapped__)
    paint = inspect.signature(draw.draw_stacking_context.__wrapped__)
    assert weasyprint.VERSION.split(".")[0] == "70"
    assert list(tree.parameters) == [
        "box", "parent", "pdf", "page_number", "nums", "annotations", "tags",
    ]  # fmt: skip
    assert list(paint.parameters) == ["stream", "stacking_context"]
    assert "_tags" in inspect.getsource(Stream.__init__)
    assert "link_annotation" in vars(boxes.Box)
    assert "box" in inspect.signature(StackingContext.__init__).parameters


def test_installing_twice_wraps_once():
    before = inner._build_box_tree
    tags.install()
    assert inner._build_box_tree is before


def test_language_of_a_passage():
    with parsed(page('<p lang="en">Hello <b lang="fr">monde</b></p><p>Hallo</p>')) as pdf:
        languages = [str(each.Lang) for each in tagged(pdf) if "/Lang" in each]
        assert str(pdf.Root.Lang) == "de"
    assert languages == ["en", "fr"]


def test_header_cells_say_what_they_head():
    with parsed(page(TABLE)) as pdf:
        scopes = [str(each.A.Scope) for each in tagged(pdf, "TH")]
    assert scopes == ["/Column", "/Column", "/Row"]


def test_a_link_is_described_by_its_words():
    with parsed(page('<p><a href="#there">Zum\n Ziel</a></p><p id="there">Ziel</p>')) as pdf:
        described = [str(each.Contents) for each in pdf.pages[0].Annots]
    assert described == ["Zum Ziel"]


def test_what_stands_in_a_link_is_no_second_link():
    """Its number, bold words and generated page all belong to the one link."""
    head = (
        "<style>a { display: block } a i { position: absolute } a::after { content: ' 7' }</style>"
    )
    html = '<p><a href="#x"><i>1.</i> <b>Eins <u>und</u></b> zwei</a></p><p id="x">x</p>'
    with parsed(page(html, head=head)) as pdf:
        described = [str(each.Contents) for each in pdf.pages[0].Annots]
        (link,) = tagged(pdf, "Link")
        kinds = {str(each.S) for each in tagged(pdf)}
        inside = [each for each in link.K if isinstance(each, pikepdf.Dictionary)]
        (reference,) = [each for each in inside if each.get("/Type") == pikepdf.Name.OBJR]
        assert reference.Obj.objgen == pdf.pages[0].Annots[0].objgen
        links = [each for each in pdf.objects if _is_link(each)]
    assert described == ["1. Eins und zwei"]
    assert len(links) == 1 and kinds <= {"/H1", "/P", "/Span", "/Link", "/NonStruct", "/Document"}


def _is_link(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == pikepdf.Name.Link


def test_a_place_is_no_link():
    with parsed(page("<p><a id='x'>Ort</a></p>")) as pdf:
        assert tagged(pdf, "Link") == []


def test_margins_are_artifacts_and_carry_no_content():
    running = (
        "<style>@page { @top-left { content: 'oben' } @bottom-left { content: 'unten' } }</style>"
    )
    with parsed(page("<p>Text</p>", head=running)) as pdf:
        opened = [
            str(operands[0])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in ("BDC", "BMC")
        ]
        mapped = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    assert opened.count("/Artifact") >= 2
    assert len([each for each in opened if each != "/Artifact"]) == len(mapped) == 2
