"""Letters about meetings: what they say, and who may still receive them at the moment of posting."""

from meetings.letters import invitations, minutes, polls

KINDS = (*invitations.KINDS, *minutes.KINDS, *polls.KINDS)

__all__ = ["KINDS"]
