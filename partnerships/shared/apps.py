"""The shared app: parts, checks and commands; its tables stand in the apps below it."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Holds no table of its own."""

    name = "partnerships.shared"
    label = "shared"
