"""Open a PDF that may come from anybody; what a parser may stumble over is no fault of ours."""

import io
import struct
import zlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfError, PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_SIGNATURES = 64
# What hostile bytes make pyHanko and asn1crypto raise. Time and memory that run out are not among
# them: who called decides what these mean.
HOSTILE = (
    PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError,
    AssertionError, OSError, struct.error, zlib.error, InvalidSignature, UnsupportedAlgorithm,
)  # fmt: skip


class Reader(PdfFileReader):
    """pyHanko's reader, which reads the list of an object stream once and not for every object in it.

    Without it the comparison of two revisions of a tagged paper takes fifteen seconds instead of
    one. pyHanko has no public way; `tests/sealing/test_reading.py` compares both, and pins it.
    """

    def __init__(self, data: bytes) -> None:
        self._lists: dict[int, tuple[bytes, int, list[tuple[int, int]]]] = {}
        super().__init__(io.BytesIO(data))

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> generic.PdfObject:
        data, first, pairs = self._list(stmnum)
        if not 0 <= idx < len(pairs) or pairs[idx][0] != idnum:
            raise PdfStrictReadError("Object is not where the file says")
        place = io.BytesIO(data)
        place.seek(first + pairs[idx][1])
        pdf_object = generic.read_object(place, generic.Reference(idnum, 0, self))
        if isinstance(pdf_object, generic.StreamObject | generic.IndirectObject):
            raise PdfStrictReadError("Forbidden kind of object in an object stream")
        return pdf_object

    def _list(self, number: int) -> tuple[bytes, int, list[tuple[int, int]]]:
        """Bytes, where objects begin, and number and place of each."""
        if number not in self._lists:
            stream = generic.Reference(number, 0, self).get_object()
            if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
                raise PdfStrictReadError("Not an object stream")
            data, first = stream.read_data(DecodePurpose.OBJECT_STREAM), int(stream["/First"])
            words = [int(word) for word in data[:first].split()[: 2 * int(stream["/N"])]]
            pairs = list(zip(words[::2], words[1::2], strict=True))
            if len(pairs) != stream["/N"] or len({one for one, _ in pairs}) != len(pairs):
                raise PdfStrictReadError("Object stream lists an object twice, or none")
            self._lists[number] = data, first, pairs
        return self._lists[number]


class UnreadablePdf(Exception):
    """The file cannot be looked into; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_pdf(data: bytes) -> PdfFileReader:
    """A reader that takes nothing on trust. Raises: UnreadablePdf."""
    if not data.startswith(b"%PDF-"):
        raise UnreadablePdf("not_pdf")
    try:
        reader = Reader(data)
        locked = reader.encrypted
        if not locked:
            reader.root["/Pages"]
    except HOSTILE as fault:
        raise UnreadablePdf("broken") from fault
    if locked:
        raise UnreadablePdf("encrypted")
    return reader
