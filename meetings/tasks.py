"""By the clock: what changed is told, who has not answered is reminded, what is needed no longer goes."""

from celery import shared_task

from meetings.actions import (
    action_items,
    answering,
    feedback,
    minutes,
    polls,
    replies,
    rhythm,
    signals,
    telling,
)


@shared_task(name="meetings.tell_changes")
def tell_changes() -> int:
    """Every half minute: letters about changes that are a minute old."""
    return telling.tell_changes()


@shared_task(name="meetings.remind")
def remind() -> int:
    """Once a day."""
    return telling.remind()


@shared_task(name="meetings.forget_needs")
def forget_needs() -> int:
    """Once a night: also addresses of guests whom a date poll asked, signals older than 30 days, and links for feedback."""
    return (
        answering.forget_needs()
        + polls.forget_guests()
        + signals.forget()
        + feedback.forget_links()
    )


@shared_task(name="meetings.close_minutes")
def close_minutes() -> int:
    """Once a day: minutes whose last day to answer is past."""
    return minutes.close_by_clock()


@shared_task(name="meetings.tell_overdue")
def tell_overdue() -> int:
    """Once a day: who keeps a partnership that has not met for too long."""
    return rhythm.tell_overdue()


@shared_task(name="meetings.remind_of_tasks")
def remind_of_tasks() -> int:
    """Once a day: who has something to do soon, or should have done it."""
    return action_items.remind()


@shared_task(name="meetings.remind_of_polls")
def remind_of_polls() -> int:
    """Once a day: who has not said yet on which days they can come."""
    return polls.remind()


@shared_task(name="meetings.read_replies")
def read_replies() -> int:
    """Every minute, where a mailbox is set: answers of calendar programs."""
    return replies.read_mailbox()
