"""Meetings of a partnership."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """An upstairs app; it may import the ground floor and no other upstairs app."""

    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """Lay navigation, letters, to-dos, panel and search on the shelves."""
        from meetings import contributions

        contributions.lay_down()
