"""Complaints, praise and suggestions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    """An upstairs app; it may import the ground floor and no other upstairs app."""

    name = "complaints"
    verbose_name = _("Complaints")

    def ready(self) -> None:
        """Lay letters and to-dos on the shelves."""
        from complaints import contributions

        contributions.lay_down()
