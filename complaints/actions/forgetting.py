"""What is kept for how long. Source: DOMAIN 2.5 (proposal): three years after the end of the year in which it was closed."""

from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from complaints.models import Attachment, Complaint
from complaints.stages import Stage
from partnerships.shared.audit.actions import record
from partnerships.shared.files import private_storage

KEPT_YEARS = 3


@transaction.atomic
def forget_closed(today: date | None = None) -> int:
    """Rows, messages, files and wraps are gone; the event keeps number and moment of the deletion alone. Gives how many."""
    year = (today or timezone.localdate()).year - KEPT_YEARS
    over = Complaint.objects.filter(
        stage__in=[Stage.CLOSED, Stage.WITHDRAWN], ended_at__year__lt=year
    )
    rows = list(over.select_for_update())
    paths = Attachment.objects.filter(complaint__in=rows).values_list("file", flat=True)
    for path in paths:
        transaction.on_commit(partial(private_storage().delete, path))
    for complaint in rows:
        record("complaints.forgotten", by=None, target=complaint)
        complaint.delete()
    return len(rows)
