"""Files of a visit become those of a complaint: the bytes stay, their keys go under the complaint's own."""

from collections.abc import Sequence

from complaints.models import Attachment, Complaint, Message, VisitFile
from complaints.sealed_rows import Keys, seal_attachment
from complaints.visit_files import Kept
from partnerships.shared.uploads import Kind


def attach(
    complaint: Complaint, keys: Keys, files: Sequence[Kept], *, message: Message | None = None
) -> None:
    """In the transaction in which it is sent; whoever calls has made sure that they are there. Behind those that came before."""
    rows = []
    first = 1 + complaint.attachments.count() if message else 1
    for number, each in enumerate(files, first):
        row = Attachment(
            id=each["uid"], complaint=complaint, message=message, place=number, file=each["file"]
        )
        seal_attachment(row, keys, {**each, "name": _name_without_time(each, number)})
        rows.append(row)
    Attachment.objects.bulk_create(rows)
    VisitFile.objects.filter(file__in=[each["file"] for each in files]).delete()


def _name_without_time(file: Kept, number: int) -> str:
    """A photo is called by its number: cameras write day and time into its name."""
    return file["name"] if file["kind"] == Kind.PDF else f"{number}.{file['kind']}"
