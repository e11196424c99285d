"""The log of who did what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Append-only events and their seals."""

    name = "partnerships.shared.audit"
    label = "audit"
    verbose_name = _("Log")

    def ready(self) -> None:
        """Lay the way to the log and its words on the shelves."""
        from partnerships.shared.audit.sentences import table_in_words
        from partnerships.shared.chrome import Place
        from partnerships.shared.registry import log_words, navigation
        from partnerships.shared.staff import reads_log

        place = Place(_("Log"), "audit:log")
        navigation.add("log", lambda account: place if reads_log(account) else None, order=90)
        log_words.add("audit", table_in_words)
