"""By the clock: terms are kept. Runs in the house's sight and answers no page."""

import logging
from collections.abc import Callable

from celery import shared_task
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from analyses.actions.erasing import erase_case, erase_contributions, erase_leftovers
from analyses.actions.terms import end_unconfirmed_holds, note_activity
from analyses.models import Case, DeletionRule, seen_by_house
from analyses.rules import cases_to_empty, cases_to_erase, deletion_day
from analyses.stages import Stage

log = logging.getLogger(__name__)


@shared_task(name="analyses.keep_terms")
def keep_terms() -> None:
    """Once a night: delete what has come to its day and lies under no hold; note where nothing is done any more."""
    with seen_by_house():
        end_unconfirmed_holds()
        today = timezone.localdate()
        for case in cases_to_erase(today).order_by("pk"):
            _keep(case, lambda case: erase_case(case, rule=_rule_of(case)))
        for case in cases_to_empty(today).order_by("pk"):
            _keep(case, erase_contributions)
        erase_leftovers()
        note_activity()


def _rule_of(case: Case) -> str:
    if case.stage == Stage.REJECTED and deletion_day(case) < case.delete_on:
        return DeletionRule.REJECTED
    return DeletionRule.RESULT if deletion_day(case) < case.delete_on else DeletionRule.DAY


def _keep(case: Case, deed: Callable[[Case], object]) -> None:
    """One that cannot be deleted stops no other; it stays a red light until somebody looks."""
    try:
        deed(case)
    except PermissionDenied as refusal:
        log.info("Case %s: %s", case.number, refusal)
    except Exception:
        log.exception("Case %s could not be deleted.", case.number)
