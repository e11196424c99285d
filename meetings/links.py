"""The link of a letter with which an invited person answers: made when the letter is posted, and stored nowhere."""

import secrets
from hashlib import sha256

from meetings import rules
from meetings.models import AnswerLink, Attendee


def make_link(attendee: Attendee) -> str:
    """A new token for a letter; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    AnswerLink.objects.create(attendee=attendee, digest=_digest(token))
    return token


def attendee_of(token: str) -> Attendee | None:
    """The invited person behind a link; None for one that nobody made, or whose person takes part no longer."""
    rows = AnswerLink.objects.filter(digest=_digest(token)).select_related(
        "attendee__meeting__partnership",
        "attendee__meeting__format",
        "attendee__person__account",
    )
    link = rows.first()
    if link is None or link.attendee.withdrawn_at or not rules.takes_part(link.attendee):
        return None
    return link.attendee


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
