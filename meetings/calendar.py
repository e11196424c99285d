"""A meeting as one event for calendars.

Sources: RFC 5545 (iCalendar), RFC 5546 (REQUEST and CANCEL; SEQUENCE grows with each change), RFC 6047 (in mail).
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from email.utils import parseaddr
from hashlib import sha256
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from meetings.models import Attendee, Meeting, Reply
from meetings.stages import Stage
from partnerships.shared.calendar_days import CalendarDay
from partnerships.shared.row_addresses import addresses

PARTSTAT = {
    Reply.OPEN: "NEEDS-ACTION",
    Reply.COMING: "ACCEPTED",
    Reply.NOT_COMING: "DECLINED",
    Reply.SUBSTITUTE: "DELEGATED",
}
OFF = (Stage.CANCELLED, Stage.MOVED)


def write_event(
    meeting: Meeting, *, method: str, language: str, attendee: Attendee | None = None
) -> str:
    """The file with one VEVENT and its VTIMEZONE; `method` REQUEST, CANCEL or PUBLISH.

    Of the invited only the one who gets it stands in it: nobody learns the addresses of others.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Handschlag//Meetings//DE")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    event = _event(meeting, method, language, datetime.now(UTC), addresses("meetings:detail"))
    if attendee is not None:
        event.add("ORGANIZER", _organiser())
        event.add("ATTENDEE", _invited(attendee), encode=False)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def write_feed(
    meetings: Iterable[Meeting], *, language: str, days: Iterable[CalendarDay] = ()
) -> bytes:
    """All of them as one calendar that programs read again by themselves (RFC 7986, 5.7: REFRESH-INTERVAL).

    The same meetings give the same bytes: DTSTAMP is when each was changed last. `days` are whole days of other apps.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Handschlag//Meetings//DE")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", "Handschlag")
    calendar.add("REFRESH-INTERVAL", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", timedelta(hours=12))
    address = addresses("meetings:detail")
    for meeting in meetings:
        changed = meeting.changed_at.astimezone(UTC)
        calendar.add_component(_event(meeting, "PUBLISH", language, changed, address))
    for day in days:
        calendar.add_component(_whole_day(day))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(
    meeting: Meeting, method: str, language: str, stamp: datetime, address: Callable[[int], str]
) -> Event:
    """`stamp` is its DTSTAMP; `address` gives the page of a meeting by its number."""
    event = Event()
    event.add("UID", f"{meeting.uid}@{host()}")
    event.add("SEQUENCE", meeting.sequence)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", meeting.changed_at.astimezone(UTC))
    zone = ZoneInfo(meeting.zone)
    event.add("DTSTART", meeting.starts_at.astimezone(zone))
    event.add("DTEND", meeting.ends_at.astimezone(zone))
    event.add("SUMMARY", meeting.title_in(language))
    if where := meeting.place or meeting.online_url:
        event.add("LOCATION", where)
    page = settings.SITE_URL + address(meeting.pk)
    texts = (meeting.note, meeting.directions, meeting.online_url, page)
    event.add("DESCRIPTION", "\n\n".join(text for text in texts if text))
    gone = method == "CANCEL" or meeting.stage in OFF
    event.add("STATUS", "CANCELLED" if gone else "CONFIRMED")
    return event


def _whole_day(day: CalendarDay) -> Event:
    """Without hours, and not as time that is taken (TRANSP). Its UID follows from what it says: on another day it is another event."""
    event = Event()
    said = f"{day.href} {day.day} {day.text}"
    event.add("UID", f"{sha256(said.encode()).hexdigest()[:32]}@{host()}")
    event.add("DTSTAMP", datetime.combine(day.day, time(), UTC))
    event.add("DTSTART", day.day)
    event.add("SUMMARY", f"{day.text}: {day.title}")
    event.add("DESCRIPTION", settings.SITE_URL + day.href)
    event.add("TRANSP", "TRANSPARENT")
    return event


def host() -> str:
    """What stands behind the @ of our UIDs."""
    return urlsplit(settings.SITE_URL).hostname or ""


def _organiser() -> vCalAddress:
    """Answers go there: to the mailbox that is read, where one is set."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{settings.REPLIES_ADDRESS or address}")
    if name:
        organiser.params["CN"] = vText(name)
    return organiser


def _invited(attendee: Attendee) -> vCalAddress:
    """RSVP asks for an answer only where a mailbox is read; otherwise answers come by the letter's link alone."""
    invited = vCalAddress(f"mailto:{attendee.address}")
    invited.params["CN"] = vText(attendee.called)
    invited.params["PARTSTAT"] = vText(PARTSTAT[Reply(attendee.reply)])
    invited.params["RSVP"] = vText("TRUE" if settings.REPLIES_URL else "FALSE")
    return invited
