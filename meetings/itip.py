"""What a calendar program answers by mail, read from a stranger's message.

Sources: RFC 5546, 3.2.3 (REPLY), 3.2.7 (COUNTER), 2.1.5 (which of two answers is newer); RFC 6047 (in mail). What programs do
beside that: Exchange leaves out ORGANIZER and puts the words of a person into COMMENT ([MS-OXCICAL] 2.1.3.1.1.20.5), Google
puts them into X-RESPONSE-COMMENT of the ATTENDEE, with signs written as in HTML.
"""

import email
import email.policy
import html
import re
from datetime import UTC, datetime
from email.message import Message
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote
from uuid import UUID

from django.core.exceptions import ValidationError
from icalendar import Calendar, Component, vCalAddress, vDDDTypes

from partnerships.shared.addresses import to_ascii
from partnerships.shared.lines import clean_line

MOST_BOUNDARIES = 20  # of parts in parts; each line is compared with all of them
MOST_PARTS = 40  # of a message; what stands behind them is not looked at
MOST_CALENDAR = 100_000  # bytes of the calendar part
MOST_HEADER = 1000  # characters of a line that names the sender
MOST_COMMENT = 500  # characters
MOST_NAME = 160  # characters
KINDS = ("text/calendar", "application/ics")
ANSWERS = ("ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "NEEDS-ACTION")
UNCLEAR, COUNTER = "UNCLEAR", "COUNTER"
# A name, in quotes where it holds signs of addresses, and the address; or the address alone (RFC 5322, 3.4).
FROM = re.compile(r"""(?:(?:"(?:[^"\\]|\\.)*"|[^"<>@,;:()\\])*<([^\s<>]+)>|([^\s<>"(),;:]+))""")
DMARC_FAILS = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


class CalendarReply(NamedTuple):
    """What somebody's calendar says: for whom, about which event, from which revision of it.

    `said` is one of ANSWERS, COUNTER for another time proposed, or UNCLEAR. `sender` is the address in From, blank where it
    is not exactly one, or where the mail server that took the message says that it is forged.
    """

    uid: UUID
    host: str
    sender: str
    attendee: str
    said: str
    substitute: str
    comment: str
    sequence: int
    stamped_at: datetime | None
    digest: str


def read_reply(data: bytes) -> CalendarReply | None:
    """The answer in a message; None for every other message, and for one that cannot be read."""
    if data.lower().count(b"boundary") > MOST_BOUNDARIES:
        return None
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        calendar = _calendar(message)
        return None if calendar is None else _read(message, calendar, sha256(data).hexdigest())
    except Exception:
        # Whatever a stranger's file does to two parsers: the messages behind it are read all the same.
        return None


def _calendar(message: Message) -> Calendar | None:
    """The first calendar in it. What the part's head says of the method must not contradict it (RFC 6047, 2.4)."""
    for part in [part for part, _number in zip(message.walk(), range(MOST_PARTS), strict=False)]:
        if part.get_content_type() not in KINDS:
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or len(data) > MOST_CALENDAR:
            return None
        calendar = Calendar.from_ical(_decode(data, part.get_content_charset()))
        named = str(part.get_param("method") or calendar.get("METHOD", ""))
        return calendar if named.upper() == str(calendar.get("METHOD", "")).upper() else None
    return None


def _decode(data: bytes, charset: str | None) -> str:
    """What decides is plain ASCII; a wrong charset spoils words alone."""
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return data.decode("utf-8", errors="replace")


def _read(message: Message, calendar: Calendar, digest: str) -> CalendarReply | None:
    method, events = str(calendar["METHOD"]).upper(), calendar.walk("VEVENT")
    if method not in ("REPLY", COUNTER) or not events:
        return None
    event, sender = events[0], _sender(message)
    number, _at, host = str(event["UID"]).partition("@")
    attendees = _attendees(event)
    attendee = next(
        (each for each in attendees if _address(each) == sender),
        attendees[0] if attendees else None,
    )
    single = len(events) == 1 and "RECURRENCE-ID" not in event and attendee is not None
    said = _answer_of(attendee) if single and attendee is not None else UNCLEAR
    return CalendarReply(
        uid=UUID(number),
        host=host.lower(),
        sender=sender,
        attendee=_address(attendee) if attendee is not None else "",
        said=COUNTER if method == COUNTER else said,
        substitute=_substitute(attendee, attendees) if said == "DELEGATED" else "",
        comment=_comment(event, attendee),
        sequence=min(max(int(event.get("SEQUENCE", 0)), 0), 2**31 - 1),
        stamped_at=_moment(event),
        digest=digest,
    )


def _sender(message: Message) -> str:
    """The one address in From, as written: what is encoded there could say one address to us and another to DMARC."""
    lines = [" ".join(str(line)[:MOST_HEADER].split()) for line in message.get_all("From", [])]
    forged = any(
        DMARC_FAILS.search(str(line)) for line in message.get_all("Authentication-Results", [])
    )
    found = FROM.fullmatch(lines[0]) if len(lines) == 1 and not forged else None
    return _spell(found[1] or found[2]) if found else ""


def _attendees(event: Component) -> list[vCalAddress]:
    found = event.get("ATTENDEE", [])
    return found if isinstance(found, list) else [found]


def _address(attendee: str) -> str:
    scheme, _colon, address = str(attendee).partition(":")
    return _spell(unquote(address)) if scheme.lower() == "mailto" else ""


def _spell(address: str) -> str:
    """As addresses are stored; blank for what is none."""
    try:
        return to_ascii(address)
    except ValidationError:
        return ""


def _answer_of(attendee: vCalAddress) -> str:
    said = str(attendee.params.get("PARTSTAT", "")).upper()
    return said if said in ANSWERS else UNCLEAR


def _substitute(attendee: vCalAddress | None, attendees: list[vCalAddress]) -> str:
    """The name of whom they send instead, where the calendar gives one."""
    if attendee is None:
        return ""
    sent = attendee.params.get("DELEGATED-TO", "")
    wanted = _address(sent[0] if isinstance(sent, list) and sent else str(sent))
    for each in attendees:
        if _address(each) == wanted != _address(attendee):
            return clean_line(str(each.params.get("CN", "")))[:MOST_NAME].strip()
    return ""


def _comment(event: Component, attendee: vCalAddress | None) -> str:
    given = event.get("COMMENT", "")
    text = str(given[0] if isinstance(given, list) else given)
    if not text and attendee is not None:
        text = html.unescape(str(attendee.params.get("X-RESPONSE-COMMENT", "")).replace("\\;", ";"))
    return clean_line(" ".join(text[: 4 * MOST_COMMENT].split()))[:MOST_COMMENT].strip()


def _moment(event: Component) -> datetime | None:
    """DTSTAMP, which RFC 5545 wants in UTC."""
    stamp = event.get("DTSTAMP")
    value = stamp.dt if isinstance(stamp, vDDDTypes) else None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
