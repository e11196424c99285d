"""Files to upload: honest ones, and ones that carry something along."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image


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
