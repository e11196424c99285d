"""A month as a sheet: meetings, holidays, and what else lies on its days."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.cadence import Closure, holiday_on
from meetings.models import ClosureDays, Meeting
from partnerships.directory.requests import Request
from partnerships.shared.calendar_days import CalendarDay
from partnerships.shared.registry import calendar_days

MOST = 500  # meetings that one sheet shows
SHOWN = ("title", "title_en", "first_day", "last_day", "from_time", "stage")
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass
class Day:
    """What is on one day; `is_outside`: it belongs to the month before or after."""

    day: date
    is_outside: bool
    is_today: bool
    holiday: str
    meetings: list[Meeting] = field(default_factory=list)
    others: list[CalendarDay] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing is on it."""
        return not (self.meetings or self.others or self.holiday)


def month(request: Request) -> HttpResponse:
    """`?month=2027-03`; this month when nothing sensible is asked."""
    today = timezone.localdate()
    first = _first_day(request.GET.get("month", ""), today)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    since, until = weeks[0][0], weeks[-1][-1]
    rows = _find_meetings(request, since, until)
    meetings = _by_day(rows[:MOST], since, until)
    sources = [list_days(request.user, since, until) for list_days in calendar_days]
    others: dict[date, list[CalendarDay]] = defaultdict(list)
    for entry in (entry for source in sources for entry in source.days):
        others[entry.day].append(entry)
    closures = ClosureDays.objects.known()
    weeks_shown = [
        [_day(day, first, today, closures, meetings, others) for day in week] for week in weeks
    ]
    context = {
        "caption": date_format(first, "YEAR_MONTH_FORMAT"),
        "weekdays": [WEEKDAYS[number] for number in range(7)],
        "weeks": weeks_shown,
        "left_out": [
            *_say_left_out(rows),
            *(source.left_out for source in sources if source.left_out),
        ],
        "is_empty": all(day.is_empty or day.is_outside for week in weeks_shown for day in week),
        "before": _address(first - timedelta(days=1)),
        "after": _address(first + timedelta(days=31)),
        "now": "" if first == today.replace(day=1) else reverse("meetings:month"),
    }
    return render(request, "meetings/month.html", context)


def _first_day(typed: str, today: date) -> date:
    try:
        asked = date.fromisoformat(f"{typed}-01")
    except ValueError:
        asked = today.replace(day=1)
    return asked if FIRST_YEAR < asked.year < LAST_YEAR else today.replace(day=1)


def _address(day: date) -> str:
    return f"{reverse('meetings:month')}?month={day:%Y-%m}"


def _find_meetings(request: Request, since: date, until: date) -> list[Meeting]:
    """One more than the sheet shows."""
    rows = Meeting.objects.visible_to(request.user).on_days(since, until)
    return list(rows.only(*SHOWN).order_by("starts_at", "pk")[: MOST + 1])


def _say_left_out(rows: list[Meeting]) -> list[str]:
    """That there are more of them than the sheet shows."""
    text = _("Only the first %(most)s meetings are shown") % {"most": MOST}
    return [text] if len(rows) > MOST else []


def _by_day(rows: list[Meeting], since: date, until: date) -> dict[date, list[Meeting]]:
    """On each of their days."""
    found: dict[date, list[Meeting]] = defaultdict(list)
    for meeting in rows:
        day = max(meeting.first_day, since)
        while day <= min(meeting.last_day, until):
            found[day].append(meeting)
            day += timedelta(days=1)
    return found


def _day(
    day: date,
    first: date,
    today: date,
    closures: list[Closure],
    meetings: dict[date, list[Meeting]],
    others: dict[date, list[CalendarDay]],
) -> Day:
    return Day(
        day,
        day.month != first.month,
        day == today,
        holiday_on(day, closures),
        meetings.get(day, []),
        others.get(day, []),
    )
