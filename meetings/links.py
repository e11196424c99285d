"""Links of letters with which people answer: made when the letter is posted, and stored nowhere."""

import secrets
from hashlib import sha256

from meetings import rules
from meetings.models import AnswerLink, Attendee, FeedbackLink, Poll, PollLink, PollVoter
from meetings.rules import polls


def make_link(attendee: Attendee) -> str:
    """A new token for a letter; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    AnswerLink.objects.create(attendee=attendee, digest=digest_of(token))
    return token


def attendee_of(token: str) -> Attendee | None:
    """The invited person behind a link; None for one that nobody made, or whose person takes part no longer."""
    rows = AnswerLink.objects.filter(digest=digest_of(token)).select_related(
        "attendee__meeting__partnership",
        "attendee__meeting__format",
        "attendee__person__account",
    )
    link = rows.first()
    if link is None or link.attendee.withdrawn_at or not rules.takes_part(link.attendee):
        return None
    return link.attendee


def digest_of(token: str) -> str:
    """What is kept of a link: its SHA-256."""
    return sha256(token.encode()).hexdigest()


def make_poll_link(voter: PollVoter) -> str:
    """A new token for a letter of a date poll; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    PollLink.objects.create(voter=voter, digest=digest_of(token))
    return token


def voter_of(token: str) -> PollVoter | None:
    """Whose link it is; None for one that nobody made, or whose person takes part no longer."""
    rows = PollLink.objects.filter(digest=digest_of(token)).select_related(
        "voter__poll__partnership", "voter__poll__format", "voter__person__account"
    )
    link = rows.first()
    return link.voter if link is not None and polls.takes_part(link.voter) else None


def make_feedback_link(attendee: Attendee) -> str:
    """A new token for a letter that asks for feedback; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    FeedbackLink.objects.create(attendee=attendee, digest=digest_of(token))
    return token


def feedback_of(token: str) -> Attendee | None:
    """Who was asked by this link; None for one that nobody made, or that was used."""
    rows = FeedbackLink.objects.filter(digest=digest_of(token))
    link = rows.select_related("attendee__meeting__format").first()
    return link.attendee if link is not None else None


def open_poll_of(token: str) -> Poll | None:
    """The poll whose open link this is."""
    return Poll.objects.select_related("partnership").filter(open_digest=digest_of(token)).first()
