"""The demo's data; it stands on the top floor because it reaches into every room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Holds no table."""

    name = "config.demo"
    label = "demo"
