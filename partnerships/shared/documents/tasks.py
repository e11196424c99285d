"""The worker makes documents; the clock hints at those that wait and drops old files."""

import logging
from datetime import timedelta

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from partnerships.shared import outbox
from partnerships.shared.documents import actions
from partnerships.shared.documents.models import Document
from partnerships.shared.documents.render import RenderFailed
from partnerships.shared.outbox import Status

log = logging.getLogger(__name__)


@shared_task(bind=True, name=actions.TASK)
def make_document(self: Task, pk: int) -> None:
    """Make one document. What cannot be drawn fails at once; what broke by chance is tried again."""
    document = outbox.claim(Document, pk, self.request.id)
    if document is None:
        return
    try:
        actions.make(document)
    except actions.LeaseLost:
        log.info("document %s was taken over or cancelled", pk)
    except RenderFailed:
        log.exception("document %s cannot be drawn", pk)
        outbox.finish(document, Status.FAILED, error_code="cannot_be_drawn")
    except SoftTimeLimitExceeded:
        outbox.finish(document, Status.FAILED, error_code="too_long")
    except Exception:
        outbox.give_back(document, "fault")
        raise


@shared_task(name="documents.sweep", acks_late=False)
def sweep() -> int:
    """Hint again at late documents; the number of hints."""
    return outbox.sweep(Document, actions.TASK)


@shared_task(name="documents.expire")
def expire() -> int:
    """Delete documents past their keeping time, row and file; they can be requested again."""
    limit = timezone.now() - timedelta(days=settings.DOCUMENT_KEEP_DAYS)
    old = list(
        Document.objects.filter(created_at__lt=limit).exclude(
            status__in=[Status.QUEUED, Status.RUNNING]
        )[:1000]
    )
    for document in old:
        document.file.delete(save=False)
        document.delete()
    return len(old)
