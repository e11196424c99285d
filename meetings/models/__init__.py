"""Tables of meetings, a file a subject."""

from meetings.models.agenda import AgendaItem
from meetings.models.attendees import AnswerLink, Attendee, Presence, Reply
from meetings.models.formats import CaseData, MeetingFormat
from meetings.models.meetings import CancelReason, Meeting, MeetingUpdate
from meetings.models.minutes import (
    ActionItem,
    Minutes,
    MinutesAnswer,
    MinutesComment,
    MinutesEntry,
)

__all__ = [
    "ActionItem",
    "AgendaItem",
    "AnswerLink",
    "Attendee",
    "CancelReason",
    "CaseData",
    "Meeting",
    "MeetingFormat",
    "MeetingUpdate",
    "Minutes",
    "MinutesAnswer",
    "MinutesComment",
    "MinutesEntry",
    "Presence",
    "Reply",
]
