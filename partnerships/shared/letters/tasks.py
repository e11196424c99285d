"""The worker posts letters; the clock hints at those that wait."""

import logging

from celery import Task, shared_task

from partnerships.shared import outbox
from partnerships.shared.letters import actions
from partnerships.shared.letters.models import Letter

log = logging.getLogger(__name__)


@shared_task(bind=True, name=actions.TASK)
def post_letter(self: Task, pk: int) -> None:
    """Post one letter; a fault of the mail server puts it back."""
    letter = outbox.claim(Letter, pk, self.request.id)
    if letter is None:
        return
    try:
        actions.post(letter)
    except actions.POSTING_FAULTS as error:
        log.warning("letter %s not posted: %s", pk, type(error).__name__)
        outbox.give_back(letter, "mail_server")
    except Exception:
        outbox.give_back(letter, "fault")
        raise


@shared_task(name="letters.sweep", acks_late=False)
def sweep() -> int:
    """Hint again at late letters; the number of hints."""
    return outbox.sweep(Letter, actions.TASK)
