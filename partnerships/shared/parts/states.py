"""What a state looks like: words and colour of work in the outbox, colour of a message."""

from django.utils.safestring import SafeString

from partnerships.shared.outbox import OPEN, OutboxRow, Status
from partnerships.shared.parts.marks import badge

FINISHED = {Status.DONE: "success", Status.FAILED: "danger"}
MESSAGES = {"error": "danger", "warning": "warning", "success": "success"}


def work_state(work: OutboxRow) -> SafeString:
    """The badge of a document or a letter: waiting, in progress, done, failed or cancelled."""
    going_on = "info" if work.status in OPEN else "neutral"
    kind = FINISHED.get(Status(work.status), going_on)
    return badge(Status(work.status).label, kind)


def message_kind(tags: str) -> str:
    """The kind of alert for Django's tags of a message; info where nothing is said."""
    return next((kind for tag, kind in MESSAGES.items() if tag in tags), "info")
