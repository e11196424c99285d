"""Who may plan a meeting, answer it, speak about its agenda, write its minutes. Seeing is `Model.objects.visible_to`."""

from meetings.rules import agenda, minutes, polls, signals
from meetings.rules.meetings import (
    can_answer,
    can_cancel,
    can_continue,
    can_discard,
    can_edit,
    can_hold,
    can_invite,
    can_move,
    can_plan,
    can_reply,
    can_send,
    is_waiting,
    takes_part,
)

__all__ = [
    "agenda",
    "can_answer",
    "can_cancel",
    "can_continue",
    "can_discard",
    "can_edit",
    "can_hold",
    "can_invite",
    "can_move",
    "can_plan",
    "can_reply",
    "can_send",
    "is_waiting",
    "minutes",
    "polls",
    "signals",
    "takes_part",
]
