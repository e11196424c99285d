"""A file of a complaint on its way out: opened piece by piece, lying nowhere in clear."""

from typing import NamedTuple

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from complaints.models import Attachment, Complaint, Message, MessageKind
from complaints.sealed_rows import FileFacts, Keys, OpenedFile, read_attachment
from partnerships.shared.no_store import NO_STORE
from partnerships.shared.uploads import TYPES, Kind

# A file acts in no way and fetches nothing, whatever a browser takes it for.
ALONE = "default-src 'none'; sandbox"


class Shown(NamedTuple):
    """A file of the list: its row and what is known of it."""

    row: Attachment
    facts: FileFacts


def list_files(complaint: Complaint, keys: Keys) -> list[Shown]:
    """In the order in which they came. Raises: Unreadable."""
    rows = complaint.attachments.select_related("complaint")
    return [Shown(row, read_attachment(row, keys)) for row in rows]


def files_of(message: Message, files: list[Shown]) -> list[Shown]:
    """Those that came with a message; with the first one what came with the complaint itself."""
    came_with = None if message.kind == MessageKind.STORY else message.pk
    return [each for each in files if each.row.message_id == came_with]


def serve(row: Attachment, keys: Keys, *, is_download: bool = False) -> StreamingHttpResponse:
    """Pictures are shown, PDFs downloaded; `is_download`: everything. Raises: Unreadable, FileNotFoundError."""
    facts = read_attachment(row, keys)
    opened = OpenedFile(row, facts)
    is_attached = is_download or facts.kind == Kind.PDF
    response = StreamingHttpResponse(opened, content_type=TYPES[Kind(facts.kind)])
    response["Content-Length"] = str(opened.size)
    response["Content-Disposition"] = content_disposition_header(is_attached, facts.name) or ""
    response["Content-Security-Policy"] = ALONE
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = NO_STORE
    return response
