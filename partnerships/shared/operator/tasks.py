"""Housekeeping by the clock."""

from celery import shared_task

from partnerships.shared.operator import actions


@shared_task(name="operator.forget_reports")
def forget_reports() -> int:
    """Delete reports of barriers after their time; the number of them."""
    return actions.forget_reports()
