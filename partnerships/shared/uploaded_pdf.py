"""A PDF that somebody uploads: opened, and written anew without what acts or is hidden in it."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from partnerships.shared.uploads import Refused

# Against files that unfold to gigabytes; for the whole process, as qpdf has no other way.
MOST_UNFOLDED = 128_000_000  # bytes of one stream
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNFOLDED,
    run_length_max_memory=MOST_UNFOLDED,
    png_max_memory=MOST_UNFOLDED,
    tiff_max_memory=MOST_UNFOLDED,
    dct_max_memory=2 * MOST_UNFOLDED,
    doc_max_warnings=200,
)

# Source: ISO 32000-2, 12.6 (actions), 7.11.4 (embedded files), 12.5.6 (annotations).
DROPPED = (
    "/AA", "/JS", "/JavaScript", "/OpenAction", "/XFA", "/AF", "/EF", "/EmbeddedFiles",
    "/Collection", "/RichMediaContent", "/Rendition", "/URI",
)  # fmt: skip
ACTING = ("/A", "/PA", "/Next")  # actions, if what stands there is one
PLAYED = {Name(f"/{name}") for name in
          ("FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D")}  # fmt: skip


def looked_into(data: bytes) -> bytes:
    """The same bytes, if they are a PDF that opens. Raises: Refused."""
    _opened(data).close()
    return data


def harmless(data: bytes) -> bytes:
    """The PDF without scripts, actions, links outside and enclosed files. Raises: Refused."""
    with _opened(data) as pdf:
        try:
            for each in list(pdf.objects):
                _clean(each)
            _clean(pdf.trailer)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                compress_streams=False,
            )
        except (pikepdf.PdfError, ValueError, RuntimeError) as broken:
            raise Refused("broken") from broken
    return out.getvalue()


def _opened(data: bytes) -> Pdf:
    try:
        pdf = Pdf.open(io.BytesIO(data))
        len(pdf.pages)  # walks along them
    except pikepdf.PasswordError as locked:
        raise Refused("encrypted") from locked
    except (pikepdf.PdfError, ValueError, RuntimeError) as broken:
        raise Refused("broken") from broken
    if pdf.is_encrypted:
        pdf.close()
        raise Refused("encrypted")
    return pdf


def _clean(root: Object) -> None:
    for each in _dictionaries(root):
        for key in [str(key) for key in each.keys()]:  # noqa: SIM118
            if key in DROPPED or _acts(each, key):
                del each[key]
        if isinstance(each, Stream) and "/F" in each:
            del each["/F"]  # its content would lie in another file
        if isinstance(each.get("/Annots"), Array):
            each["/Annots"] = Array(one for one in each.Annots if not _played(one))


def _dictionaries(thing: Object) -> Iterator[Object]:
    """This one and those inside it; what it only refers to has a turn of its own."""
    waiting = [thing]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Dictionary | Stream):
            yield here
            inner = [here.get(key) for key in here.keys()]  # noqa: SIM118
        else:
            inner = list(here) if isinstance(here, Array) else []
        waiting += [each for each in inner if isinstance(each, Object) and not each.is_indirect]


def _acts(holder: Object, key: str) -> bool:
    if key not in ACTING:
        return False
    found = holder[key]
    return isinstance(found, Dictionary) and "/S" in found and Name.GoTo != found.S


def _played(annotation: Object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") in PLAYED
