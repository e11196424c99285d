"""When an office reads letters. By the clocks of Berlin, also in the nights when they are changed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from partnerships.shared.workdays import Days, is_working_day

HOURS = range(8, 16)  # full hours in which letters go out


def in_office_hours(moment: datetime, closed: Sequence[Days] = ()) -> bool:
    """On a working day, from 8:00 to 15:59."""
    local = timezone.localtime(moment)
    return local.hour in HOURS and is_working_day(local.date(), closed)
