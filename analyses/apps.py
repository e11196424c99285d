"""360° analyses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnalysesConfig(AppConfig):
    """An upstairs app; it may import the ground floor and no other upstairs app."""

    name = "analyses"
    verbose_name = _("360° analyses")

    def ready(self) -> None:
        """Lay navigation and to-dos on the shelves."""
        from analyses import contributions

        contributions.lay_down()
