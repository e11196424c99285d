"""Everything of a mailbox as one ZIP: packed piece by piece while it goes out, lying nowhere in clear."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile, ZipInfo

from django.http import StreamingHttpResponse

from complaints.models import Complaint
from complaints.sealed_rows import Keys, OpenedFile
from complaints.views.serving import list_files
from partnerships.shared.file_names import file_name

Entry = tuple[str, Iterable[bytes]]


def hand_out(complaint: Complaint, keys: Keys, text: str) -> StreamingHttpResponse:
    """All messages as text, and all files by number and name."""
    response = StreamingHttpResponse(
        pack(_entries(complaint, keys, text)), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{complaint.number}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _entries(complaint: Complaint, keys: Keys, text: str) -> Iterator[Entry]:
    yield f"{complaint.number}.txt", [text.encode()]
    for number, each in enumerate(list_files(complaint, keys), 1):
        opened = OpenedFile(each.row, each.facts)
        try:
            stem = PurePath(each.facts.name).stem
            yield f"{number}-{file_name(stem, each.facts.kind)}", opened
        finally:
            opened.close()


def pack(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The bytes of a ZIP with these entries, uncompressed; their days tell nothing."""
    out = _Passing()
    with ZipFile(out, "w") as packed:
        for name, pieces in entries:
            with packed.open(ZipInfo(name), "w") as entry:
                for piece in pieces:
                    entry.write(piece)
                    yield out.take()
    yield out.take()


class _Passing(RawIOBase):
    """What is written waits until it is taken; nobody can go back in it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        """Yes; not seekable, so that the ZIP writes sizes behind each entry."""
        return True

    def write(self, data: Any) -> int:
        """All of it, at once."""
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        """What has come since."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
