"""By the clock: sessions that ended."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.management import call_command


@shared_task(name="directory.forget_sessions")
def forget_sessions() -> int:
    """Delete expired sessions, and what was kept about their browsers; the number of the latter."""
    call_command("clearsessions")
    over = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return over.delete()[0]
