"""A PDF that somebody uploads: opened, and written anew without what acts or is hidden in it."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from partnerships.shared.foreign.pdf_makers import forget
from partnerships.shared.foreign.pdf_parts import NOTE, PAGE_REFERENCE, PLACE, PLAIN, TRAILER, Part
from partnerships.shared.foreign.refused import Refused

CONTAINERS = (Array, Dictionary, Stream)
# What hostile bytes make pikepdf raise; a name that is no UTF-8 is among them (ValueError).
FAULTS = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
          RuntimeError, OSError)  # fmt: skip
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

MOST_OBJECTS = 1_000_000  # that are walked; a book of 1,000 pages has 100,000

Walked = tuple[Object, Part]


def looked_into(data: bytes) -> bytes:
    """The same bytes, if they are a PDF that opens. Raises: Refused."""
    _opened(data).close()
    return data


def harmless(data: bytes) -> bytes:
    """The PDF with what is drawn, noted and read aloud in it, and nothing that acts or is enclosed.

    Raises: Refused.
    """
    return _made_anew(data, _keep_only)


def nameless_of(data: bytes) -> bytes:
    """The same without author, program, days, and what cameras wrote into its pictures. Raises: Refused."""
    return _made_anew(data, _keep_only, forget)


def _made_anew(data: bytes, *changes: Callable[[Pdf], None]) -> bytes:
    with _opened(data) as pdf:
        try:
            _must_show_itself(pdf)
            _keep_looks_of_fields(pdf)
            for change in changes:
                change(pdf)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                compress_streams=False,
            )
        except FAULTS as broken:
            raise Refused("broken") from broken
    return looked_into(out.getvalue())


def _opened(data: bytes) -> Pdf:
    try:
        pdf = Pdf.open(io.BytesIO(data))
        len(pdf.pages)  # walks along them
    except pikepdf.PasswordError as locked:
        raise Refused("encrypted") from locked
    except FAULTS as broken:
        raise Refused("broken") from broken
    if pdf.is_encrypted:
        pdf.close()
        raise Refused("encrypted")
    return pdf


def _must_show_itself(pdf: Pdf) -> None:
    """Forms that only one program draws, and files that are but an envelope. Raises: Refused."""
    if bool(pdf.Root.get("/NeedsRendering", False)):
        raise Refused("only_form")
    if "/Collection" in pdf.Root:
        raise Refused("envelope")


def _keep_looks_of_fields(pdf: Pdf) -> None:
    """What was filled in stays to be seen: each field becomes a stamp with the field's appearance."""
    if "/AcroForm" not in pdf.Root:
        return
    pdf.generate_appearance_streams()
    for page in pdf.pages:
        for each in page.obj.get("/Annots", []):
            if isinstance(each, Dictionary) and each.get("/Subtype") == Name.Widget:
                each.Subtype = Name.Stamp


def _keep_only(pdf: Pdf) -> None:
    """Walk from the trailer along what may remain, and take away all else on the way."""
    pages = {page.obj.objgen for page in pdf.pages}
    waiting: list[Walked] = [(pdf.trailer, TRAILER)]
    visited: set[tuple[tuple[int, int], str]] = set()
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        here, part = waiting.pop()
        mark = (here.objgen, part.name)
        if here.is_indirect and mark in visited:
            continue
        visited.add(mark)
        waiting += _remaining(here, part, pages)
    raise Refused("too_complex")


def _remaining(here: Object, part: Part, pages: set[tuple[int, int]]) -> list[Walked]:
    """What lies in this one and is walked next; what may not remain is gone afterwards."""
    if isinstance(here, Array):
        return _remaining_of_array(here, part, pages)
    further: list[Walked] = []
    for key in [str(key) for key in here.keys()]:  # noqa: SIM118
        key.encode()  # a ValueError where it is no text, as other programs expect it to be
        value, there = here[key], part.at(key)
        if there is None or not _may_stand(value, there, pages):
            del here[key]
        elif isinstance(value, CONTAINERS) and there is not PAGE_REFERENCE:
            further.append((value, there))
    return further


def _remaining_of_array(here: Array, part: Part, pages: set[tuple[int, int]]) -> list[Walked]:
    further: list[Walked] = []
    for place, value in reversed(list(enumerate(list(here)))):
        # A page that something leads to has a turn of its own.
        if not isinstance(value, CONTAINERS) or (part is PLACE and _is_page(value, pages)):
            continue
        if _may_stand(value, part, pages):
            further.append((value, part))
        elif part is NOTE:
            del here[place]
        else:
            here[place] = None  # the others keep their places, which may mean something
    return further


def _may_stand(value: object, part: Part, pages: set[tuple[int, int]]) -> bool:
    if isinstance(value, Array):
        return part is not PAGE_REFERENCE
    if isinstance(value, Stream):
        return part.streams and _is_of_kind(value, part)
    if isinstance(value, Dictionary):
        if part is PAGE_REFERENCE:
            return _is_page(value, pages)
        return part is not PLAIN and _is_of_kind(value, part)
    return True


def _is_of_kind(value: Object, part: Part) -> bool:
    if part is PLACE:
        return "/D" in value
    if part.kinds is None:
        return True
    key, names = part.kinds
    entry = value.get(key)
    return isinstance(entry, Name) and str(entry) in names


def _is_page(value: object, pages: set[tuple[int, int]]) -> bool:
    return isinstance(value, Dictionary) and value.objgen in pages
