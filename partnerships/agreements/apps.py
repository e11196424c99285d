"""Agreements of a partnership."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Drafting, stages, the paper record and the PDF."""

    name = "partnerships.agreements"
    label = "agreements"
    verbose_name = _("Agreements")

    def ready(self) -> None:
        """Lay the document kind, the home card and the navigation on the shelves."""
        from partnerships.agreements import contributions

        contributions.lay_down()
