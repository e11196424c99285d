"""Files of a visit become those of a complaint: the bytes stay, their keys go under the complaint's own."""

from collections.abc import Sequence

from complaints.keeping import Keys, seal_attachment
from complaints.models import Attachment, Complaint, VisitFile
from complaints.visit_files import Kept


def attach(complaint: Complaint, keys: Keys, files: Sequence[Kept]) -> None:
    """In the transaction in which it is sent; whoever calls has made sure that they are there."""
    rows = []
    for place, each in enumerate(files):
        row = Attachment(id=each["uid"], complaint=complaint, place=place, file=each["file"])
        seal_attachment(row, keys, each)
        rows.append(row)
    Attachment.objects.bulk_create(rows)
    VisitFile.objects.filter(file__in=[each["file"] for each in files]).delete()
