"""The operator: who runs this site, and what everybody may know about that."""

from django.apps import AppConfig


class OperatorConfig(AppConfig):
    """Pages for everybody, and reports of barriers."""

    name = "partnerships.shared.operator"
    label = "operator"

    def ready(self) -> None:
        """Lay the letter and the home card on the shelves; say at the start what is not set."""
        from partnerships.shared.operator import contributions, system_check  # noqa: F401

        contributions.lay_down()
