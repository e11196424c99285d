"""Messages of calendar programs, from the files in `replies/`."""

import email
import email.policy
from datetime import UTC, datetime
from pathlib import Path

from meetings.calendar import host
from meetings.models import Meeting

FOLDER = Path(__file__).with_name("replies")
ADDRESS = "answers@handschlag.example"
GUEST = "gast@example.org"
UTC_FORM = "%Y%m%dT%H%M%SZ"


def mailed(
    name: str,
    meeting: Meeting | None,
    *,
    attendee: str = GUEST,
    sender: str | None = None,
    stamp: datetime | str | None = None,
    sequence: int | None = None,
    called: str = "Ada Beispiel",
    encoding: str = "",
) -> bytes:
    """The file `name` as it would come for this meeting; `encoding` base64 or quoted-printable of its calendar parts."""
    moment = stamp or datetime.now(UTC)
    message = (FOLDER / f"{name}.eml").read_text().format(
        uid=f"{meeting.uid}@{host()}" if meeting else "someone-elses@example.com",
        attendee=attendee,
        sender=sender or attendee,
        organizer=ADDRESS,
        stamp=moment if isinstance(moment, str) else moment.astimezone(UTC).strftime(UTC_FORM),
        sequence=meeting.sequence if meeting and sequence is None else sequence or 0,
        name=called,
    )  # fmt: skip
    data = message.replace("\n", "\r\n").encode()
    return recoded(data, encoding) if encoding else data


def recoded(data: bytes, encoding: str) -> bytes:
    """The same with calendar parts in another transfer encoding."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            method = part.get_param("method")
            part.set_content(part.get_content(), subtype="calendar", cte=encoding)
            part.set_param("method", str(method))
    return message.as_bytes(policy=email.policy.SMTP)
