"""One search for the whole house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The page, and the functions of the database that compare words."""

    name = "partnerships.shared.search"
    label = "search"
    verbose_name = _("Search")
