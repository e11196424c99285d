"""What may be typed about meetings."""

from meetings.forms.agenda import DecisionForm, ItemForm, PaperForm
from meetings.forms.answering import AnswerForm
from meetings.forms.closures import ClosureForm
from meetings.forms.feedback import FeedbackForm
from meetings.forms.holding import HoldForm
from meetings.forms.inviting import PeopleForm
from meetings.forms.minutes import (
    ActionForm,
    AddendumForm,
    CommentForm,
    DropForm,
    EntryForm,
    FinishForm,
    MinutesAnswerForm,
    NoteForm,
    PostponeForm,
    RedactionDecisionForm,
    RedactionForm,
    ShareForm,
)
from meetings.forms.planning import CancelForm, MeetingForm, MoveForm
from meetings.forms.polls import HoursForm, PollForm, VoteForm
from meetings.forms.series import MoreForm, SeriesForm
from meetings.forms.short_notice import ShortNoticeForm
from meetings.forms.signals import SignalForm
from meetings.forms.votes import SeatVotesForm

__all__ = [
    "ActionForm",
    "AddendumForm",
    "AnswerForm",
    "CancelForm",
    "ClosureForm",
    "CommentForm",
    "DecisionForm",
    "DropForm",
    "EntryForm",
    "FeedbackForm",
    "FinishForm",
    "HoldForm",
    "HoursForm",
    "ItemForm",
    "MeetingForm",
    "MinutesAnswerForm",
    "MoreForm",
    "MoveForm",
    "NoteForm",
    "PaperForm",
    "PeopleForm",
    "PollForm",
    "PostponeForm",
    "RedactionDecisionForm",
    "RedactionForm",
    "SeatVotesForm",
    "SeriesForm",
    "ShareForm",
    "ShortNoticeForm",
    "SignalForm",
    "VoteForm",
]
