"""What may be typed about meetings."""

from meetings.forms.answering import AnswerForm
from meetings.forms.holding import HoldForm
from meetings.forms.inviting import PeopleForm
from meetings.forms.planning import CancelForm, MeetingForm, MoveForm

__all__ = ["AnswerForm", "CancelForm", "HoldForm", "MeetingForm", "MoveForm", "PeopleForm"]
