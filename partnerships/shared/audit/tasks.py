"""The clock seals the log and has it checked each night; the worker checks it."""

import logging
from dataclasses import asdict

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded

from partnerships.shared import outbox
from partnerships.shared.audit import actions
from partnerships.shared.audit.models import LogCheck
from partnerships.shared.audit.verification import verify
from partnerships.shared.outbox import Status

log = logging.getLogger(__name__)


@shared_task(name="audit.seal")
def seal() -> int:
    """Seal everything there is; the number of seals made."""
    made = 0
    while actions.seal() is not None:
        made += 1
    return made


@shared_task(bind=True, name=actions.TASK)
def check(self: Task, pk: int) -> None:
    """Walk along the seals; the row says how far it is and what was found."""
    row = outbox.claim(LogCheck, pk, self.request.id)
    if row is None:
        return
    try:
        finding = asdict(verify(lambda done, total: _tell(row, done, total)))
    except SoftTimeLimitExceeded:
        outbox.finish(row, Status.FAILED, error_code="too_long")
    except Exception:
        outbox.give_back(row, "fault")
        raise
    else:
        finding["dropped"] = len(finding["dropped"])
        outbox.finish(row, Status.DONE, progress=100, error_code="", **finding)
        if finding["wrong"] or finding["broken_links"]:
            log.error("the log does not hold, see check %s", pk)


def _tell(row: LogCheck, done: int, total: int) -> None:
    outbox.still_leased(row).update(progress=min(99, 100 * done // max(total, 1)))


@shared_task(name="audit.check_nightly")
def check_nightly() -> int:
    """Begin tonight's check; its number. None is begun beside one that still runs."""
    running = LogCheck.objects.filter(status__in=outbox.OPEN).first()
    return (running or actions.begin_check(by=None)).pk


@shared_task(name="audit.sweep", acks_late=False)
def sweep() -> int:
    """Hint again at checks that wait too long; the number of hints."""
    return outbox.sweep(LogCheck, actions.TASK)
