"""When a meeting is, and why it is not, as sentences say it: on pages, in letters, on paper."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import gettext as _

from meetings.local_times import ZONE
from meetings.models import Meeting, PollDay, SeatVote
from meetings.models.votes import Ballot
from partnerships.shared.parts.figures import day_text


def moment_in_words(meeting: Meeting) -> str:
    """ "Thursday, 4 June 2026, 18:00 to 20:00", by the clocks at its place."""
    if meeting.only_period:
        return _("between %(since)s and %(until)s") % {
            "since": day_text(meeting.first_day),
            "until": day_text(meeting.last_day),
        }
    start = _day_and_time(meeting.first_day, meeting.from_time)
    end = f"{meeting.until_time:%H:%M}"
    if meeting.last_day != meeting.first_day:
        end = _day_and_time(meeting.last_day, meeting.until_time)
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def _day_and_time(day: date, hour: time) -> str:
    return f"{dateformat.format(day, 'l')}, {day_text(day)}, {hour:%H:%M}"


def point_in_words(moment: datetime) -> str:
    """ "Thursday, 12 March 2027, 18:00 CET": a moment by the clocks of Berlin."""
    local = moment.astimezone(ZoneInfo(ZONE))
    clocks = _("CEST") if local.dst() else _("CET")
    return f"{_day_and_time(local.date(), local.time())} {clocks}"


def reason_in_words(meeting: Meeting) -> str:
    """Why it was called off or moved: the kind, and what was typed."""
    texts = (meeting.get_reason_display() if meeting.reason != "other" else "", meeting.reason_text)
    return ": ".join(str(text) for text in texts if text)


def slot_in_words(day: PollDay) -> str:
    """ "Thursday, 12 March 2027, 18:00 to 20:00 CET", of a day that a poll asks about; a whole day without hours."""
    if day.from_time is None:
        return f"{dateformat.format(day.day, 'l')}, {day_text(day.day)}"
    start = _day_and_time(day.day, day.from_time)
    end = f"{day.until_time:%H:%M} {_clocks(day.day, day.from_time)}"
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def _clocks(day: date, hour: time) -> str:
    """What people call the clocks of Berlin at that hour: they differ in summer and winter."""
    local = datetime.combine(day, hour.replace(tzinfo=None), ZoneInfo(ZONE))
    return _("CEST") if local.dst() else _("CET")


def count_in_words(votes: Iterable[SeatVote]) -> str:
    """ "yes: 3 · no: 1 · abstained: 1", what nobody said left out; blank without votes."""
    said = Counter(vote.ballot for vote in votes)
    return " · ".join(
        f"{ballot.label}: {said[ballot.value]}" for ballot in Ballot if said[ballot.value]
    )
