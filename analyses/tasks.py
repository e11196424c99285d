"""By the clock. Each task sees all rows, and writes in nobody's name."""

import logging

from celery import shared_task

from analyses.actions import log_chain
from analyses.actions import samples as samples_actions
from analyses.actions.enquiries import forget_enquiries as forget
from analyses.models import seen_by_house

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
