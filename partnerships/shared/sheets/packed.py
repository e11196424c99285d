"""A spreadsheet file is a ZIP of XML: what it says about its own size is checked before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from partnerships.shared.sheets.grid import Bad

MOST_UNPACKED = (
    100 * 1024 * 1024
)  # bytes; it is never held whole, and a full table of 100 columns has as many
MOST_PARTS = 500
AT_ONCE = 64 * 1024

BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, EOFError, OSError, LookupError,
    ValueError, RuntimeError,
)  # fmt: skip

Start = Callable[[str, dict[str, str]], None]


@contextmanager
def open_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The parts of the file. Raises: Bad for what is no ZIP, what is locked, and for bombs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Bad("unpacked")
            if any(part.flag_bits & 1 for part in parts):
                raise Bad("locked")
            yield packed
    except BROKEN as error:
        raise Bad("damaged") from error


def local(name: str) -> str:
    """The name of an element or attribute without its prefix: two dialects differ in nothing else."""
    return name.rpartition(":")[2]


def walk(
    packed: zipfile.ZipFile,
    part: str,
    start: Start,
    end: Callable[[str], None] = lambda name: None,
    words: Callable[[str], None] = lambda text: None,
) -> None:
    """Reads a part from its beginning to its end and keeps nothing. Raises: Bad where it brings entities of its own."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, values: start(local(name), values)
    parser.EndElementHandler = lambda name: end(local(name))
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _no_doctype
    with packed.open(part) as stream:
        while piece := stream.read(AT_ONCE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def _no_doctype(*_told: object) -> None:
    raise Bad("damaged")
