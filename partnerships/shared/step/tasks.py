"""Housekeeping by the clock."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from partnerships.shared.step.models import Done

KEPT = timedelta(days=1)


@shared_task(name="step.forget_done")
def forget_done() -> int:
    """Delete what forms did more than a day ago; the number of rows deleted."""
    deleted, _by_model = Done.objects.filter(done_at__lt=timezone.now() - KEPT).delete()
    return deleted
