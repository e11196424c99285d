"""Tables of meetings, a file a subject."""

from meetings.models.action_items import ActionItem
from meetings.models.agenda import AgendaFile, AgendaItem, AgendaNotice, AgendaPrint
from meetings.models.attendees import AnswerLink, Attendee, Presence, Reply
from meetings.models.closures import ClosureDays
from meetings.models.feedback import ComeAgain, Feedback, FeedbackLink, HowMuch
from meetings.models.feeds import CalendarFeed
from meetings.models.formats import CaseData, MeetingFormat
from meetings.models.meetings import CancelReason, Meeting, MeetingUpdate
from meetings.models.minutes import (
    Minutes,
    MinutesAnswer,
    MinutesComment,
    MinutesEntry,
)
from meetings.models.polls import Poll, PollDay, PollLink, PollVote, PollVoter, Vote
from meetings.models.redactions import Redaction
from meetings.models.replies import MailedReply, Outcome, Said
from meetings.models.series import Series
from meetings.models.signals import Signal, SignalFor, SignalKind
from meetings.models.votes import SeatVote

__all__ = [
    "ActionItem",
    "AgendaFile",
    "AgendaItem",
    "AgendaNotice",
    "AgendaPrint",
    "AnswerLink",
    "Attendee",
    "CalendarFeed",
    "CancelReason",
    "CaseData",
    "ClosureDays",
    "ComeAgain",
    "Feedback",
    "FeedbackLink",
    "HowMuch",
    "MailedReply",
    "Meeting",
    "MeetingFormat",
    "MeetingUpdate",
    "Minutes",
    "MinutesAnswer",
    "MinutesComment",
    "MinutesEntry",
    "Outcome",
    "Poll",
    "PollDay",
    "PollLink",
    "PollVote",
    "PollVoter",
    "Presence",
    "Redaction",
    "Reply",
    "SeatVote",
    "Said",
    "Series",
    "Signal",
    "SignalFor",
    "SignalKind",
    "Vote",
]
