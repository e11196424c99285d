"""The shared app: parts, checks and commands; its tables stand in the apps below it."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Holds no table of its own."""

    name = "partnerships.shared"
    label = "shared"

    def ready(self) -> None:
        """Say before a production starts what its storage lacks, and what fields are called."""
        from partnerships.shared import storage_check  # noqa: F401
        from partnerships.shared.labels import name_fields

        name_fields()
