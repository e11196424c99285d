"""Letters about meetings: what they say, and who may still receive them at the moment of posting."""

from meetings.letters import invitations, minutes

KINDS = (*invitations.KINDS, *minutes.KINDS)

__all__ = ["KINDS"]
