"""Agreements of a partnership."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Drafting, stages, the paper record and the PDF."""

    name = "partnerships.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Lay the document kind, the home card and the navigation on the shelves."""
        from partnerships.agreements import contributions

        contributions.lay_down()
