"""The building's plant room: settings, addresses, the services of the start without installation."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
