"""Who keeps a partnership is told when its next meeting is overdue."""

from datetime import timedelta

from django.utils import timezone

from meetings.models import Series
from meetings.watching import is_overdue
from partnerships.directory.models import Partnership
from partnerships.directory.models.managing import keepers_of
from partnerships.shared.letters.actions import write
from partnerships.shared.letters.models import Letter

OVERDUE = "meetings/overdue"
TOLD_EVERY = timedelta(days=30)


def tell_overdue() -> int:
    """By the clock, once a day: a letter to keepers who had none in the last 30 days; the number of letters."""
    told = 0
    with_series = Series.objects.going_on().values("partnership")
    for partnership in Partnership.objects.filter(pk__in=with_series).order_by("pk"):
        if not is_overdue(partnership):
            continue
        lately = Letter.objects.filter(
            kind=OVERDUE,
            facts__partnership=partnership.pk,
            created_at__gt=timezone.now() - TOLD_EVERY,
        )
        for account in keepers_of(partnership.pk).exclude(pk__in=lately.values("recipient")):
            write(OVERDUE, to=account, facts={"partnership": partnership.pk})
            told += 1
    return told
