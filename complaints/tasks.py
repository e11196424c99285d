"""By the clock."""

from celery import shared_task

from complaints import visiting
from complaints.actions import keeping, reminding
from complaints.actions.calls import forget_calls
from complaints.actions.forgetting import forget_never_sent
from complaints.models import seen_by_house


@shared_task(name="complaints.forget_visits")
def forget_visits() -> None:
    """Every ten minutes: what was typed and not sent for two hours."""
    visiting.forget_ended()


@shared_task(name="complaints.forget_closed")
def forget_closed() -> None:
    """Once a night: what is due is proposed, or deleted where an office has set it so; what nobody forwarded for long; old wishes for calls."""
    with seen_by_house():
        keeping.end_unconfirmed_holds()
        keeping.propose()
        keeping.delete_by_clock()
        forget_never_sent()
        forget_calls()


@shared_task(name="complaints.keep_times")
def keep_times() -> None:
    """Every hour: clocks for what has none. In office hours letters: what is due, and to heads what takes long."""
    with seen_by_house():
        reminding.catch_up()
        reminding.tell_heads()
        reminding.remind()
