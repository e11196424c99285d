"""Meetings at short notice after an incident: by when one meets, and what time to propose."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from meetings.local_times import ZONE
from partnerships.directory.models import Account
from partnerships.shared.registry import short_notices
from partnerships.shared.short_notice import ShortNotice

DAYTIME = range(9, 20)  # hours at which a proposed meeting begins, by the clocks of Berlin
AHEAD = timedelta(hours=3)  # so that people can come
HOUR = timedelta(hours=1)


def agreed_by(account: Account, partnership: int) -> ShortNotice | None:
    """The shortest that binds the partnership and that the account may know of."""
    agreed = [each for source in short_notices for each in source(account, partnership)]
    return min(agreed, key=lambda each: each.hours, default=None)


def latest_start(incident: datetime, agreed: ShortNotice) -> datetime:
    """Hours are those that pass, also in a night in which clocks are changed. `incident` in UTC."""
    return incident + timedelta(hours=agreed.hours)


def propose_start(now: datetime, latest: datetime) -> datetime:
    """The first full hour in the daytime, three hours ahead, that is not after `latest`; where there is none, the next full hour.

    Where even that comes too late: `latest` itself, or, if that is past, the next full hour. All in UTC.
    """
    first = now.replace(minute=0, second=0, microsecond=0) + HOUR
    if first > latest:
        return latest if latest > now else first
    hours = [first + n * HOUR for n in range((latest - first) // HOUR + 1)]
    good = (hour for hour in hours if hour - now >= AHEAD and _hour_in_berlin(hour) in DAYTIME)
    return next(good, first)


def _hour_in_berlin(moment: datetime) -> int:
    return moment.astimezone(ZoneInfo(ZONE)).hour
