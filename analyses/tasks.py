"""By the clock and by the worker. What the clock does sees all rows and writes in nobody's name; a file is read in the sight of who acts."""

import logging

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import translation

from analyses.actions import import_work, importing, log_chain
from analyses.actions import samples as samples_actions
from analyses.actions.enquiries import forget_enquiries as forget
from analyses.models import ImportRun, seen_by, seen_by_house
from partnerships.directory.models import Account
from partnerships.shared import outbox

log = logging.getLogger(__name__)


@shared_task(name="analyses.seal_log")
def seal_log() -> int:
    """Every minute: seal everything there is; the number of seals made."""
    made = 0
    with seen_by_house():
        while log_chain.seal_log() is not None:
            made += 1
    return made


@shared_task(name="analyses.close_log")
def close_log() -> int:
    """Once a night: close the years that are over; how many. Dropping them is the archivist's."""
    seal_log()
    with seen_by_house():
        return len(log_chain.close_years())


@shared_task(name="analyses.check_log")
def check_log() -> None:
    """Once a night: is the log what it was when it was sealed?"""
    with seen_by_house():
        walk = log_chain.check_log()
    if not walk.holds:
        log.error("the log of analyses does not hold, see check %s", walk.pk)


@shared_task(name="analyses.draw_samples")
def draw_samples() -> int:
    """Once a night: last month's sample, where it is not drawn yet; old samples go. How many were drawn."""
    with seen_by_house():
        samples_actions.forget_samples()
        return samples_actions.draw_samples()


@shared_task(name="analyses.forget_enquiries")
def forget_enquiries() -> None:
    """Once a night: enquiries that were decided longer ago than ANALYSES_ENQUIRY_MONTHS; their figures stay."""
    with seen_by_house():
        forget()


@shared_task(bind=True, name=importing.TASK)
def work_on_import(self: Task, pk: int, by_id: int) -> None:
    """Check a file, or enter its records, for the person who acts. Who no longer may: nothing is entered, and the run says so."""
    by = Account.objects.filter(pk=by_id, is_active=True).select_related("person").first()
    if by is None:
        _end_unseen(pk, by_id, self.request.id)
        return
    with seen_by(by), translation.override(by.language):
        if not ImportRun.objects.filter(pk=pk, by=by).exists():
            _end_unseen(pk, by_id, self.request.id)
            return
        run = outbox.claim(ImportRun, pk, self.request.id)
        if run is None:
            return
        try:
            import_work.work(run, by=by)
        except import_work.Unwanted:
            log.info("import %s was cancelled or taken over", pk)
        except SoftTimeLimitExceeded:
            import_work.end(run, "too_long")
        except Exception:
            outbox.give_back(run, "fault")
            raise


def _end_unseen(pk: int, by_id: int, task_id: str) -> None:
    """Its person no longer sees it: it ends. One that runs elsewhere, or is over, is left alone."""
    with seen_by_house():
        open_runs = ImportRun.objects.filter(pk=pk, by_id=by_id, status__in=outbox.OPEN)
        if open_runs.exists() and (run := outbox.claim(ImportRun, pk, task_id)):
            import_work.end(run, "right")


@shared_task(name="analyses.sweep_imports", acks_late=False)
def sweep_imports() -> int:
    """Hint again at files that wait too long; the number of hints."""
    with seen_by_house():
        return outbox.sweep(ImportRun, importing.TASK)


@shared_task(name="analyses.forget_imports")
def forget_imports() -> int:
    """Once a night: files that nobody confirmed in time; the number of them."""
    with seen_by_house():
        return importing.forget_imports()
