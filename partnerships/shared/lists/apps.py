"""Lists that people narrow, order, keep and take away as a file."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    """What every long list of the house shares."""

    name = "partnerships.shared.lists"
    label = "lists"
    verbose_name = _("Lists")
