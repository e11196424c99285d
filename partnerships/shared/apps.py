"""The shared app: parts, checks and commands; its tables stand in the apps below it."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Holds no table of its own."""

    name = "partnerships.shared"
    label = "shared"

    def ready(self) -> None:
        """Say before a production starts what its storage lacks."""
        from partnerships.shared import storage_check  # noqa: F401
