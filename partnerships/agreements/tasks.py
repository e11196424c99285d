"""By the clock: deadlines of signing; terms that come near, end or go on; notice that has run out; reminders."""

from collections import Counter

from celery import shared_task
from django.utils import timezone

from partnerships.agreements.actions import deadlines as signing
from partnerships.agreements.actions.life import clock, reminding
from partnerships.agreements.models import Agreement


@shared_task(name="agreements.deadlines")
def deadlines() -> dict[str, int]:
    """Remind whoever has not signed; afterwards do what was chosen. Shape: reminded, ended."""
    return signing.follow_deadlines()


@shared_task(name="agreements.follow_terms")
def follow_terms() -> dict[str, int]:
    """After midnight. Shape: verb to how many agreements took that step, and `reminded` occasions."""
    counts = Counter(
        verb for agreement in clock.due(timezone.localdate()) for verb in clock.follow(agreement)
    )
    binding = Agreement.objects.binding().order_by("pk")
    return {**counts, "reminded": sum(map(reminding.remind, binding))}
