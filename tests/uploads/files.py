"""Files to upload: honest ones, and ones that carry something along."""

import io
from functools import cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

CASES = Path(__file__).parent / "cases"


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, form, **options)
    return out.getvalue()


def pdf(**options) -> bytes:
    """One empty page."""
    return saved(blank(), **options)


def blank() -> Pdf:
    made = Pdf.new()
    made.add_blank_page()
    return made


def saved(made: Pdf, **options) -> bytes:
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def encrypted(*, user: str) -> bytes:
    """Locked: to be opened with `user`, or by anybody when it is blank."""
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=user))


def armed() -> bytes:
    """With every kind of thing that acts, and with a file inside."""
    made = blank()
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    made.Root.OpenAction = script
    made.Root.AA = Dictionary(WC=script)
    made.Root.AcroForm = Dictionary(Fields=[], XFA="<xfa/>")
    made.attachments["inside.exe"] = b"MZ inside"
    made.Root.Names.JavaScript = Dictionary(Names=["a", script])
    launch = Dictionary(S=Name.Launch, F="calc.exe")
    inside = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=script)
    made.pages[0].Annots = Array(
        made.make_indirect(each)
        for each in (
            _annotation("Link", A=launch),
            _annotation("Link", A=Dictionary(S=Name.URI, URI="https://elsewhere.example")),
            _annotation("Link", A=inside),
            _annotation("FileAttachment"),
            _annotation("RichMedia"),
        )
    )
    made.pages[0].AA = Dictionary(O=script)
    return saved(made)


def _annotation(kind: str, **more) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=[0, 0, 9, 9], F=4, **more)


# Words of the samples that stand only in what acts or is enclosed.
ACTING = (b"app.alert", b"calc.exe", b"elsewhere.example", b"MZ inside")


@cache
def samples() -> tuple[bytes, ...]:
    """An armed one, as text and with object streams, a form that is filled in, and a tagged paper."""
    packed = pikepdf.ObjectStreamMode.generate
    with Pdf.open(io.BytesIO(armed())) as one:
        dense = saved(one, object_stream_mode=packed)
    return (armed(), dense, form(), everywhere(), (CASES / "next_launch.pdf").read_bytes())


def form(value: str = "Beratungsstelle Nord") -> bytes:
    """One field with a value and no picture of it: a reader draws it."""
    made = blank()
    font = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    field = made.make_indirect(
        _annotation("Widget", FT=Name.Tx, T="Name", V=value, DA="/Helv 12 Tf 0 g")
    )
    field.Rect, field.P = [50, 50, 400, 80], made.pages[0].obj
    made.pages[0].Annots = Array([field])
    made.Root.AcroForm = Dictionary(
        Fields=[field],
        NeedAppearances=True,
        DA="/Helv 12 Tf 0 g",
        DR=Dictionary(Font=Dictionary(Helv=font)),
    )
    return saved(made)


def everywhere() -> bytes:
    """A script at every place that a reader of PDFs may look at, and at some where none should."""
    made = blank()
    page = made.pages[0].obj
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    launch = Dictionary(S=Name.Launch, F="calc.exe", Win=Dictionary(F="calc.exe"))
    action = made.make_indirect(
        Dictionary(S=Name.GoTo, D=[page, Name.Fit], Next=[script, [launch]])
    )
    content = made.make_stream(b"q Q", {"/AA": script, "/F": "calc.exe", "/Next": [launch]})
    look = made.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    look.Resources = Dictionary(XObject=Dictionary(AA=look, JS=script), Hidden=script)
    look.PieceInfo = Dictionary(Any=Dictionary(Private=launch))
    item = made.make_indirect(Dictionary(Title="A", A=[script], Dest=[script, launch]))
    item.Next = made.make_indirect(Dictionary(Title="B", A=launch, Parent=script, Next=script))
    page.Contents, page.PZ, page.Thumb = Array([content, script]), script, content
    page.Group = Dictionary(S=Name.Transparency, CS=[Name.ICCBased, launch], A=script)
    page.Annots = Array(
        made.make_indirect(each)
        for each in (
            _annotation("Link", A=action, PA=script, Dest=[launch]),
            _annotation("Text", A=[launch], Popup=Dictionary(Subtype=Name.Popup, A=script)),
            _annotation("Widget", AP=Dictionary(N=Dictionary(Yes=look, Off=script)), A=script),
            _annotation("Stamp", AP=Dictionary(N=look), IRT=script, BS=Dictionary(W=script)),
            _annotation("Movie", A=launch),
        )
    )
    root = made.Root
    root.AcroForm = Dictionary(Fields=[page.Annots[2]], CO=[script])
    root.Pages.AA, root.URI, root.Extensions = script, launch, script
    root.Outlines = made.make_indirect(Dictionary(First=item, Last=item.Next, AA=script))
    root.Names = Dictionary(
        Dests=Dictionary(Names=["a", Dictionary(D=[page, Name.Fit], A=launch), "b", [launch]]),
        Pages=Dictionary(Names=["a", script]),
        AP=Dictionary(Names=["a", script]),
    )
    root.StructTreeRoot = made.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=[Dictionary(S=Name.P, A=[script, 1], K=[Dictionary(Type=Name.OBJR, Obj=launch)])],
            ParentTree=Dictionary(Nums=[0, [script], 1, launch]),
            RoleMap=Dictionary(Box=script),
        )
    )
    root.ViewerPreferences = Dictionary(Any=script)
    root.OCProperties = Dictionary(D=Dictionary(AS=[script], Order=[[launch]]))
    root.Metadata = made.make_stream(b"<?xpacket?>", AA=script)
    made.trailer.Info = Dictionary(Title="T", Any=launch)
    made.trailer.Another = script
    return saved(made)


def many_objects(number: int) -> bytes:
    """Small dictionaries, each held by the next page's resources: much to walk for few bytes."""
    parts, places = [b"%PDF-1.5\n"], []
    at = len(parts[0])

    def put(text: str) -> None:
        nonlocal at
        places.append(at)
        parts.append(text.encode())
        at += len(parts[-1])

    put("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
    put("2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n")
    held = " ".join(f"/N{n} {n} 0 R" for n in range(4, number + 4))
    put(
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<<{held}>>>>>>endobj\n"
    )
    for n in range(4, number + 4):
        put(f"{n} 0 obj<</A[1 2]>>endobj\n")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Root 1 0 R/Size {len(places) + 1}>>\nstartxref\n{at}\n%%EOF\n"
    return b"".join([*parts, end.encode()])
