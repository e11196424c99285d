"""A day and a time of day at a place, and the moment that they are. 18:00 stays 18:00, whatever a law does to the clocks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ZONE = "Europe/Berlin"


def moment_of(day: date, hour: time, zone: str = ZONE) -> datetime:
    """The moment in UTC; of an hour that comes twice in October the first one.

    Raises: ValidationError for a time that the clocks leave out in March.
    """
    local = datetime.combine(day, hour.replace(tzinfo=None))
    moment = local.replace(tzinfo=ZoneInfo(zone))
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        raise ValidationError(
            _("The clocks go forward in this night: there is no %(time)s on this day.")
            % {"time": f"{hour:%H:%M}"}
        )
    return moment.astimezone(UTC)
