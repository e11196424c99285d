"""Tables of meetings, a file a subject."""

from meetings.models.attendees import AnswerLink, Attendee, Presence, Reply
from meetings.models.formats import CaseData, MeetingFormat
from meetings.models.meetings import CancelReason, Meeting, MeetingUpdate

__all__ = [
    "AnswerLink",
    "Attendee",
    "CancelReason",
    "CaseData",
    "Meeting",
    "MeetingFormat",
    "MeetingUpdate",
    "Presence",
    "Reply",
]
