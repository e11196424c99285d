"""Sealing: documents that can be told from forgeries, and the page where everybody can do it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    """Codes, the seal, its checks."""

    name = "partnerships.shared.sealing"
    label = "sealing"
    verbose_name = _("Sealed files")

    def ready(self) -> None:
        """Say at the start when nothing can be sealed."""
        from partnerships.shared.sealing import system_check  # noqa: F401
