"""What is no longer kept: documents past their time, and files that belong to no document."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from partnerships.shared.documents.models import Document
from partnerships.shared.files import list_folder, private_storage
from partnerships.shared.outbox import OPEN

FOLDER = "documents"
AT_A_TIME = 1000
YOUNG = timedelta(days=1)  # a younger file may be about to be accepted


def forget_old() -> int:
    """Delete finished documents past DOCUMENT_KEEP_DAYS, row and file; the number of documents."""
    limit = timezone.now() - timedelta(days=settings.DOCUMENT_KEEP_DAYS)
    old = Document.objects.filter(created_at__lt=limit, kept=False).exclude(status__in=OPEN)
    total = 0
    while documents := list(old.only("pk", "file")[:AT_A_TIME]):
        # Rows first: a file without a row is found below, a row without a file misleads people.
        Document.objects.filter(pk__in=[each.pk for each in documents]).delete()
        for each in documents:
            each.file.delete(save=False)
        total += len(documents)
    return total


def forget_strays() -> int:
    """Delete files without a row: of workers killed just before the end, of deleted accounts."""
    known = set(Document.objects.exclude(file="").values_list("file", flat=True).iterator())
    strays = [path for path in _old_files() if path not in known]
    for path in strays:
        private_storage().delete(path)
    return len(strays)


def _old_files() -> Iterator[str]:
    storage, limit = private_storage(), timezone.now() - YOUNG
    for folder in list_folder(FOLDER)[0]:
        for name in list_folder(f"{FOLDER}/{folder}")[1]:
            path = f"{FOLDER}/{folder}/{name}"
            if storage.get_modified_time(path) < limit:
                yield path
