"""The complaints room: wired, still empty."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """An upstairs app; it may import the ground floor and no other upstairs app."""

    name = "complaints"
