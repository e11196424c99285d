"""The log of who did what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only events and their seals."""

    name = "partnerships.shared.audit"
    label = "audit"
