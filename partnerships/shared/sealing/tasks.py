"""The worker looks at files, one at a time; the clock hints at those that wait and forgets old ones."""

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded

from partnerships.shared.outbox import Status
from partnerships.shared.sealing import checking
from partnerships.shared.sealing.memory import bounded


@shared_task(bind=True, name=checking.TASK, soft_time_limit=60, time_limit=75)
def check_file(self: Task, pk: int) -> None:
    """Check one file. What takes too much time or memory is told as that."""
    check = checking.claim(pk, self.request.id)
    if check is None:
        return
    try:
        with bounded():
            checking.run(check)
    except (SoftTimeLimitExceeded, MemoryError):
        checking.give_up(check, "too_complex")
    except Exception:
        checking.end(check, Status.FAILED, None, "fault")
        raise


@shared_task(name="sealing.sweep", acks_late=False)
def sweep() -> int:
    """Hint again at checks that wait too long; the number of hints."""
    return checking.sweep()


@shared_task(name="sealing.forget_checks")
def forget_checks() -> int:
    """Delete what is no longer kept; the number of rows and files."""
    return checking.forget()
