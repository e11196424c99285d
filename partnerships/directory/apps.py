"""The directory: who takes part, whom they stand for, what they may do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Accounts, people, organisations, partnerships and what hangs on them."""

    name = "partnerships.directory"
    label = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        """Lay navigation and letters on the shelves."""
        from partnerships.directory import contributions

        contributions.lay_down()
