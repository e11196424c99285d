"""By the clock."""

from celery import shared_task

from complaints import visiting
from complaints.actions import reminding
from complaints.actions.calls import forget_calls
from complaints.actions.forgetting import forget_closed as forget
from complaints.models import seen_by_house


@shared_task(name="complaints.forget_visits")
def forget_visits() -> None:
    """Every ten minutes: what was typed and not sent for two hours."""
    visiting.forget_ended()


@shared_task(name="complaints.forget_closed")
def forget_closed() -> None:
    """Once a night: what was closed more than three whole years ago, and who could not be called for 30 days."""
    with seen_by_house():
        forget()
        forget_calls()


@shared_task(name="complaints.keep_times")
def keep_times() -> None:
    """Every hour: clocks for what has none. In office hours letters: what is due, and to heads what takes long."""
    with seen_by_house():
        reminding.catch_up()
        reminding.tell_heads()
        reminding.remind()
