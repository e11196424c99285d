"""By the clock: sessions that ended."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="directory.forget_sessions")
def forget_sessions() -> None:
    """Delete expired sessions."""
    call_command("clearsessions")
