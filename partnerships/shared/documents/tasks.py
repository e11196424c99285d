"""The worker makes documents; the clock hints at those that wait and drops old files."""

import logging

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded

from partnerships.shared import outbox
from partnerships.shared.documents import actions, expiry
from partnerships.shared.documents.failures import RenderFailed
from partnerships.shared.documents.models import Document
from partnerships.shared.outbox import Status
from partnerships.shared.sealing.failures import CannotSeal, NoTimeStamp

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
    except CannotSeal as fault:
        log.exception("document %s cannot be sealed", pk)
        outbox.finish(document, Status.FAILED, error_code=fault.code)
    except SoftTimeLimitExceeded:
        outbox.finish(document, Status.FAILED, error_code="too_long")
    except NoTimeStamp:
        outbox.give_back(document, "no_time_stamp")
        raise
    except Exception:
        outbox.give_back(document, "fault")
        raise


@shared_task(name="documents.sweep", acks_late=False)
def sweep() -> int:
    """Hint again at late documents; the number of hints."""
    return outbox.sweep(Document, actions.TASK)


@shared_task(name="documents.expire")
def expire() -> int:
    """Delete what is no longer kept; the number of documents and stray files."""
    return expiry.forget_old() + expiry.forget_strays()
