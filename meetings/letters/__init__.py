"""Letters about meetings: what they say, and who may still receive them at the moment of posting."""

from meetings.letters import agenda, feedback, invitations, minutes, polls, replies, rhythm, signals

KINDS = (
    *invitations.KINDS,
    *agenda.KINDS,
    *feedback.KINDS,
    *minutes.KINDS,
    *polls.KINDS,
    *replies.KINDS,
    *signals.KINDS,
    *rhythm.KINDS,
)

__all__ = ["KINDS"]
