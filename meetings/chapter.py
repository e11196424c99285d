"""What meetings count of a partnership in a period. Source: DOMAIN section 9 (held, cancelled, moved; calm times)."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.stages import Stage
from partnerships.shared.chapters import Chapter, Figure, Period, count_by_period


def _in(stage: Stage, period: Period) -> Q:
    return Q(stage=stage, first_day__range=(period.since, period.until))


def _count(partnership: int, periods: Sequence[Period]) -> list[Figure]:
    counted = count_by_period(
        Meeting.objects.filter(partnership=partnership),
        periods,
        {
            "held": lambda period: _in(Stage.HELD, period),
            "calm": lambda period: _in(Stage.HELD, period) & Q(after_incident=False),
            "cancelled": lambda period: _in(Stage.CANCELLED, period),
            "moved": lambda period: _in(Stage.MOVED, period),
        },
    )
    return [
        Figure(
            _("Meetings that took place"),
            counted["held"],
            href=f"{reverse('meetings:figures', args=[partnership])}?year={periods[0].since.year}",
        ),
        Figure(
            _("of these in calm times"),
            counted["calm"],
            _("Not called because of an incident."),
        ),
        Figure(_("Meetings called off"), counted["cancelled"], _("By the day that was planned.")),
        Figure(_("Meetings moved"), counted["moved"], _("By the day that was planned first.")),
    ]


CHAPTER = Chapter(title=_("Meetings"), count=_count)
