"""Who made a PDF, when, where and with what: taken out, also of the photos in it.

Sources: ISO 32000-2, 14.3 (metadata), 12.5.2 and 12.5.6 (notes), 7.4.8 (DCTDecode); CIPA DC-008 (EXIF).
"""

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from partnerships.shared.foreign.jpeg_marks import without_marks

OF_NOTES = ("/T", "/M", "/CreationDate", "/NM", "/Subj")  # author, days, name, subject


def forget(pdf: Pdf) -> None:
    """Changes the PDF that is given."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    _take(pdf.Root, ("/Metadata",))
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if isinstance(note, Dictionary):
                _take(note, OF_NOTES)
    for each in pdf.objects:
        if isinstance(each, Stream) and _is_jpeg(each):
            _clean(each)


def _take(here: Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in here:
            del here[key]


def _is_jpeg(stream: Stream) -> bool:
    filters = stream.get("/Filter")
    last = filters[0] if isinstance(filters, Array) and len(filters) == 1 else filters
    return isinstance(last, Name) and last == Name.DCTDecode


def _clean(photo: Stream) -> None:
    """Its filter is the one that it has, alone; DecodeParms of DCTDecode says how colours are turned, and stays."""
    raw = photo.read_raw_bytes()
    clean = without_marks(raw)
    if clean != raw:
        how = photo.get("/DecodeParms")
        parameters = how if isinstance(how, Dictionary | Array) else None
        photo.write(clean, filter=Name.DCTDecode, decode_parms=parameters)
