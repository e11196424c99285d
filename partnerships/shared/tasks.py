"""Housekeeping by the clock."""

from celery import shared_task
from django.db import connection


@shared_task(name="shared.forget_history")
def forget_history() -> int:
    """Delete history older than the retention; the number of rows deleted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.forget_history()")
        return cursor.fetchone()[0]
